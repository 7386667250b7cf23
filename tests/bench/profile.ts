import { sql } from 'drizzle-orm';
import type { Db } from '#lib/server/db/connect.ts';

/** Where the profiles of Node go, or undefined: nobody asked for any. */
export const PROFILE = process.env['BENCH_PROFILE'];

/** What the database and Node are started with, so that they say where their time goes. */
export const COUNTING: Record<string, string> = PROFILE ? { shared_preload_libraries: 'pg_stat_statements' } : {};
export const WATCHED: readonly string[] = PROFILE ? ['--cpu-prof', '--cpu-prof-dir', PROFILE] : [];

/** Forgets what the statements so far took. */
export async function countStatements(db: Db): Promise<void> {
	if (!PROFILE) return;
	await db.execute(sql`create extension if not exists pg_stat_statements`);
	await db.execute(sql`select pg_stat_statements_reset()`);
}

/** The statements that took the database longest since then: milliseconds in all, how often, and milliseconds each. */
export async function tellStatements(db: Db, heading: string, most = 25): Promise<void> {
	if (!PROFILE) return;
	const rows = await db.execute<{ total: number; calls: number; mean: number; query: string }>(sql`
		select round((total_exec_time + total_plan_time)::numeric, 0)::float total, calls::int,
			round(((total_exec_time + total_plan_time) / calls)::numeric, 3)::float mean,
			left(regexp_replace(query, '\\s+', ' ', 'g'), 150) query
		from pg_stat_statements where query not like '%pg_stat_statements%' order by 1 desc limit ${most}`);
	console.log(`\n${heading}`);
	for (const { total, calls, mean, query } of rows)
		console.log(`${String(total).padStart(7)} ms ${String(calls).padStart(7)} × ${mean.toFixed(3)}  ${query}`);
	console.log('');
}
