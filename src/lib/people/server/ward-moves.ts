import { sql } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { placesFor } from '#lib/access/permissions.ts';
import type { Db } from '#lib/server/db/connect.ts';
import type { Day } from '#lib/shared/dates.ts';
import { COUNTRY } from '#lib/territory/place.ts';

const DAYS_SHOWN = 90;
const DAY = 86_400_000;
const MOST_SHOWN = 200;

/** Somebody moved from one ward to another: one row for both. */
export interface WardMove extends Record<string, unknown> {
	eventId: string;
	personId: string;
	fullName: string | null;
	everydayName: string | null;
	birthYear: number;
	fromWard: string;
	fromGroup: string;
	toWard: string;
	toGroup: string;
	on: Day;
	/** when it was recorded */
	recordedAt: string;
	/** whether this reader's role reaches the ward she left, the one she came to */
	left: boolean;
	came: boolean;
}

/** Moves between wards that were recorded in the last 90 days, for both wards (`ward_move.read`), the last one first. */
export async function listWardMoves(db: Db, actor: Actor, now: Date): Promise<WardMove[]> {
	const places = placesFor(actor, 'ward_move.read');
	if (places.length === 0) return [];
	const since = new Date(now.getTime() - DAYS_SHOWN * DAY).toISOString();
	const reach = (ward: 'from_ward' | 'to_ward') => {
		if (places.includes(COUNTRY)) return sql`true`;
		const list = sql`${sql.param(places)}::text[]`;
		return sql`exists (select 1 from wards w where w.code = v.${sql.identifier(ward)}
			and (w.code = any(${list}) or w.province_code = any(${list})))`;
	};
	return db.execute<WardMove>(sql`
		select * from (
			select v.event_id "eventId", p.id "personId", n.full_name "fullName", n.everyday_name "everydayName",
				p.birth_year "birthYear", v.from_ward "fromWard", fg.name "fromGroup", v.to_ward "toWard", tg.name "toGroup",
				v."on"::text "on", v.recorded_at::text "recordedAt", ${reach('from_ward')} "left", ${reach('to_ward')} came
			from ward_moves v
			join people own on own.id = v.person_id join people p on p.id = coalesce(own.merged_into, own.id)
			left join person_names n on n.person_id = p.id
			join residential_groups fg on fg.id = v.from_group join residential_groups tg on tg.id = v.to_group
			where v.recorded_at > ${since}::timestamptz
		) moves
		where "left" or came
		order by "recordedAt" desc, "eventId" limit ${MOST_SHOWN}`);
}
