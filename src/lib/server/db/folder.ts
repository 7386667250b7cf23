import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, mkdirSync, mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
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
export function dataFolder(named = process.env['HOC_SO_DATA'], isRoot = process.getuid?.() === 0): string {
	if (named) return resolve(named);
	if (!isRoot) return join(CHECKOUT, '.data', 'postgres');
	const digest = createHash('sha256').update(CHECKOUT).digest('hex').slice(0, 8);
	const name = basename(CHECKOUT).replace(/[^\w-]+/g, '-').slice(0, 24);
	return join('/var/lib/hoc-so', `${name}-${digest}`);
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
	if (Buffer.byteLength(near) > LONGEST_SOCKET_FOLDER) {
		const far = mkdtempSync(join(tmpdir().length < 40 && account === null ? tmpdir() : '/tmp', 'hoc-so-'));
		give(account, far);
		return far;
	}
	if (!existsSync(near)) {
		mkdirSync(near, { mode: 0o700 });
		give(account, near);
	}
	return near;
}
