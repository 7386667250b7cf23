import { afterAll, beforeAll, expect, test } from 'vitest';
import { readMistaken } from '#lib/drills/server/mistaken.ts';
import { listDrawnScams, listScams } from '#lib/drills/server/local-scam.ts';
import { listRecordedChecks } from '#lib/learning/server/recorded-checks.ts';
import { testDatabase, type TestDatabase } from '#tests/database.ts';
import { makeWorld, NOON, settle, type World } from '#tests/world.ts';
import { addSampleScams, drillSampleClass } from './drills.ts';
import { checkSampleClass } from './practical-checks.ts';
import { grantStaff } from './staff.ts';

let database: TestDatabase;
let world: World;
const people: string[] = [];
beforeAll(async () => {
	database = await testDatabase();
	world = await makeWorld(database.db);
	for (let n = 0; n < 5; n++) people.push(await settle(world, world.cuaNam));
});
afterAll(() => database.close());

test('the sample’s class has drilled, its ward has one fraud to draw and one to approve, and one of its people the third door', async () => {
	const { db } = database;
	const { wardCode, officer, learningPointId } = world.cuaNam;
	const [policeId, trainerId] = [await settle(world, world.cuaNam), await settle(world, world.cuaNam)];
	const later = new Date(NOON.getTime() + 9 * 86_400_000);
	await addSampleScams(db, wardCode, { officerId: officer.id, policeId }, later);
	expect((await listScams(db, officer)).map(({ state, proposedBy }) => [state, proposedBy === officer.id])).toEqual([
		['proposed', false],
		['approved', true]
	]);
	expect(await listDrawnScams(db, wardCode)).toHaveLength(1);

	await drillSampleClass(db, world.library, people, later);
	const { people: drilled, kinds } = await readMistaken(db, people);
	expect(drilled).toBe(5);
	expect(kinds.length).toBeGreaterThan(0);

	const role = { fullName: 'Cô Hướng (mẫu)', role: 'trainer' as const, place: wardCode, groupId: '' };
	await grantStaff(db, [{ ...role, id: trainerId }], NOON);
	const at = { trainerId, wardCode, pointId: learningPointId };
	await checkSampleClass(db, world.library, at, people.slice(0, 2), later);
	const marks = await Promise.all(people.slice(0, 2).map((personId) => listRecordedChecks(db, personId)));
	expect(marks.map((checks) => checks.map(({ tasks }) => tasks.filter(({ mark }) => mark !== 'alone').length))).toEqual(
		[[0], [1]]
	);
});
