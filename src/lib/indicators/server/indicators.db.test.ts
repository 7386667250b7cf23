import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { atConsole } from '#lib/access/actor.ts';
import { addAgency } from '#lib/compliance/server/agencies.ts';
import { appoint } from '#lib/compliance/server/appointments.ts';
import { settleOfficial } from '#lib/compliance/server/compliance.fixture.ts';
import { INDICATORS } from '#lib/indicators/catalogue.ts';
import { readCriteria, setCriteria } from '#lib/indicators/server/criteria.ts';
import { enterValue, listEntries, type NewEntry } from '#lib/indicators/server/entered.ts';
import { criteriaMembers, indicatorValues, targets } from '#lib/indicators/server/schema.ts';
import { setTarget, type NewTarget } from '#lib/indicators/server/set-target.ts';
import { listSetTargets } from '#lib/indicators/server/targets.ts';
import { listIndicatorValues, listWardValues } from '#lib/indicators/server/values.ts';
import { literacyStatuses } from '#lib/literacy/server/schema.ts';
import { digitalMeans } from '#lib/outreach/server/campaign-schema.ts';
import type { MeansState } from '#lib/outreach/campaign.ts';
import { addDays, dayOf } from '#lib/shared/dates.ts';
import { newId } from '#lib/shared/ids.ts';
import { testDatabase, type TestDatabase } from '#tests/database.ts';
import { actorWith, makeWorld, mergeTwo, NOON, settle, type World } from '#tests/world.ts';

const TODAY = dayOf(NOON);
const VNEID = 'xac-nhan-vneid';
const OFFICIALS = 'can-bo-ky-nang-so';
const province = actorWith('province_officer', '01');
let database: TestDatabase;
let world: World;

beforeAll(async () => {
	database = await testDatabase();
	world = await makeWorld(database.db);
});
afterAll(() => database.close());
beforeEach(async () => {
	for (const table of [targets, indicatorValues, criteriaMembers, digitalMeans]) await world.db.delete(table);
});

async function value(id: string, place = '00082', asOf = TODAY) {
	const found = (await listIndicatorValues(world.db, place, asOf, world.library)).find((one) => one.id === id);
	if (!found) throw new Error(`no ${id}`);
	return found;
}

const entry = (more: Partial<NewEntry> = {}): NewEntry => ({
	...{ id: newId(NOON), indicator: VNEID, wardCode: '00082', asOf: TODAY, numerator: 30, denominator: 120 },
	...{ source: 'Công an phường', correction: false },
	...more
});
const enter = (more: Partial<NewEntry> = {}, actor = world.cuaNam.officer) =>
	enterValue(world.db, actor, entry(more), NOON);

const promise = (more: Partial<NewTarget> = {}): NewTarget => ({
	...{ id: newId(NOON), place: '00082', indicator: VNEID, value: 0.6, dueOn: '2026-12-31' },
	...{ issuer: 'UBND phường', source: 'Kế hoạch 1' },
	...more
});
const set = (more: Partial<NewTarget> = {}, actor = world.cuaNam.officer, now = NOON) =>
	setTarget(world.db, actor, promise(more), now);

