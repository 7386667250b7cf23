import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const START = fileURLToPath(new URL('../../src/cli/start.ts', import.meta.url));

/** The real program, started as from a terminal. */
export interface Run {
	app: ChildProcess;
	said(): string;
	complained(): string;
}

/** One that has said at which address it answers. */
export interface Started extends Run {
	address: string;
}

export async function start(environment: Record<string, string>): Promise<Started> {
	const running = run({ PORT: '0', ...environment });
	const isOver = once(running.app, 'close').then(() => true);
	for (;;) {
		const address = /^address: (.*)$/m.exec(running.said())?.[1];
		if (address !== undefined) return { ...running, address };
		const said = once(running.app.stdout ?? running.app, 'data').then(() => false);
		if (await Promise.race([said, isOver])) throw new Error(running.complained());
	}
}

export function run(environment: Record<string, string>): Run {
	// As from a terminal, and not as a part of the tests.
	const { NODE_ENV: _, VITEST: __, ...env } = process.env;
	const app = spawn(process.execPath, [START], { cwd: '/', env: { ...env, ...environment } });
	let [said, complained] = ['', ''];
	app.stdout.on('data', (text: Buffer) => (said += text.toString()));
	app.stderr.on('data', (text: Buffer) => (complained += text.toString()));
	return { app, said: () => said, complained: () => complained };
}

/** Ends it, if it has not ended, and waits until it has. */
export async function stop(app: ChildProcess, signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
	if (app.exitCode !== null || app.signalCode !== null) return;
	app.kill(signal);
	await once(app, 'close');
}
