import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, lstatSync, mkdirSync, readdirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Account, give, mayUse } from './account.ts';
import { StartFailure } from './start-failure.ts';

const CHECKOUT = fileURLToPath(new URL('../../../..', import.meta.url));

/** The longest path of a unix socket, on the strictest system (macOS), less the socket's own name. */
const LONGEST_SOCKET_FOLDER = 103 - '/.s.PGSQL.65535'.length;

/**
 * Where the data of this checkout lie unless HOC_SO_DATA names another folder. Root's are kept out of the checkout,
 * because the server runs as a user who may not be able to enter it.
 */
export function dataFolder(
	named = process.env['HOC_SO_DATA'],
	checkout = CHECKOUT,
	isRoot = process.getuid?.() === 0
): string {
	if (named) return resolve(named);
	if (!isRoot) return join(checkout, '.data', 'postgres');
	// Two checkouts may have the same name.
	const name = basename(checkout)
		.replace(/[^\w-]+/g, '-')
		.slice(0, 24);
	return join('/var/lib/hoc-so', `${name}-${digestOf(checkout)}`);
}

/** Makes the folder, for the account alone. Throws a StartFailure when that is not possible. */
export function prepareFolder(folder: string, account: Account | null): void {
	const remedy = 'make it writable, or name another folder in HOC_SO_DATA.';
	try {
		const isNew = !existsSync(folder) || readdirSync(folder).length === 0;
		mkdirSync(folder, { recursive: true, mode: 0o755 });
		if (isNew) give(account, folder);
		accessSync(folder, constants.W_OK | constants.X_OK);
	} catch (error) {
		const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
		throw new StartFailure(`The folder for the database, ${folder}, cannot be written (${code}): ${remedy}`, error);
	}
	if (!mayUse(account, folder)) {
		throw new StartFailure(
			`PostgreSQL does not run as root, and the system user ${account?.uid} that runs it cannot write the folder ${folder}: ${remedy}`
		);
	}
}

/** A private folder for the server's socket, whose path is short enough to be a socket's. */
export function socketFolder(folder: string, account: Account | null): string {
	const near = join(folder, 'socket');
	const short = Buffer.byteLength(near) <= LONGEST_SOCKET_FOLDER ? near : join('/tmp', `hoc-so-${digestOf(folder)}`);
	if (!existsSync(short)) {
		mkdirSync(short, { mode: 0o700 });
		give(account, short);
	}
	const { uid, mode } = lstatSync(short);
	if (uid !== (account?.uid ?? process.getuid?.()) || (mode & 0o777) !== 0o700) {
		throw new StartFailure(
			`The folder ${short} for the database's socket is open to others: delete it, and start again.`
		);
	}
	return short;
}

function digestOf(path: string): string {
	return createHash('sha256').update(path).digest('hex').slice(0, 8);
}