describe('a number that an officer enters', () => {
	test('stands as counts with its source, and says that it was entered', async () => {
		expect(await value(VNEID)).toMatchObject({ numerator: null, denominator: null, computed: false });
		await enter();
		expect(await value(VNEID)).toMatchObject({
			...{ numerator: 30, denominator: 120, unknown: null, computed: false, source: 'Công an phường', asOf: TODAY },
			status: { colour: 'grey', reason: 'no_target' }
		});
		expect((await value(VNEID, '08152')).numerator).toBeNull();
	});

	test('is the last one by the day asked about', async () => {
		await enter({ asOf: '2026-09-01', numerator: 10 });
		await enter();
		expect((await value(VNEID)).numerator).toBe(30);
		expect((await value(VNEID, '00082', '2026-10-01')).numerator).toBe(10);
		expect((await value(VNEID, '00082', '2026-08-31')).numerator).toBeNull();
	});

	test('is sent twice and stands once; another for that day only as its correction, and both are kept', async () => {
		const id = newId(NOON);
		await enter({ id });
		await enter({ id });
		await expect(enter({ numerator: 40 })).rejects.toMatchObject({
			...{ code: 'indicator_day_taken', status: 409, details: { numerator: 30, denominator: 120 } }
		});
		await enter({ numerator: 40, correction: true });
		await enter({ numerator: 50, correction: true });
		expect((await value(VNEID)).numerator).toBe(50);
		const kept = await listEntries(world.db, VNEID, '00082');
		expect(kept.map(({ numerator, corrected }) => [numerator, corrected])).toEqual(
			expect.arrayContaining([
				[50, false],
				[40, true],
				[30, true]
			])
		);
		expect(kept).toHaveLength(3);
	});

	test('of two officers at once stands once, and the other is told', async () => {
		const both = await Promise.allSettled([enter({ numerator: 1 }), enter({ numerator: 2 })]);
		expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
	});

	test('is refused where it is computed here, for a day to come, and where the part is above the whole', async () => {
		await expect(enter({ indicator: OFFICIALS })).rejects.toMatchObject({ code: 'indicator_computed', status: 409 });
		await expect(enter({ asOf: addDays(TODAY, 1) })).rejects.toMatchObject({ code: 'day_in_future', status: 422 });
		for (const wrong of [{ numerator: 121 }, { denominator: 0, numerator: 0 }, { numerator: -1 }])
			await expect(enter(wrong)).rejects.toMatchObject({ code: 'indicator_counts_wrong', status: 422 });
		await expect(enter({ indicator: 'nothing' })).rejects.toMatchObject({ status: 404 });
	});

	test('is entered by an officer whose role reaches the ward, and nobody else', async () => {
		for (const actor of [world.cuaNam.trainer, world.cuaNam.head, world.thanhBa.officer, actorWith('auditor', '00082')])
			await expect(enter({}, actor)).rejects.toMatchObject({ status: 403 });
		await enter({}, province);
		await expect(enter({ wardCode: '01' }, province)).rejects.toMatchObject({ status: 404 });
	});

	test('of the wards is summed for the province, then divided, with the silent ones counted', async () => {
		await enter();
		await enter({ wardCode: '00070', numerator: 10, denominator: 30, source: 'X' }, province);
		await enter({ wardCode: '08152', numerator: 99, denominator: 99 }, world.thanhBa.officer);
		const sum = await value(VNEID, '01');
		expect(sum).toMatchObject({ numerator: 40, denominator: 150, spoke: 2, status: { colour: 'grey' } });
		expect(sum.doubt).toBe('coverage');
		expect(sum.all).toBeGreaterThan(100);
		const indicator = INDICATORS.find(({ id }) => id === VNEID);
		if (!indicator) throw new Error('gone');
		const wards = await listWardValues(world.db, indicator, '01', TODAY, world.library);
		expect(wards.size).toBe(sum.all);
		expect(wards.get('00070')).toMatchObject({ numerator: 10, denominator: 30 });
		expect(wards.has('08152')).toBe(false);
	});
});

