import { sql } from 'drizzle-orm';
import type { PersonActor } from '#lib/access/actor.ts';
import { placesFor, type Target } from '#lib/access/permissions.ts';
import { listLiveOpenings, listOpenNow } from '#lib/openings/server/opening.ts';
import { readHousehold } from '#lib/people/server/household.ts';
import type { Db } from '#lib/server/db/connect.ts';
import type { Day } from '#lib/shared/dates.ts';
import { DomainError } from '#lib/shared/errors.ts';
import { listLearningPoints, readLearningPoint } from '#lib/territory/server/points.ts';

/** Where a practical check was witnessed: at a learning point, or in the person's house. */
export interface CheckPlace {
	kind: 'point' | 'house';
	id: string;
}

/**
 * The place of a check, as the log and permissions name it. Here and now a learning point must be open (409): a sheet
 * tells of an evening that could not be opened, its point must only have been there. A house must have been hers.
 */
export async function placeOfCheck(
	db: Db,
	actor: PersonActor,
	{ place, paper }: { place: CheckPlace; paper: unknown },
	personId: string,
	on: Day,
	now: Date
): Promise<{ target: Target; learningPointId: string | null; householdId: string | null }> {
	if (place.kind === 'point') {
		const { id, wardCode, provinceCode, validTo } = await readLearningPoint(db, place.id);
		const open = paper !== null || (await listOpenNow(db, [id], now)).has(id);
		if (!open || (validTo !== null && validTo <= on)) throw new DomainError('check_no_opening', 409);
		return { target: { wardCode, provinceCode }, learningPointId: id, householdId: null };
	}
	const { group, members } = await readHousehold(db, actor, place.id);
	const stays = members.filter((member) => member.personId === personId);
	if (!stays.some(({ from, to }) => from <= on && (to === null || to >= on))) {
		throw new DomainError('check_not_her_house', 409);
	}
	const { groupId, wardCode, provinceCode } = group;
	return {
		target: { groupId, wardCode, ...(provinceCode && { provinceCode }) },
		learningPointId: null,
		householdId: place.id
	};
}

/** Where the actor may witness somebody: at her house, at what is open now, or for a sheet at any point of that day. */
export async function listCheckPlaces(
	db: Db,
	actor: PersonActor,
	personId: string,
	on: Day | 'now',
	now: Date
): Promise<{ value: string; kind: CheckPlace['kind']; name: string }[]> {
	const points =
		on === 'now'
			? (await listLiveOpenings(db, actor, now)).map(({ point }) => point)
			: await listLearningPoints(db, placesFor(actor, 'practical_check.witness'), on);
	const houses = await db.execute<{ id: string; label: string }>(sql`
		select distinct h.id, h.label from household_members hm
		join people p on p.id = hm.person_id join households h on h.id = hm.household_id
		where coalesce(p.merged_into, p.id) = ${personId}
			and case when ${on === 'now'} then hm."to" is null
				else hm."from"::text <= ${on} and (hm."to" is null or hm."to"::text >= ${on}) end`);
	const unique = new Map(points.map(({ id, name }) => [id, name]));
	return [
		...[...unique].map(([id, name]) => ({ value: `point:${id}`, kind: 'point' as const, name })),
		...houses.map(({ id, label }) => ({ value: `house:${id}`, kind: 'house' as const, name: label }))
	];
}

/** Who may have witnessed where somebody lives on a day, by name. */
export async function listWitnesses(db: Db, { wardCode, provinceCode }: Target, on: Day) {
	return db.execute<{ id: string; name: string }>(sql`
		select distinct p.id, n.full_name "name" from roles r
		join people rec on rec.id = r.person_id join people p on p.id = coalesce(rec.merged_into, rec.id)
		join person_names n on n.person_id = p.id
		where r.role = 'trainer' and r.place in (${wardCode ?? ''}, ${provinceCode ?? ''})
			and r."from" <= ${on}::date and (r."to" is null or r."to" > ${on}::date) and n.full_name is not null
		order by n.full_name limit 60`);
}
