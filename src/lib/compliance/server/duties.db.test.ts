import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PersonActor } from '#lib/access/actor.ts';
import { listAgencies, readAgency } from '#lib/compliance/server/agencies.ts';
import { appoint, endPost } from '#lib/compliance/server/appointments.ts';
import { listCompletions } from '#lib/compliance/server/completions.ts';
import { at, employ, order, settleOffice, take, type Office } from '#lib/compliance/server/compliance.fixture.ts';
import { listDuties, readDuty } from '#lib/compliance/server/duties.ts';
import { grantWaiver, seeCompletion, withdrawCompletion, withdrawWaiver } from '#lib/compliance/server/exceptions.ts';
import { listCycleStates } from '#lib/compliance/server/standing.ts';
import { newId } from '#lib/shared/ids.ts';
import { storePlaces } from '#lib/territory/server/places.ts';
import { actorWith } from '#tests/two-wards.ts';
import { testDatabase, type TestDatabase } from '#tests/database.ts';

let database: TestDatabase;
let office: Office;
let elsewhere: Office;
const NOON = at('2026-02-01');

beforeAll(async () => {
	database = await testDatabase();
	await storePlaces(database.db);
	office = await settleOffice(database.db, '00082');
	elsewhere = await settleOffice(database.db, '08152', 'UBND xã (mẫu)');
});
afterAll(() => database.close());

/** Somebody with a duty of her own. */
async function bound(): Promise<{ personId: string; dutyId: string; n: number }> {
	const { personId } = await employ(office, '2025-06-01', at('2026-01-01'));
	const audience = { agencies: [], positions: [], people: [personId] };
	return { personId, dutyId: await order(office, { audience }), n: 1 };
}
const stateOf = async (personId: string, day: string) =>
	(await listCycleStates(database.db, { personId }, day)).map(({ state }) => state);
const waiver = (key: Awaited<ReturnType<typeof bound>>, more: object = {}) => ({
	...{ ...key, id: newId(NOON), kind: 'postponed' as const, reason: 'leave' as const, paper: null },
	until: '2026-08-31',
	...more
});

test('the same order sent twice is one, and what makes no sense is refused', async () => {
	const { db } = database;
	const id = newId(NOON);
	const audience = { agencies: [], positions: ['Không ai'], people: [] };
	await order(office, { id, audience });
	await order(office, { id, audience });
	expect((await listDuties(db, office.officer)).filter((duty) => duty.id === id)).toHaveLength(1);
	const refused = (more: Parameters<typeof order>[1], code: string) =>
		expect(order(office, more)).rejects.toMatchObject({ code, status: 422 });
	await refused({ modules: [] }, 'duty_modules_wrong');
	await refused(
		{ modules: [office.library.modules.find(({ audience }) => audience === 'residents')?.id ?? ''] },
		'duty_modules_wrong'
	);
	await refused({ refresher: ['none'] }, 'duty_modules_wrong');
	await refused({ due: { on: '2025-12-31' } }, 'duty_due_before_it_begins');
	await refused({ due: { months: 12 }, graceDays: 0 }, 'duty_due_after_period');
	await refused({ due: { months: 11 }, graceDays: 30 }, 'duty_due_after_period');
	await refused({ order: { number: '1', on: '2026-02-02', issuer: 'x' } }, 'day_in_future');
	await refused({ audience: { ...audience, agencies: [elsewhere.agencyId] } }, 'agency_elsewhere');
	await refused({ audience: { ...audience, people: [newId(NOON)] } }, 'official_elsewhere');
});

test('a province’s order binds the officials of its wards, and of no other province', async () => {
	const { db } = database;
	const here = await employ(office, '2025-01-01', NOON, 'Kế toán');
	const there = await employ(elsewhere, '2025-01-01', NOON, 'Kế toán');
	const province = { ...office, officer: actorWith('province_officer', '01') };
	const dutyId = await order(province, {
		place: '01',
		audience: { agencies: [], positions: ['Kế toán'], people: [] }
	});
	const people = (await listCycleStates(db, { dutyId }, '2026-02-01')).map(({ personId }) => personId);
	expect(people).toContain(here.personId);
	expect(people).not.toContain(there.personId);
	await expect(order(province, { place: '25' })).rejects.toMatchObject({ status: 403 });
	await expect(readDuty(db, office.officer, dutyId)).rejects.toMatchObject({ status: 404 });
});