describe('a number that is computed', () => {
	test('counts what is known that people have over the declared adults, and the rest as unknown', async () => {
		const { db, cuaNam } = world;
		const people = await Promise.all([0, 1, 2, 3].map(() => settle(world, cuaNam)));
		const claimant = await settle(world, cuaNam, { confirmed: false });
		const child = await settle(world, cuaNam);
		await db.execute(sql`update people set birth_year = 2015 where id = ${child}::uuid`);
		const [yes = '', no = '', unknown = '', merged = ''] = people;
		const note = (personId: string, kind: 'smartphone' | 'vneid_2', state: MeansState, asOf = TODAY) =>
			db.insert(digitalMeans).values({ personId, kind, state, asOf, source: 'visit' });
		await note(yes, 'smartphone', 'yes');
		await note(no, 'smartphone', 'no');
		await note(unknown, 'smartphone', 'unknown');
		await note(claimant, 'smartphone', 'yes');
		await note(child, 'smartphone', 'yes');
		await note(merged, 'smartphone', 'no', '2026-11-01');
		const other = await settle(world, cuaNam);
		await note(other, 'smartphone', 'yes');
		await mergeTwo(world, cuaNam, merged, other);
		expect(await value('dien-thoai-thong-minh')).toMatchObject({
			...{ numerator: 2, denominator: 240, unknown: 237, computed: true, witnessed: null }
		});
		expect(await value('vneid-muc-do-2')).toMatchObject({ numerator: 0, unknown: 240 });
		expect(await value('bon-yeu-to')).toMatchObject({ numerator: 0, unknown: 239 });
		expect(await value('dien-thoai-thong-minh', '08152')).toMatchObject({ numerator: 0, denominator: 240 });
	});

	test('of officials counts who holds a post on the day, once, and a province’s own offices with it', async () => {
		const { db, cuaNam } = world;
		expect(await value(OFFICIALS)).toMatchObject({ numerator: null, denominator: null, doubt: 'no_denominator' });
		const [front, office, own] = [newId(NOON), newId(NOON), newId(NOON)];
		await addAgency(db, cuaNam.officer, { id: front, place: '00082', name: 'Mặt trận', kind: 'front' }, NOON);
		await addAgency(db, cuaNam.officer, { id: office, place: '00082', name: 'UBND', kind: 'government' }, NOON);
		await addAgency(db, province, { id: own, place: '01', name: 'Sở', kind: 'government' }, NOON);
		const [able, unable, gone, far] = await Promise.all([0, 1, 2, 3].map(() => settleOfficial(db)));
		const serve = (agencyId: string, personId = '') =>
			appoint(
				db,
				province,
				{ id: newId(NOON), agencyId, personId, position: 'Chuyên viên', kind: 'cadre', from: '2026-01-01' },
				NOON
			);
		await serve(front, able);
		await serve(office, able);
		await serve(office, unable);
		await serve(office, gone);
		await serve(own, far);
		await db.execute(sql`update appointments set "to" = '2026-11-01' where person_id = ${gone}::uuid`);
		const standard = 'ky-nang-so-can-bo';
		const reached = { standard, version: 1, evidence: [], assessedDay: '2026-10-01', witnessedDay: null };
		await db.insert(literacyStatuses).values({ ...reached, personId: able ?? '', attainedDay: '2026-10-01' });
		expect(await value(OFFICIALS)).toMatchObject({ numerator: 1, denominator: 2, unknown: 1 });
		expect(await value(OFFICIALS, '00082', '2026-09-30')).toMatchObject({ numerator: 0, denominator: 3 });
		expect(await value(OFFICIALS, '01')).toMatchObject({ numerator: 1, denominator: 3, spoke: 2 });
		await db.delete(literacyStatuses).where(eq(literacyStatuses.standard, standard));
	});

	test('of adults is the place’s figure, whose witnessed part alone gives the colour', async () => {
		await setTarget(world.db, atConsole, promise({ indicator: 'ky-nang-so-thiet-yeu', value: 0.5 }), NOON);
		expect(await value('ky-nang-so-thiet-yeu')).toMatchObject({
			...{ numerator: 0, witnessed: 0, denominator: 240, unknown: 240, computed: true },
			status: { colour: 'red' },
			target: { value: 0.5 }
		});
	});
});

