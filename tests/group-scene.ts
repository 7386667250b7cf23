import type { PersonActor } from '#lib/access/actor.ts';
import { record } from '#lib/ledger/server/record.ts';
import { startReview } from '#lib/people/server/review.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { newId } from '#lib/shared/ids.ts';
import { createGroup } from '#lib/territory/server/groups.ts';
import { declarePopulation, splitGroup } from '#lib/territory/server/population.ts';

/** What waits for the office of a ward in its books of groups. */
export interface GroupsAtWork {
	/** a declaration of fewer adults that nobody has accepted */
	fallId: string;
	/** holds the people of a group that was split */
	holdingId: string;
}

/** A group in which fewer were declared and a review goes on, and another one of its ward that was split. */
export async function keepGroups(
	db: Db,
	officer: PersonActor,
	{ groupId, wardCode }: { groupId: string; wardCode: string },
	now: Date
): Promise<GroupsAtWork> {
	const [fallId, holdingId, on] = [newId(now), newId(now), dayOf(now)];
	const fewer = { ageFrom: 18, resident: 1, lodging: 1, away: 0, asOf: on, reason: 'moved_away' as const };
	await record(db, officer, declarePopulation, { eventId: fallId, groupId, ...fewer }, now);
	await startReview(db, officer, { reviewId: newId(now), groupId }, now);
	const word = holdingId.slice(-8);
	const kind = 'Tổ dân phố';
	const named = (name: string, id = newId(now)) => ({ id, name: `${name} ${word}`, kind });
	const split = await createGroup(db, officer, { ...named('Tổ'), wardCode, validFrom: '2025-07-01' }, now);
	const [holding, into] = [named('Chưa phân tổ', holdingId), [named('Tổ trên'), named('Tổ dưới')]];
	await record(db, officer, splitGroup, { eventId: newId(now), from: split.id, holding, into, on }, now);
	return { fallId, holdingId };
}
