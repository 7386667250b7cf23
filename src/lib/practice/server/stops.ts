import { sql } from 'drizzle-orm';
import type { Db } from '#lib/server/db/connect.ts';
import { countStops, type PractisedRun, type Stops } from '#lib/practice/stops.ts';

/**
 * Where some people stop or go wrong in each scenario, in all of their runs, also those of records merged into theirs.
 * Counts of people only: it is asked which step is hard, not who finds it so. Who may ask, the caller says.
 */
export async function readStops(db: Db, personIds: readonly string[]): Promise<Stops[]> {
	if (personIds.length === 0) return [];
	const runs = await db.execute<PractisedRun & Record<string, unknown>>(sql`
		select coalesce(p.merged_into, p.id) "personId", r.module, r.scenario, r.steps, r.done,
			r.standing ->> 'screen' "at"
		from practice_runs r join people p on p.id = r.person_id
		where coalesce(p.merged_into, p.id) in (select unnest(${sql.param(personIds)}::uuid[]))
			and jsonb_array_length(r.steps) > 0`);
	return countStops([...runs]);
}
