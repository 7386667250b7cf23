import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';

/** A mail server that keeps what it is given, speaking the protocol for real (RFC 5321). */
export interface MailServer {
	url: string;
	/** whole messages as they came over the wire, oldest first */
	messages: string[];
	/** addresses that it refuses */
	refused: Set<string>;
	close(): Promise<void>;
}

export async function startMailServer(): Promise<MailServer> {
	const messages: string[] = [];
	const refused = new Set<string>();
	const sockets = new Set<Socket>();
	const server = createServer((socket) => {
		sockets.add(socket);
		socket.on('close', () => sockets.delete(socket));
		talk(socket, messages, refused);
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
	return {
		url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
		...{ messages, refused },
		close: async () => {
			for (const socket of sockets) socket.destroy();
			server.close();
			await once(server, 'close');
		}
	};
}

function talk(socket: Socket, messages: string[], refused: Set<string>): void {
	let received = '';
	let inMessage = false;
	const answer = (line: string) => void socket.write(`${line}\r\n`);
	answer('220 mail.test');
	socket.on('data', (chunk: Buffer) => {
		received += chunk.toString('latin1');
		for (;;) {
			const end = received.indexOf(inMessage ? '\r\n.\r\n' : '\r\n');
			if (end < 0) return;
			const piece = received.slice(0, end);
			received = received.slice(end + (inMessage ? 5 : 2));
			if (inMessage) {
				messages.push(piece.replaceAll('\r\n..', '\r\n.'));
				inMessage = false;
				answer('250 taken');
			} else if (/^DATA/i.test(piece)) {
				inMessage = true;
				answer('354 go on');
			} else if (/^QUIT/i.test(piece)) {
				answer('221 bye');
				socket.end();
			} else if (/^STARTTLS/i.test(piece)) {
				answer('502 not here');
			} else {
				const [, to = ''] = /^RCPT TO:<(.*)>/i.exec(piece) ?? [];
				answer(refused.has(to) ? '550 nobody here' : '250 ok');
			}
		}
	});
}
