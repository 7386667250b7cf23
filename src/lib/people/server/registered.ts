import { sql } from 'drizzle-orm';
import type { Db } from '#lib/server/db/connect.ts';
import { dayOf, type Day } from '#lib/shared/dates.ts';

/** The day on which somebody was first registered, under any of her records; null once she is erased. */
export async function registeredOn(db: Db, personId: string): Promise<Day | null> {
	const [first] = await db.execute<{ at: Date | string | null }>(sql`
		select min(n.registered_at) at from people p join person_names n on n.person_id = p.id
		where coalesce(p.merged_into, p.id) = ${personId}`);
	const at = first?.at ?? null;
	return at === null ? null : dayOf(new Date(at));
}
