import { sql } from 'drizzle-orm';
import type { Db } from '#lib/server/db/connect.ts';

/** Counts of tries and the time of the last sight move with every request, the chain by itself; nobody's work stands in them. */
const MOVING = ['rate_limits', 'sign_ins', 'audit_chain'];

/**
 * All rows of all tables, as one number and one hash each: for showing that nothing has changed. That somebody looked
 * at evidence is noted, also where what she asked of it is not found.
 */
export async function traceOf(db: Db): Promise<Record<string, string>> {
	const tables = await db.execute<{ name: string }>(
		sql`select tablename name from pg_tables where schemaname = 'public' order by 1`
	);
	const trace: Record<string, string> = {};
	for (const { name } of tables) {
		if (MOVING.includes(name)) continue;
		const looks = name === 'audit_entries' ? sql`where verb not like '%.read'` : sql``;
		const [row] = await db.execute<{ hash: string }>(
			sql`select count(*) || ' ' || coalesce(md5(string_agg(t::text, ' ' order by t::text)), '') hash from ${sql.identifier(name)} t ${looks}`
		);
		trace[name] = row?.hash ?? '';
	}
	return trace;
}
