import { sql } from 'drizzle-orm';
import type { PersonActor } from '#lib/access/actor.ts';
import { registerVisit, type NewVisit } from '#lib/outreach/server/visits.ts';
import type { VisitMark } from '#lib/outreach/visit.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { addDays, dayOf, type Day } from '#lib/shared/dates.ts';
import { newId } from '#lib/shared/ids.ts';

const HOUSES = 30;
const MARKS: readonly VisitMark[] = ['alone', 'prompted', 'prompted', 'not_yet'];

/**
 * Invents the trainer's visits of two weeks to the first houses of a group: most found somebody in, every fifth nobody, one house
 * wants no visits, and some asked to be visited again. Of what people have only a smartphone is said, which no campaign
 * hands out.
 */
export async function inventVisits(
	db: Db,
	{ trainerId, wardCode, groupId }: { trainerId: string; wardCode: string; groupId: string },
	now: Date
): Promise<void> {
	const grants = [{ role: 'trainer' as const, place: wardCode }];
	const visitor: PersonActor = { kind: 'person', id: trainerId, signInId: newId(now), grants };
	const today = dayOf(now);
	const houses = await db.execute<{ id: string; members: string[] }>(sql`
		select h.id, array_agg(m.person_id::text order by m.person_id) members
		from households h join household_members m on m.household_id = h.id and m."to" is null
		join people p on p.id = m.person_id and p.died_on is null
		where h.group_id = ${groupId} and h.ended_on is null
		group by h.id having max(m."from") < ${addDays(today, -20)}::date order by h.id limit ${HOUSES}`);
	for (const [n, house] of houses.entries()) {
		const on = addDays(today, (n % 13) - 14);
		await registerVisit(db, visitor, { ...visitOf(n, house, on), id: newId(now) }, now);
	}
}

function visitOf(n: number, { id, members }: { id: string; members: string[] }, on: Day): Omit<NewVisit, 'id'> {
	const usual = { householdId: id, on, shown: [], device: null, people: [], nextOn: null, askedFor: false };
	if (n === 7) return { ...usual, outcome: 'refused' };
	if (n % 5 === 4) return { ...usual, outcome: 'away', nextOn: addDays(on, 16) };
	const people = members.slice(0, 1 + (n % 2)).map((personId) => ({
		personId,
		mark: MARKS[n % MARKS.length] ?? null,
		cannotReason: null,
		means: { smartphone: n % 3 === 0 ? ('no' as const) : ('yes' as const) }
	}));
	const shown = n % 2 === 0 ? (['safety', 'vneid'] as const) : (['services'] as const);
	return {
		...{ ...usual, outcome: 'in', shown: [...shown], device: n % 3 === 0 ? 'visitor' : 'own', people },
		nextOn: n % 4 === 3 ? addDays(on, 21) : null
	};
}
