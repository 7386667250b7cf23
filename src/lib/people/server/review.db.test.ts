import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { record } from '#lib/ledger/server/record.ts';
import { foundHousehold, joinHousehold } from '#lib/people/server/household-changes.ts';
import { recordDeath } from '#lib/people/server/residence.ts';
import { readReview } from '#lib/people/server/review-progress.ts';
import { householdReviews } from '#lib/people/server/review-schema.ts';
import { endReview, readHouseToReview, reviewHouse, startReview } from '#lib/people/server/review.ts';
import { newId } from '#lib/shared/ids.ts';
import { testDatabase, type TestDatabase } from '#tests/database.ts';
import { makeWorld, NOON, settle, type World } from '#tests/world.ts';

let database: TestDatabase;
let world: World;

beforeAll(async () => {
	database = await testDatabase();
	world = await makeWorld(database.db);
});
afterAll(() => database.close());

async function house(label: string, members: string[], groupId = world.cuaNam.groups[0]) {
	const householdId = newId(NOON);
	await foundHousehold(world.db, world.cuaNam.officer, { householdId, groupId, label, landmark: null }, NOON);
	for (const personId of members) {
		await joinHousehold(world.db, world.cuaNam.officer, { householdId, personId, on: '2026-11-01' }, NOON);
	}
	return householdId;
}

test('a review goes from door to door, stops, goes on, and adds up what was counted', async () => {
	const { db, cuaNam, thanhBa } = world;
	const { head } = cuaNam;
	const [groupId, otherGroup] = cuaNam.groups;
	const [a, b] = [await settle(world, cuaNam), await settle(world, cuaNam, { birthYear: 2009 })];
	const [one, two] = [await house('Nhà bà Sáu', [a, b]), await house('Nhà ông Bảy', [])];
	const elsewhere = await house('Nhà khác', [], otherGroup);
	const read = () => readReview(db, head, groupId, NOON);
	const visit = (householdId: string, over: object = {}, actor = head) =>
		reviewHouse(db, actor, { groupId, householdId, resident: 2, lodging: 1, away: 0, answers: [], ...over }, NOON);

	expect(await read()).toMatchObject({ review: null, done: 0, total: 2 });
	await expect(visit(one)).rejects.toMatchObject({ code: 'review_ended', status: 409 });
	await Promise.all([1, 2].map(() => startReview(db, head, { reviewId: newId(NOON), groupId }, NOON)));
	expect(await db.select().from(householdReviews).where(eq(householdReviews.groupId, groupId))).toHaveLength(1);

	const shown = await readHouseToReview(db, head, { groupId, householdId: one, ageFrom: 18 }, NOON);
	expect(shown.members.map(({ personId, adult }) => [personId, adult])).toEqual([
		[a, true],
		[b, false]
	]);
	const answers = [
		{ personId: a, answer: 'died' as const },
		{ personId: b, answer: 'moved' as const }
	];
	await visit(one, { answers });
	await visit(one, { answers, resident: 4 });
	expect(await read()).toMatchObject({ done: 1, total: 2, counted: { resident: 4, lodging: 1, away: 0 } });
	expect((await read()).reported.map(({ personId, answer }) => [personId, answer])).toEqual([
		[a, 'died'],
		[b, 'moved']
	]);
	// Once it is recorded, nobody is asked again; the house stays among those visited.
	await record(db, cuaNam.officer, recordDeath, { eventId: newId(NOON), personId: a, on: '2026-11-10' }, NOON);
	expect((await read()).reported.map(({ personId }) => personId)).toEqual([b]);

	for (const wrong of [{ resident: -1 }, { lodging: 201 }, { away: 0.5 }]) {
		await expect(visit(two, wrong)).rejects.toMatchObject({ code: 'house_count_out_of_range', status: 422 });
	}
	const stranger = [{ personId: b, answer: 'here' as const }];
	await expect(visit(two, { answers: stranger })).rejects.toMatchObject({ code: 'mover_not_member' });
	// Her group's head does not go into another group's houses, nor the trainer into any.
	await expect(visit(elsewhere)).rejects.toMatchObject({ status: 404 });
	await expect(visit(two, {}, cuaNam.trainer)).rejects.toMatchObject({ status: 403 });
	for (const actor of [thanhBa.head, thanhBa.officer, cuaNam.trainer]) {
		await expect(readReview(db, actor, groupId, NOON)).rejects.toMatchObject({ status: 404 });
	}

	await visit(two, { resident: 0, lodging: 0, away: 3 });
	await endReview(db, head, groupId, NOON);
	await endReview(db, head, groupId, NOON);
	expect(await read()).toMatchObject({
		review: { endedOn: '2026-11-20' },
		done: 2,
		total: 2,
		counted: { resident: 4, lodging: 1, away: 3 }
	});
	await expect(visit(two)).rejects.toMatchObject({ code: 'review_ended' });
	await startReview(db, head, { reviewId: newId(NOON), groupId }, NOON);
	expect(await read()).toMatchObject({ review: { endedOn: null }, done: 0, counted: { resident: 0 } });
});
