import { sql } from 'drizzle-orm';
import type { Db } from '#lib/server/db/connect.ts';
import type { Visitor } from './visits.ts';

/** Submissions whose result people have seen, and how many of them the log does not hold exactly once. */
export async function countMissing(
	db: Db,
	visitors: readonly Visitor[]
): Promise<{ confirmed: number; missing: number }> {
	const confirmed = visitors.flatMap((visitor) => visitor.confirmed.map((attempt) => ({ attempt, visitor })));
	const rows = await db.execute<{ attempt: string; person: string; n: number }>(sql`
		select body->>'attemptId' as attempt, subject_id as person, count(*)::int as n from events
		where kind = 'test.submitted' and body->'marks' <> '[]' group by 1, 2`);
	const held = new Map(rows.map(({ attempt, person, n }) => [`${attempt} ${person}`, n]));
	const missing = confirmed.filter(({ attempt, visitor }) => held.get(`${attempt} ${visitor.personId}`) !== 1);
	return { confirmed: confirmed.length, missing: missing.length };
}