test('an order binds more officials than one statement could write', async () => {
	const { db } = database;
	await db.execute(sql`
		with made as (insert into people (id, birth_year) select gen_random_uuid(), 1985 from generate_series(1, 8000) returning id)
		insert into appointments (id, agency_id, person_id, position, kind, "from", recorded_by, recorded_at)
		select gen_random_uuid(), ${office.agencyId}::uuid, id, 'Đông người', 'civil_servant', '2025-01-01', 'system:sample', now()
		from made`);
	const dutyId = await order(office, { audience: { agencies: [], positions: ['Đông người'], people: [] } });
	const [row] = await db.execute(sql`select count(*)::int as n from duty_cycles where duty_id = ${dutyId}::uuid`);
	expect(row).toEqual({ n: 8_000 });
	await db.execute(sql`delete from appointments where position = 'Đông người'`);
	await db.execute(sql`delete from duty_cycles where duty_id = ${dutyId}::uuid`);
});

test('a postponement gives another last day, a waiver lets off, and taking either back is possible', async () => {
	const { db } = database;
	const key = await bound();
	await expect(grantWaiver(db, office.officer, waiver(key, { until: null }), NOON)).rejects.toMatchObject({
		code: 'waiver_needs_end'
	});
	await expect(grantWaiver(db, office.officer, waiver(key, { until: '2026-01-31' }), NOON)).rejects.toMatchObject({
		code: 'waiver_end_passed'
	});
	const granted = waiver(key);
	for (let twice = 0; twice < 2; twice += 1) await grantWaiver(db, office.officer, granted, NOON);
	expect(await stateOf(key.personId, '2026-08-31')).toEqual(['postponed']);
	// as it was known on the day before
	expect(await stateOf(key.personId, '2026-01-31')).toEqual(['not_started']);
	await grantWaiver(db, office.officer, waiver(key, { kind: 'waived', until: null, paper: '7/QĐ' }), at('2026-02-02'));
	expect(await listCycleStates(db, { personId: key.personId }, '2030-01-01')).toMatchObject([
		{ state: 'waived', waiver: { reason: 'leave', paper: '7/QĐ', grantedBy: office.officer.id } }
	]);
	await expect(withdrawWaiver(db, elsewhere.officer, granted.id, NOON)).rejects.toMatchObject({ status: 404 });
	const [last] = await listCycleStates(db, { personId: key.personId }, '2026-02-03');
	await withdrawWaiver(db, office.officer, last?.waiver?.id ?? '', at('2026-02-03'));
	expect(await stateOf(key.personId, '2026-02-03')).toEqual(['postponed']);
});

test('a completion elsewhere stands for modules of its duty alone, and is shown apart', async () => {
	const { db } = database;
	const key = await bound();
	const seen = { ...key, id: newId(NOON), modules: [...office.modules], platform: 'Nền tảng mẫu', code: 'ABC' };
	const see = (more: object, actor: PersonActor = office.officer) =>
		seeCompletion(db, actor, { ...seen, completedOn: '2026-01-15', ...more }, NOON);
	await expect(see({ modules: ['01-x'] })).rejects.toMatchObject({ code: 'duty_modules_wrong' });
	await expect(see({ completedOn: '2026-02-02' })).rejects.toMatchObject({ code: 'day_in_future' });
	for (const actor of [elsewhere.officer, actorWith('helper', '00082'), actorWith('head_of_agency', '00082')]) {
		await expect(see({}, actor)).rejects.toMatchObject({ status: 404 });
	}
	await see({});
	await see({});
	expect(await listCycleStates(db, { personId: key.personId }, '2026-02-01')).toMatchObject([
		{ state: 'done_on_time', doneOn: '2026-01-15', evidence: [{ kind: 'elsewhere' }, { kind: 'elsewhere' }] }
	]);
	const who = { seenBy: office.officer.id, seenOn: '2026-02-01' };
	const shown = { on: '2026-01-15', platform: 'Nền tảng mẫu', code: 'ABC', modules: office.modules, ...who };
	expect(await listCompletions(db, key.dutyId, key.personId)).toMatchObject([shown]);
	const other = await bound();
	expect(await listCompletions(db, other.dutyId, other.personId)).toEqual([]);

	// Noted wrongly, it is taken back, and nothing rests on it any more.
	await expect(withdrawCompletion(db, elsewhere.officer, seen.id, NOON)).rejects.toMatchObject({ status: 404 });
	const herself = { ...office.officer, id: key.personId };
	await expect(withdrawCompletion(db, herself, seen.id, NOON)).rejects.toMatchObject({ code: 'own_completion' });
	await withdrawCompletion(db, office.officer, seen.id, NOON);
	await withdrawCompletion(db, office.officer, seen.id, NOON);
	expect(await listCompletions(db, key.dutyId, key.personId)).toEqual([]);
	const [state] = await listCycleStates(db, { personId: key.personId }, '2026-02-01');
	expect([state?.state, state?.evidence]).toEqual(['not_started', []]);
});

