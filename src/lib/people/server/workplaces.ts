import { sql, type SQL } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { may, type Target, type Verb } from '#lib/access/permissions.ts';
import type { Person } from '#lib/people/server/person.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { dayOf, type Day } from '#lib/shared/dates.ts';
import { forbidden } from '#lib/shared/errors.ts';

type Concerned = Pick<Person, 'id' | 'place'>;
type Reached = Target & { personId: string };

/**
 * The place through which somebody may use a verb about a person: her home, or the ward or province of an agency in
 * which she holds a post today. Null where neither is reached.
 */
export async function placeReached(
	db: Db,
	actor: Actor,
	verb: Verb,
	person: Concerned,
	now: Date
): Promise<Reached | null> {
	if (may(actor, verb, person.place)) return person.place;
	return workReached(db, actor, verb, person, now);
}

/** The same, of where she works alone: for what concerns her as an official only. */
export async function workReached(
	db: Db,
	actor: Actor,
	verb: Verb,
	{ id: personId }: Concerned,
	now: Date
): Promise<Reached | null> {
	const rows = await db.execute<{ provinceCode: string; wardCode: string | null }>(sql`
		select g.province_code "provinceCode", g.ward_code "wardCode" ${postsOf(sql`${personId}::uuid`, dayOf(now))}
		order by a."from" desc, a.id`);
	const places = rows.map(({ provinceCode, wardCode }) => ({
		...{ personId, provinceCode },
		...(wardCode !== null && { wardCode })
	}));
	return places.find((place) => may(actor, verb, place)) ?? null;
}

/** Refuses (403) unless the actor may do this where she lives or where she works; answers with that place, for the audit. */
export async function allowWhere(db: Db, actor: Actor, verb: Verb, person: Concerned, now: Date): Promise<Reached> {
	const reached = await placeReached(db, actor, verb, person, now);
	if (!reached) throw forbidden();
	return reached;
}

/** For a query: whether the person `her` holds a post today in an agency of some wards or provinces. */
export function worksWithin(her: SQL, places: readonly string[], today: Day): SQL {
	const codes = sql`${sql.param([...places])}::text[]`;
	return sql`exists (
		select 1 ${postsOf(her, today)} and (g.ward_code = any(${codes}) or g.province_code = any(${codes})))`;
}

/** Posts are kept by `compliance`, which stands above; who may see whom is asked down here too, so it is asked by SQL. */
function postsOf(her: SQL, today: Day): SQL {
	return sql`from appointments a join agencies g on g.id = a.agency_id join people q on q.id = a.person_id
		where coalesce(q.merged_into, q.id) = ${her} and a."from" <= ${today}::date
			and (a."to" is null or a."to" > ${today}::date)`;
}
