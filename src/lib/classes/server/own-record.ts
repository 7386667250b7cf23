import { sql } from 'drizzle-orm';
import type { Db } from '#lib/server/db/connect.ts';
import type { Day } from '#lib/shared/dates.ts';

/** In which classes a person is or was, from which day to before which day, and what the roll says of her each evening. */
export interface OwnClassRecord {
	class: string;
	from: Day;
	to: Day | null;
	evenings: { day: Day; mark: string; markedAt: string }[];
}

/** Of all records that stand for a person, for nobody but herself; corrections of a mark are left out. */
export async function readOwnClasses(db: Db, personId: string): Promise<OwnClassRecord[]> {
	const hers = sql`(select id from people where id = ${personId}::uuid or merged_into = ${personId}::uuid)`;
	const rows = await db.execute<OwnClassRecord & Record<string, unknown>>(sql`
		select c.name "class", e."from"::text "from", e."to"::text "to",
			coalesce((
				select jsonb_agg(jsonb_build_object('day', m.day, 'mark', a.mark, 'markedAt', a.marked_at) order by m.day)
				from attendance_marks a join class_meetings m on m.id = a.meeting_id
				where m.class_id = c.id and a.person_id in ${hers} and a.replaced_at is null
					and m.day >= e."from" and (e."to" is null or m.day < e."to")
			), '[]') evenings
		from enrolments e join classes c on c.id = e.class_id
		where e.person_id in ${hers} order by e."from", e.id`);
	return [...rows];
}
