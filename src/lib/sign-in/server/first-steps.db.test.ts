import { afterAll, beforeAll, expect, test } from 'vitest';
import { addDays, dayOf } from '#lib/shared/dates.ts';
import { newId } from '#lib/shared/ids.ts';
import { FIRST_STEPS } from '#lib/sign-in/first-steps.ts';
import { readStepsAhead } from '#lib/sign-in/server/first-steps.ts';
import { roles } from '#lib/sign-in/server/schema.ts';
import { learningPoints } from '#lib/territory/server/schema.ts';
import { NOW, settleTwoWards } from '#tests/two-wards.ts';
import { testDatabase, type TestDatabase } from '#tests/database.ts';

const TODAY = dayOf(NOW);
const EMPTY = '00004';

let database: TestDatabase;
let here: { wardCode: string; groupId: string };
let officer: string;
beforeAll(async () => {
	database = await testDatabase();
	({ here } = await settleTwoWards(database.db));
	officer = newId(NOW);
});
afterAll(() => database.close());

const ahead = (wardCode = here.wardCode, day = TODAY) => readStepsAhead(database.db, wardCode, officer, day);

async function hold(personId: string, place: string, to: string | null = null): Promise<void> {
	const role = { id: newId(NOW), personId, role: 'trainer', place, from: addDays(TODAY, -9), to };
	await database.db.insert(roles).values({ ...role, grantedBy: 'test' });
}

test('a ward that was just opened has every step before it, in the order in which they are taken', async () => {
	expect(await ahead(EMPTY)).toEqual(FIRST_STEPS);
	expect(await ahead()).toEqual(['staff', 'points']);
});

test('a step is taken by what holds on the day: somebody else who works there, a point that is open', async () => {
	await hold(officer, here.wardCode);
	await hold(newId(NOW), here.wardCode, TODAY);
	await hold(newId(NOW), EMPTY);
	expect(await ahead(), 'she herself, whoever has left, and another ward’s do not count').toEqual(['staff', 'points']);
	await hold(newId(NOW), here.groupId);
	const point = { id: newId(NOW), wardCode: here.wardCode, kind: 'fixed', name: 'Nhà văn hóa', address: 'Ngõ 1' };
	await database.db.insert(learningPoints).values({ ...point, validTo: addDays(TODAY, 1) });
	expect(await ahead()).toEqual([]);
	expect(await ahead(here.wardCode, addDays(TODAY, 1))).toEqual(['points']);
});
