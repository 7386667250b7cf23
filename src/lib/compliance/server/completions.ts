import { sql } from 'drizzle-orm';
import type { Db } from '#lib/server/db/connect.ts';
import { dayOf, type Day } from '#lib/shared/dates.ts';

export interface Completion {
	id: string;
	modules: string[];
	platform: string;
	on: Day;
	/** as it stands on what was shown */
	code: string;
	seenBy: string;
	seenOn: Day;
}

/** What a person completed elsewhere for a duty, under whichever of her records. The caller asks for permission. */
export async function listCompletions(db: Db, dutyId: string, personId: string): Promise<Completion[]> {
	const rows = await db.execute<{ [key in keyof Completion]: Completion[key] }>(sql`
		select e.id, e.modules, e.platform, e.completed_on::text "on", e.code, e.seen_by "seenBy", e.seen_at::text "seenOn"
		from completions_elsewhere e join people p on p.id = e.person_id
		where e.duty_id = ${dutyId}::uuid and coalesce(p.merged_into, p.id) = ${personId}::uuid and e.withdrawn_at is null
		order by e.completed_on, e.id`);
	return rows.map((row) => ({ ...row, seenOn: dayOf(new Date(row.seenOn)) }));
}
