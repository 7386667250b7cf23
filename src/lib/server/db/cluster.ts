import { execFile } from 'node:child_process';
import { existsSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Account } from './account.ts';
import type { Binaries } from './binaries.ts';
import { StartFailure } from './start-failure.ts';

/** PostgreSQL's data of one installation, and the programs and the account that run it. */
export interface Cluster {
	/** PostgreSQL's own folder */
	data: string;
	log: string;
	account: Account | null;
	binaries: Binaries;
}

/** Where a running server listens, as postmaster.pid says. */
export interface Running {
	port: number;
	/** folder of the unix socket; empty where there is none */
	socketFolder: string;
}

const run = promisify(execFile);

/** Which characters are letters. The C locale knows only those of English. */
const LETTERS = { linux: 'C.UTF-8', darwin: 'UTF-8' }[process.platform as string];

const LOG_LIMIT = 5_000_000;

/** Makes an empty cluster that sorts Vietnamese; of two processes at once, one makes it and both go on. */
export async function makeCluster({ data, account, binaries }: Cluster, passwordFile: string | null): Promise<void> {
	// Renamed when complete, so that one cut short by a power cut is never taken for a cluster.
	const partial = `${data}.partial-${process.pid}`;
	rmSync(partial, { recursive: true, force: true });
	const options = ['--locale-provider=icu', '--icu-locale=vi-VN', '--encoding=UTF8', '--locale=C'];
	if (LETTERS !== undefined) options.push(`--lc-ctype=${LETTERS}`);
	options.push('--username=postgres', '--auth-local=trust', '--auth-host=scram-sha-256');
	if (passwordFile !== null) options.push(`--pwfile=${passwordFile}`);
	try {
		await runAs(account, binaries.initdb, [`--pgdata=${partial}`, ...options]);
		renameSync(partial, data);
	} catch (error) {
		rmSync(partial, { recursive: true, force: true });
		if (existsSync(data)) return;
		throw new StartFailure(`PostgreSQL could not make its data folder ${data}: ${reasonIn(messageOf(error))}.`, error);
	}
}

/** Starts the server and waits until it takes connections. False: another process has started it in the meantime. */
export async function startServer(cluster: Cluster, settings: Record<string, string>): Promise<boolean> {
	const { data, log, account, binaries } = cluster;
	if (existsSync(log) && statSync(log).size > LOG_LIMIT) rmSync(log);
	const options = Object.entries(settings).map(([name, value]) => `-c ${quoted(`${name}=${value}`)}`);
	try {
		await runAs(account, binaries.pgCtl, [
			'start',
			'-D',
			data,
			'-l',
			log,
			'-w',
			'-t',
			'60',
			'-s',
			'-o',
			options.join(' ')
		]);
		return true;
	} catch (error) {
		if ((await findRunning(cluster)) !== null) return false;
		const reason = reasonIn(existsSync(log) ? readFileSync(log, 'utf8') : messageOf(error));
		throw new StartFailure(`PostgreSQL did not start: ${reason} (its log: ${log}).`, error);
	}
}

/** Stops the server; running transactions are rolled back, nothing recorded is lost. */
export async function stopServer({ data, account, binaries }: Cluster): Promise<void> {
	await runAs(account, binaries.pgCtl, ['stop', '-D', data, '-m', 'fast', '-w', '-t', '60', '-s']);
}

/**
 * The server that runs on these data, whoever started it; null if none does. Waits for one that is just starting, so
 * that it takes connections, and for one that is just stopping, so that it is gone.
 */
export async function findRunning({ data, account, binaries }: Cluster): Promise<Running | null> {
	const file = join(data, 'postmaster.pid');
	for (;;) {
		try {
			await runAs(account, binaries.pgCtl, ['status', '-D', data]);
			const [pid = '', , , port = '', socketFolder = '', , , state = ''] = readFileSync(file, 'utf8').split('\n');
			if (!isPostgres(pid)) {
				// A server that was killed left its number, which no process has any more, or another program has got.
				rmSync(file, { force: true });
				if (socketFolder !== '') rmSync(join(socketFolder, `.s.PGSQL.${port}.lock`), { force: true });
				return null;
			}
			if (state.trim() === 'ready') return { port: Number(port), socketFolder };
		} catch {
			return null;
		}
		await wait(50);
	}
}

// pg_ctl asks only whether there is such a process, and a dead one that nobody has buried is one.
function isPostgres(pid: string): boolean {
	const command = `/proc/${pid}/cmdline`;
	return !existsSync(command) || readFileSync(command, 'utf8').includes('postgres');
}

async function runAs(account: Account | null, program: string, args: string[]): Promise<void> {
	const isWindows = process.platform === 'win32';
	// The checkout may be closed to the account, so the working folder is one that everybody can enter.
	await run(program, args, {
		...account,
		...(isWindows ? {} : { cwd: '/', env: { PATH: process.env['PATH'], LC_ALL: 'C' } })
	});
}

// pg_ctl hands the server's options to a shell; on Windows none of ours needs quoting.
function quoted(option: string): string {
	return process.platform === 'win32' ? option : `'${option.replaceAll("'", "'\\''")}'`;
}

function messageOf(error: unknown): string {
	const stderr = error instanceof Error && 'stderr' in error ? String(error.stderr) : '';
	return stderr || String(error);
}

function reasonIn(output: string): string {
	const lines = output.trim().split('\n');
	return (lines.findLast((line) => /FATAL|error|could not/i.test(line)) ?? lines.at(-1) ?? '').trim();
}
