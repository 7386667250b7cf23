import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listAgencies } from '#lib/compliance/server/agencies.ts';
import { readPeriod } from '#lib/compliance/extract.ts';
import { readExtract } from '#lib/compliance/server/extract.ts';
import { listCycleStates } from '#lib/compliance/server/standing.ts';
import { readLibrary } from '#lib/curriculum/server/library.ts';
import { storeVersions } from '#lib/curriculum/server/versions.ts';
import { storePlaces } from '#lib/territory/server/places.ts';
import { listAppeals } from '#lib/learning/server/appeals.ts';
import { testDatabase, type TestDatabase } from '#tests/database.ts';
import { actorWith, NOW, settleTwoWards } from '#tests/two-wards.ts';
import { makeOfficials } from './officials.ts';

let database: TestDatabase;
beforeAll(async () => {
	database = await testDatabase();
});
afterAll(() => database.close());

test('officials of the sample are done, late, overdue, postponed and waived', async () => {
	const { db } = database;
	const library = readLibrary(join(process.cwd(), 'content'));
	await storePlaces(db);
	await storeVersions(db, library, NOW);
	const { here } = await settleTwoWards(db);
	await makeOfficials(db, library, { wardCode: here.wardCode, officer: here.personId }, NOW);
	const [agency] = await listAgencies(db, actorWith('ward_officer', here.wardCode), NOW);
	const states = await listCycleStates(db, { agencyId: agency?.id ?? '' }, '2026-11-22');
	expect(states).toHaveLength(13);
	const kinds = new Set(states.map(({ state }) => state));
	for (const state of ['done_on_time', 'done_late', 'overdue', 'postponed', 'waived']) expect(kinds).toContain(state);
	expect(states.some(({ evidence }) => evidence.length === 1)).toBe(true);
	expect(await listAppeals(db, actorWith('province_officer', '01'), NOW)).toMatchObject([
		{ reason: 'fault', decision: null }
	]);
	const period = readPeriod('2026-10');
	const asked = { agencyId: agency?.id ?? '', period: period as NonNullable<typeof period> };
	const extract = await readExtract(db, actorWith('ward_officer', here.wardCode), library, asked, NOW);
	expect([extract.state, extract.body.people.length]).toEqual(['submitted', 13]);
});
