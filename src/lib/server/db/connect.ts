import type { PgDatabase } from 'drizzle-orm/pg-core';
import { drizzle, type PostgresJsQueryResultHKT } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { keepRepeated } from './repeated.ts';

/** The database, or a transaction in it: domain functions take either. */
export type Db = PgDatabase<PostgresJsQueryResultHKT, Record<string, never>>;

/** How the server lists this process's connections. */
export const PROCESS_NAME = `hoc-so ${process.pid}`;

export interface Connection {
	db: Db;
	/** Waits for running statements, at most five seconds, then closes every connection. */
	close(): Promise<void>;
}

export interface ConnectOptions {
	/** connections at most */
	max?: number;
	/** milliseconds after which the server ends a statement; 0 is never */
	statementTimeout?: number;
	/** milliseconds that a statement waits for a lock; 0 is for ever */
	lockTimeout?: number;
	/**
	 * Plan each prepared statement once, without looking at its values. Right where few statements, all by key,
	 * are repeated often (recording, rebuilding); wrong for searches, whose best plan depends on the words.
	 */
	genericPlans?: boolean;
	/** whatever writes is refused, even where the server would take it */
	readOnly?: boolean;
}

/**
 * Opens a pool; nothing is sent before the first query. `url` is postgres://user:password@host:port/database, where
 * `?host=/folder` names the folder of a unix socket, as in libpq. Days are those of Asia/Ho_Chi_Minh in every session.
 */
export function connect(url: string, options: ConnectOptions = {}): Connection {
	const client = openClient(url, options);
	return { db: drizzle(keepRepeated(client)), close: () => client.end({ timeout: 5 }) };
}

/** The driver itself, for what drizzle cannot say: reading large tables piece by piece. */
export function openClient(url: string, options: ConnectOptions = {}): postgres.Sql {
	const { max = 10, statementTimeout = 15_000, lockTimeout = 5_000, genericPlans = false, readOnly = false } = options;
	return postgres(withoutSocket(url), {
		...socketOf(url),
		...UNTYPED,
		max,
		connect_timeout: 10,
		// The driver's own pauses grow to twenty seconds: a database that is back must be found at once.
		backoff: (failures: number) => Math.min(0.05 * 2 ** failures, 1),
		onnotice: () => undefined,
		connection: {
			application_name: PROCESS_NAME,
			TimeZone: 'Asia/Ho_Chi_Minh',
			statement_timeout: statementTimeout,
			lock_timeout: lockTimeout,
			...(readOnly && { default_transaction_read_only: true }),
			...(genericPlans && { plan_cache_mode: 'force_generic_plan' })
		}
	});
}

// A BEGIN that fills a connection's pipeline to its limit is sent without reserving the connection (postgres 3.4.9):
// the transaction fails, and whoever comes next on that connection writes into it in vain. So there is no limit, and a
// query that comes while all connections are busy may wait behind a slow one. The driver's types do not know the option.
const UNTYPED = { max_pipeline: Infinity };

// The driver knows unix sockets only as an option, and would send the address's `host` on as a server setting.
function socketOf(url: string): { host: string; port: number } | undefined {
	const { searchParams, port } = new URL(url);
	const folder = searchParams.get('host');
	return folder === null ? undefined : { host: folder, port: Number(port || 5432) };
}

function withoutSocket(url: string): string {
	const address = new URL(url);
	address.searchParams.delete('host');
	return address.href;
}