test('nobody lets herself off, nor vouches for herself', async () => {
	const { db } = database;
	const key = await bound();
	const herself = { ...office.officer, id: key.personId };
	await expect(grantWaiver(db, herself, waiver(key), NOON)).rejects.toMatchObject({ code: 'own_waiver', status: 403 });
	const seen = {
		...key,
		id: newId(NOON),
		modules: office.modules,
		platform: 'x',
		code: 'x',
		completedOn: '2026-01-05'
	};
	await expect(seeCompletion(db, herself, seen, NOON)).rejects.toMatchObject({ code: 'own_completion', status: 403 });
});

test('a head of agency sees the agency in which she holds a post, while she holds it, and no other', async () => {
	const { db } = database;
	const { personId, postId } = await employ(office, '2025-06-01', NOON, 'Trưởng phòng');
	const other = await settleOffice(db, '00082', 'Đoàn thanh niên (mẫu)');
	const head: PersonActor = { ...actorWith('head_of_agency', '00082'), id: personId };
	expect((await listAgencies(db, head, NOON)).map(({ id }) => id)).toEqual([office.agencyId]);
	for (const id of [other.agencyId, elsewhere.agencyId, newId(NOON), '0']) {
		await expect(readAgency(db, head, id, NOON)).rejects.toMatchObject({ status: 404 });
	}
	await endPost(db, office.officer, { postId, on: '2026-03-01' }, NOON);
	expect(await listAgencies(db, head, at('2026-02-28'))).toHaveLength(1);
	await expect(readAgency(db, head, office.agencyId, at('2026-03-01'))).rejects.toMatchObject({ status: 404 });
});

test('a post that overlaps is refused, and two officers who move somebody at once leave one post open', async () => {
	const { db } = database;
	const { personId } = await employ(office, '2025-06-01', NOON);
	const post = (from: string) => ({
		...{ id: newId(NOON), agencyId: office.agencyId, personId, position: 'Phó phòng', kind: 'cadre' as const, from }
	});
	await expect(appoint(db, office.officer, post('2025-06-01'), NOON)).rejects.toMatchObject({ code: 'post_overlaps' });
	await expect(appoint(db, office.officer, post('2030-01-01'), NOON)).rejects.toMatchObject({ code: 'day_too_far' });
	const settled = await Promise.allSettled([
		appoint(db, office.officer, post('2026-01-10'), NOON),
		appoint(db, office.officer, post('2026-01-10'), NOON)
	]);
	expect(settled.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
	const open = await db.execute(sql`select 1 from appointments where person_id = ${personId}::uuid and "to" is null`);
	expect(open).toHaveLength(1);
});

test('the agency’s list names each person and what is missing', async () => {
	const { db } = database;
	const one = await settleOffice(db, '00082', 'Hội phụ nữ (mẫu)');
	const { personId } = await employ(one, '2025-06-01', NOON);
	await order(one, { audience: { agencies: [one.agencyId], positions: [], people: [] } });
	await take(db, personId, one.modules[0], '2026-01-20');
	const states = await listCycleStates(db, { agencyId: one.agencyId }, '2026-02-01');
	const own = states.filter(({ duty }) => duty.title === 'Kỹ năng số (mẫu)' && duty.order.number === '12/QĐ-UBND');
	expect(own.some(({ blockers }) => blockers.some(({ module }) => module === one.modules[1]))).toBe(true);
	expect(own.every(({ blockers }) => blockers.every(({ module }) => module !== one.modules[0]))).toBe(true);
});