describe('a target', () => {
	const inForce = async (place = '00082') =>
		(await listSetTargets(world.db, VNEID, place)).filter(({ replaced }) => !replaced);

	test('colours the value, from 1 January on', async () => {
		await enter({ numerator: 72 });
		await set();
		expect(await value(VNEID)).toMatchObject({ status: { colour: 'green' }, target: { startsOn: '2026-01-01' } });
		await enter({ numerator: 50, correction: true });
		expect((await value(VNEID)).status.colour).toBe('amber');
		await enter({ numerator: 20, correction: true });
		expect((await value(VNEID)).status.colour).toBe('red');
	});

	test('is replaced by one of the same issuer and day, or by the one that names it, and stays to be read', async () => {
		const id = newId(NOON);
		await set({ id });
		await set({ id });
		await set({ value: 0.7 });
		expect(await inForce()).toMatchObject([{ value: 0.7 }]);
		const [old] = await inForce();
		await set({ value: 0.9, dueOn: '2027-06-30', replaces: old?.id ?? '' });
		expect(await inForce()).toMatchObject([{ value: 0.9, dueOn: '2027-06-30', startsOn: '2026-01-01' }]);
		await expect(set({ value: 0.8, replaces: old?.id ?? '' })).rejects.toMatchObject({ code: 'target_replaced' });
		expect(await listSetTargets(world.db, VNEID, '00082')).toHaveLength(3);
	});

	test('set anew goes on from the start of the one before: nothing turns green by promising again', async () => {
		await set({ startsOn: '2026-03-01' }, province);
		await set({ value: 0.7, issuer: 'Khác' }, world.cuaNam.officer, new Date('2026-12-01T03:00:00Z'));
		expect((await inForce()).map(({ startsOn }) => startsOn)).toEqual(['2026-03-01', '2026-03-01']);
	});

	test('of a ward may ask more than the province does, never less nor later', async () => {
		await set({ place: '01', value: 0.8, issuer: 'UBND tỉnh' }, province);
		await expect(set({ value: 0.7 })).rejects.toMatchObject({ code: 'target_easier', status: 409 });
		await expect(set({ value: 0.9, dueOn: '2027-03-31' })).rejects.toMatchObject({ code: 'target_easier' });
		await set({ value: 0.9 });
		await set({ value: 0.7, dueOn: '2027-03-31', issuer: 'Khác' }, province);
		const [first] = (await inForce()).filter(({ fromAbove }) => fromAbove);
		await expect(set({ value: 1, dueOn: '2026-12-30', replaces: first?.id ?? '' })).rejects.toMatchObject({
			code: 'target_of_above',
			status: 409
		});
	});

	test('is refused without a share, with a day that is over before it begins, and to whom the place is not entrusted', async () => {
		for (const wrong of [{ value: 0 }, { value: 1.01 }, { value: Number.NaN }, { dueOn: '2025-12-31' }])
			await expect(set(wrong)).rejects.toMatchObject({ code: 'target_invalid', status: 422 });
		for (const actor of [world.thanhBa.officer, world.cuaNam.trainer, world.cuaNam.head, actorWith('auditor', '01')])
			await expect(set({}, actor)).rejects.toMatchObject({ status: 403 });
		await expect(set({ place: '01' })).rejects.toMatchObject({ status: 403 });
		await expect(set({ place: 'vn' }, province)).rejects.toMatchObject({ status: 403 });
		await expect(set({ place: '99' }, province)).rejects.toMatchObject({ status: 404 });
	});
});

describe('sets of criteria', () => {
	const place = { code: '00082', provinceCode: '01' };
	const none = { party: [], council: [], committee: [], front: [] };

	test('are the catalogue’s, then the province’s, then the ward’s own', async () => {
		const { db, cuaNam } = world;
		expect((await readCriteria(db, place)).front).toContain('gia-dinh-so');
		await setCriteria(db, province, '01', { ...none, front: [VNEID, VNEID] }, NOON);
		expect(await readCriteria(db, place)).toEqual({ ...none, front: [VNEID] });
		await setCriteria(db, cuaNam.officer, '00082', { ...none, party: ['gia-dinh-so', 'nothing'] }, NOON);
		expect(await readCriteria(db, place)).toEqual({ ...none, party: ['gia-dinh-so'] });
		expect((await readCriteria(db, { code: '00070', provinceCode: '01' })).front).toEqual([VNEID]);
	});

	test('are refused empty, and to whom the place is not entrusted', async () => {
		const { db, cuaNam, thanhBa } = world;
		await expect(setCriteria(db, cuaNam.officer, '00082', none, NOON)).rejects.toMatchObject({
			code: 'criteria_empty'
		});
		const some = { ...none, party: [VNEID] };
		for (const actor of [thanhBa.officer, cuaNam.head, actorWith('auditor', '01')])
			await expect(setCriteria(db, actor, '00082', some, NOON)).rejects.toMatchObject({ status: 403 });
		await expect(setCriteria(db, cuaNam.officer, '01', some, NOON)).rejects.toMatchObject({ status: 403 });
	});
});
