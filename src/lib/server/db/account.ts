import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, lchownSync, statSync } from 'node:fs';
import { StartFailure } from './start-failure.ts';

/** The system user that runs the database server instead of root, which PostgreSQL refuses. */
export interface Account {
	uid: number;
	gid: number;
}

/** An own system user where the administrator made one, else the one that every system has. */
const NAMES = ['hocso', 'nobody'];

/** Who is to run the server on PostgreSQL's folder `data`, if it exists yet: null is whoever runs this process. */
export function accountFor(data: string): Account | null {
	const me = process.getuid?.();
	const owner = existsSync(data) ? statSync(data) : null;
	if (me !== 0) {
		if (owner !== null && me !== undefined && owner.uid !== me) {
			throw new StartFailure(
				`The database in ${data} belongs to another user of this system: start as that user, ` +
					'or name another folder in HOC_SO_DATA.'
			);
		}
		return null;
	}
	// Data that exist stay with whom they belong to, even if an own system user has been made since.
	if (owner !== null && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
	for (const name of NAMES) {
		const account = accountCalled(name);
		if (account !== null) return account;
	}
	throw new StartFailure(
		'PostgreSQL does not run as root, and this system has no user "nobody": add one with "useradd --system hocso".'
	);
}

/** Whether the account may enter and run a program; whoever runs this process may. */
export function mayRun(account: Account | null, program: string): boolean {
	return account === null || test(account, 'test -r "$0" && test -x "$0"', program);
}

/** Whether the account may enter a folder and write in it; for whoever runs this process, look yourself. */
export function mayUse(account: Account | null, folder: string): boolean {
	return account === null || test(account, 'test -w "$0" && test -x "$0"', folder);
}

/** Makes the account the owner of a file or folder. */
export function give(account: Account | null, path: string): void {
	if (account !== null) lchownSync(path, account.uid, account.gid);
}

function test(account: Account, condition: string, path: string): boolean {
	return spawnSync('/bin/sh', ['-c', condition, path], { ...account, cwd: '/' }).status === 0;
}

function accountCalled(name: string): Account | null {
	try {
		const id = (what: string) => Number(execFileSync('id', [what, name], { stdio: ['ignore', 'pipe', 'ignore'] }));
		return { uid: id('-u'), gid: id('-g') };
	} catch {
		return null;
	}
}
