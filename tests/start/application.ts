import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isRoot, me, nodeFor, type User } from './checkout.ts';

/** The stand-in for the application, which has opened its database. */
export interface Application {
	process: ChildProcess;
	ownerUrl: string;
	url: string;
	startedHere: boolean;
	/** the folder of the data */
	folder: string;
}

export interface Circumstances {
	user?: User;
	/** the value of HOC_SO_DATA */
	data?: string;
}

/** Starts it and waits until the database is open. */
export async function open(checkout: string, circumstances: Circumstances = {}): Promise<Application> {
	const result = await tryToOpen(checkout, circumstances);
	if (typeof result === 'string') throw new Error(result);
	return result;
}

/** Starts it where it cannot open the database; what it says about it. */
export async function refusalToOpen(checkout: string, circumstances: Circumstances): Promise<string> {
	const result = await tryToOpen(checkout, circumstances);
	if (typeof result === 'string') return result;
	await end(result);
	throw new Error('It opened the database.');
}

export async function end({ process: app }: Application, signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
	app.kill(signal);
	if (app.exitCode === null && app.signalCode === null) await once(app, 'close');
}

/** The process of the server on the data in a folder; null when none has left its number there. */
export function pidOfServer(folder: string): number | null {
	try {
		return Number(readFileSync(join(folder, 'cluster', 'postmaster.pid'), 'utf8').split('\n')[0]);
	} catch {
		return null;
	}
}

async function tryToOpen(checkout: string, { user = me, data = '' }: Circumstances): Promise<Application | string> {
	const app = spawn(nodeFor(user, checkout), [join(checkout, 'tests/start/open-database.ts')], {
		...(isRoot && user.uid !== 0 && user),
		cwd: '/',
		env: { ...process.env, HOC_SO_DATA: data }
	});
	let [said, complained] = ['', ''];
	app.stdout.on('data', (text: Buffer) => (said += text.toString()));
	app.stderr.on('data', (text: Buffer) => (complained += text.toString()));
	const isOpen = await Promise.race([once(app.stdout, 'data').then(() => true), once(app, 'close').then(() => false)]);
	return isOpen ? { process: app, ...(JSON.parse(said) as Omit<Application, 'process'>) } : complained;
}
