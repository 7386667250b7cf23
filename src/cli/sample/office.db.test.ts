import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readLibrary } from '#lib/curriculum/server/library.ts';
import { storeVersions } from '#lib/curriculum/server/versions.ts';
import { listWardPeriods } from '#lib/periodic/server/periods.ts';
import { newId } from '#lib/shared/ids.ts';
import { findWaitingFall } from '#lib/territory/server/declarations.ts';
import { storePlaces } from '#lib/territory/server/places.ts';
import { populationCounts } from '#lib/territory/server/schema.ts';
import { testDatabase, type TestDatabase } from '#tests/database.ts';
import { NOW, settleTwoWards } from '#tests/two-wards.ts';
import { fillOffice } from './office.ts';

let database: TestDatabase;
beforeAll(async () => {
	database = await testDatabase();
});
afterAll(() => database.close());

test('on an officer’s desk of the sample lie a fall, a closed report and a submitted one', async () => {
	const { db } = database;
	const library = readLibrary(join(process.cwd(), 'content'));
	await storePlaces(db);
	await storeVersions(db, library, NOW);
	const { here } = await settleTwoWards(db);
	const numbers = { ageFrom: 18, resident: 100, lodging: 5, away: 7 };
	const by = { source: 'head', declaredBy: newId(NOW), declaredOn: '2026-10-01' };
	await db.insert(populationCounts).values({ groupId: here.groupId, asOf: '2026-10-01', ...numbers, ...by });
	const office = { wardCode: here.wardCode, officer: here.personId, fallingGroup: here.groupId };
	await fillOffice(db, library, office, NOW);
	expect(await findWaitingFall(db, here.groupId)).toMatchObject({ resident: 91, fall: 'moved_away' });
	const periods = await listWardPeriods(db, library, here.wardCode, 2026, NOW);
	const states = new Map(periods.map(({ period, state }) => [period.code, state]));
	expect([states.get('2026-10'), states.get('2026-11')]).toEqual(['closed', 'submitted']);
});
