import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { accountFor } from './account.ts';
import { findBinaries } from './binaries.ts';
import { type Cluster, findRunning, makeCluster, type Running, startServer, stopServer } from './cluster.ts';
import { connect, PROCESS_NAME } from './connect.ts';
import { dataFolder, prepareFolder, socketFolder } from './folder.ts';
import { APPLICATION_ROLE, ensureApplicationRole } from './roles.ts';
import { isGone } from './server-errors.ts';
import { StartFailure } from './start-failure.ts';

export interface EmbeddedDatabase {
	/** signs in as the owner of everything */
	ownerUrl: string;
	/** signs in as the application's role */
	url: string;
	/** false: it was running already */
	startedHere: boolean;
	/** Stops the server if this process started it and no other process is connected. */
	close(): Promise<void>;
}

const DATABASE = 'hoc_so';
const TRIES = 20;
const PAUSE = 250;

/** Nobody but us reads the password's file; a unix socket needs no password, because nobody else enters its folder. */
const usesPassword = process.platform === 'win32';

/**
 * Opens our own PostgreSQL on the data in `folder`: makes them if there are none, and attaches to a server that
 * already runs on them (started by another process, or left by one that was killed). Throws a StartFailure.
 */
export async function openEmbedded(
	folder = dataFolder(),
	settings: Record<string, string> = {}
): Promise<EmbeddedDatabase> {
	const data = join(folder, 'cluster');
	const account = accountFor(data);
	prepareFolder(folder, account);
	const cluster: Cluster = { data, log: join(folder, 'server.log'), account, binaries: findBinaries(account, folder) };
	const passwordFile = usesPassword ? join(folder, 'password') : null;
	if (!existsSync(data)) {
		if (passwordFile !== null) writeFileSync(passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 });
		await makeCluster(cluster, passwordFile);
	}
	const password = passwordFile === null ? '' : readFileSync(passwordFile, 'utf8');
	const { running, startedHere } = await open(cluster, password, {
		...(await listening(folder, cluster)),
		...settings
	});
	const ownerUrl = urlOf(running, 'postgres', password);
	return {
		ownerUrl,
		url: urlOf(running, APPLICATION_ROLE, password),
		startedHere,
		close: async () => {
			if (startedHere && !(await hasOtherUsers(ownerUrl))) await stopServer(cluster);
		}
	};
}

/** One that was killed a moment ago may be found while it dies, and be gone in the middle of a question. */
async function open(cluster: Cluster, password: string, settings: Record<string, string>) {
	for (let left = TRIES; ; left -= 1) {
		const opened = await attachOrStart(cluster, settings);
		try {
			await prepareDatabase(opened.running, password);
			return opened;
		} catch (error) {
			if (left === 0 || !isGone(error)) throw error;
			await wait(PAUSE);
		}
	}
}

async function attachOrStart(cluster: Cluster, settings: Record<string, string>) {
	const found = await findRunning(cluster);
	const startedHere = found === null && (await startServer(cluster, settings));
	const running = found ?? (await findRunning(cluster));
	if (running === null)
		throw new StartFailure(`PostgreSQL stopped as soon as it had started (its log: ${cluster.log}).`);
	return { running, startedHere };
}

// An error's text quotes what somebody typed; what matters to an operator is more severe, and our own log has the code.
const DISCREET = { log_min_messages: 'log', log_min_error_statement: 'panic', log_error_verbosity: 'terse' };

// On a disk without a head that moves, whose pages are mostly in memory: by default a ward's few thousand people are found
// by reading the whole country's. Compiling statements takes longer than ours run.
const PLANNING = { random_page_cost: '1.1', jit: 'off' };

async function listening(folder: string, { account }: Cluster): Promise<Record<string, string>> {
	const frugal = { max_connections: '60', ...PLANNING, ...DISCREET };
	if (usesPassword) return { ...frugal, listen_addresses: '127.0.0.1', port: String(await freePort()) };
	const directory = `"${socketFolder(folder, account).replaceAll('"', '""')}"`;
	return { ...frugal, listen_addresses: '', unix_socket_directories: directory, unix_socket_permissions: '0700' };
}

/** Makes our database and lets the application's role sign in; of several processes, one after the other. */
async function prepareDatabase(running: Running, password: string): Promise<void> {
	const { db, close } = connect(urlOf(running, 'postgres', password, 'postgres'), { max: 1, lockTimeout: 0 });
	try {
		await db.execute(sql`select pg_advisory_lock(0)`);
		const found = await db.execute(sql`select 1 from pg_database where datname = ${DATABASE}`);
		if (found.length === 0) await db.execute(sql`create database ${sql.identifier(DATABASE)}`);
		await ensureApplicationRole(db, APPLICATION_ROLE);
		const login = password ? `login password '${password}'` : 'login';
		await db.execute(sql`alter role ${sql.identifier(APPLICATION_ROLE)} ${sql.raw(login)}`);
	} finally {
		await close();
	}
}

async function hasOtherUsers(ownerUrl: string): Promise<boolean> {
	const { db, close } = connect(ownerUrl, { max: 1 });
	try {
		const others = await db.execute(sql`
			select 1 from pg_stat_activity
			where backend_type = 'client backend' and application_name <> ${PROCESS_NAME} limit 1`);
		return others.length > 0;
	} finally {
		await close();
	}
}

function urlOf({ port, socketFolder }: Running, user: string, password: string, database = DATABASE): string {
	if (socketFolder === '') return `postgres://${user}:${password}@127.0.0.1:${port}/${database}`;
	return `postgres://${user}@localhost:${port}/${database}?host=${encodeURIComponent(socketFolder)}`;
}

async function freePort(): Promise<number> {
	const server = createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const address = server.address();
	server.close();
	return typeof address === 'object' && address !== null ? address.port : 0;
}
