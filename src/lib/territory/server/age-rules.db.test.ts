import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { auditEntries } from '#lib/server/schema.ts';
import { newId } from '#lib/shared/ids.ts';
import {
	findComingAgeRule,
	listAgeRules,
	listOtherAges,
	setAgeRule,
	withAgeRule
} from '#lib/territory/server/age-rules.ts';
import { storePlaces } from '#lib/territory/server/places.ts';
import { provinceAgeRules, residentialGroups } from '#lib/territory/server/schema.ts';
import { testDatabase, type TestDatabase } from '#tests/database.ts';
import { actorWith } from '#tests/two-wards.ts';

const NOW = new Date('2026-11-22T03:00:00Z');
const [HA_NOI, CUA_NAM, THANH_BA] = ['01', '00082', '08152'];
const groupId = newId(NOW);
const STANDARD = { id: 'ky-nang', ageFrom: 18 };
const officer = actorWith('province_officer', HA_NOI);

let database: TestDatabase;
beforeAll(async () => {
	database = await testDatabase();
	await storePlaces(database.db);
	const days = { validFrom: '2025-07-01', validTo: null };
	await database.db
		.insert(residentialGroups)
		.values({ id: groupId, wardCode: CUA_NAM, name: 'Tổ 1', kind: 'tổ dân phố', ...days });
});
afterAll(() => database.close());
beforeEach(() => database.db.delete(provinceAgeRules));

const set = (from: string, ageFrom: number, actor = officer) =>
	setAgeRule(database.db, actor, HA_NOI, { from, ageFrom }, NOW);
const ageIn = async (place: string, day: string) => (await withAgeRule(database.db, STANDARD, place, day)).ageFrom;

test('from its day on a rule holds in the province, its wards and groups, and nowhere else', async () => {
	await set('2027-01-01', 15);
	for (const place of [HA_NOI, CUA_NAM, groupId]) {
		expect([await ageIn(place, '2026-12-31'), await ageIn(place, '2027-01-01')]).toEqual([18, 15]);
	}
	for (const place of ['vn', '25', THANH_BA, newId(NOW), 'nothing']) expect(await ageIn(place, '2027-01-01')).toBe(18);
	expect(await withAgeRule(database.db, STANDARD, THANH_BA, '2027-01-01'), 'nothing is made anew').toBe(STANDARD);
	expect([...(await listOtherAges(database.db, 18, '2027-06-01'))]).toEqual([[HA_NOI, 15]]);

	await set('2028-01-01', 18);
	expect([await ageIn(CUA_NAM, '2027-12-31'), await ageIn(CUA_NAM, '2028-01-01')]).toEqual([15, 18]);
	expect([...(await listOtherAges(database.db, 18, '2028-06-01'))]).toEqual([]);
});

test('no day that is over, nor today, is counted anew; what is still to come can be said otherwise', async () => {
	for (const day of ['2026-11-22', '2026-11-21', '2020-01-01']) {
		await expect(set(day, 15)).rejects.toMatchObject({ code: 'rule_day_past', status: 422 });
	}
	await set('2026-11-23', 15);
	expect(await findComingAgeRule(database.db, groupId, '2026-11-22')).toEqual({ from: '2026-11-23', ageFrom: 15 });
	expect(await findComingAgeRule(database.db, groupId, '2026-11-23')).toBeNull();
	await set('2026-11-23', 18);
	expect(await listAgeRules(database.db, HA_NOI)).toEqual([{ from: '2026-11-23', ageFrom: 18 }]);
});

test('only who decides for the province may, and it stands in the audit', async () => {
	for (const other of [actorWith('province_officer', '25'), actorWith('ward_officer', CUA_NAM)]) {
		await expect(set('2027-01-01', 15, other)).rejects.toMatchObject({ status: 403 });
	}
	expect(await listAgeRules(database.db, HA_NOI)).toEqual([]);
	const nowhere = setAgeRule(
		database.db,
		actorWith('administrator', 'vn'),
		'99',
		{ from: '2027-01-01', ageFrom: 15 },
		NOW
	);
	await expect(nowhere).rejects.toMatchObject({ status: 404 });
	await set('2027-01-01', 15);
	const entries = await database.db.select().from(auditEntries).where(eq(auditEntries.verb, 'province.set'));
	expect(entries.at(-1)?.detail).toMatchObject({ what: 'age rule', from: '2027-01-01', ageFrom: 15 });
});
