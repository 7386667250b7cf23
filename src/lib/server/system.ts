import { sql } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { allow } from '#lib/access/permissions.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { readSetting } from '#lib/server/installation.ts';
import { areJobsDone } from '#lib/server/job-board.ts';

/** How the database and what all servers share stand, for the administrator. */
export interface SystemState {
	/** milliseconds until the database answered */
	answeredIn: number;
	connections: { used: number; most: number };
	/** bytes */
	size: number;
	/** how many servers of ours are connected */
	servers: number;
	/** runs of background work that failed for good in the last day, and whether any server does it */
	jobs: { alive: boolean; failed: number };
	lastBackup: Date | null;
	/** the data are invented: nothing needs a backup */
	sample: boolean;
}

/** Reads what all servers share; how the one that answers stands it knows itself. */
export async function readSystem(db: Db, actor: Actor, now: Date): Promise<SystemState> {
	allow(actor, 'job.read');
	const begin = performance.now();
	await db.execute(sql`select 1`);
	const answeredIn = performance.now() - begin;
	const [row] = await db.execute<{ used: number; most: number; size: string; servers: number; failed: number }>(sql`
		select (select count(*)::int from pg_stat_activity where backend_type = 'client backend') as used,
			current_setting('max_connections')::int as most,
			pg_database_size(current_database()) as size,
			(select count(distinct (application_name, client_addr))::int from pg_stat_activity
				where datname = current_database() and application_name like 'hoc-so %') as servers,
			(select count(*)::int from pgboss.job
				where state = 'failed' and completed_on > ${now.toISOString()}::timestamptz - interval '1 day') as failed`);
	const last = await readSetting<string>(db, 'last_backup');
	return {
		answeredIn,
		connections: { used: row?.used ?? 0, most: row?.most ?? 0 },
		size: Number(row?.size ?? 0),
		servers: row?.servers ?? 0,
		jobs: { alive: await areJobsDone(db, now), failed: row?.failed ?? 0 },
		lastBackup: last === null ? null : new Date(last),
		sample: (await readSetting<boolean>(db, 'sample')) ?? false
	};
}
