import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

/** The wire between the application and its database, which can be slowed down, cut and mended. */
export class Wire {
	/** milliseconds that whatever the database says is late */
	delay = 0;
	readonly #sockets = new Set<Socket>();
	readonly #to: URL;
	#server: Server | null = null;
	#port = 0;

	constructor(url: string) {
		this.#to = new URL(url);
	}

	/** The database's address at this end of the wire. */
	async open(): Promise<string> {
		this.#server = createServer((near) => this.#join(near)).listen(this.#port, '127.0.0.1');
		await once(this.#server, 'listening');
		this.#port = (this.#server.address() as AddressInfo).port;
		const here = new URL(this.#to);
		here.searchParams.delete('host');
		here.host = `127.0.0.1:${this.#port}`;
		return here.href;
	}

	async cut(): Promise<void> {
		const server = this.#server;
		if (!server?.listening) return;
		server.close();
		for (const socket of this.#sockets) socket.destroy();
		await once(server, 'close');
	}

	#join(near: Socket): void {
		const { hostname, port, searchParams } = this.#to;
		const folder = searchParams.get('host');
		const far =
			folder === null ? connect(Number(port || 5432), hostname) : connect(`${folder}/.s.PGSQL.${port || 5432}`);
		for (const [one, other] of [
			[near, far],
			[far, near]
		] as const) {
			this.#sockets.add(one);
			one.on('error', () => other.destroy());
			one.on('close', () => {
				this.#sockets.delete(one);
				other.destroy();
			});
		}
		near.pipe(far);
		void this.#carry(far, near);
	}

	async #carry(far: Socket, near: Socket): Promise<void> {
		try {
			for await (const chunk of far) {
				if (this.delay > 0) await wait(this.delay);
				near.write(chunk as Buffer);
			}
		} catch {
			near.destroy();
		}
	}
}
