import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { appoint, endPost } from '#lib/compliance/server/appointments.ts';
import { at, employ, order, settleOffice, take, type Office } from '#lib/compliance/server/compliance.fixture.ts';
import { endDuty } from '#lib/compliance/server/duties.ts';
import { listCycleStates } from '#lib/compliance/server/standing.ts';
import { openCycles } from '#lib/compliance/server/sweep.ts';
import { connect } from '#lib/server/db/connect.ts';
import { newId } from '#lib/shared/ids.ts';
import { storePlaces } from '#lib/territory/server/places.ts';
import { testDatabase, type TestDatabase } from '#tests/database.ts';

let database: TestDatabase;
let office: Office;

beforeAll(async () => {
	database = await testDatabase();
	await storePlaces(database.db);
	office = await settleOffice(database.db, '00082');
});
afterAll(() => database.close());

const of = (personId: string, day: string) => listCycleStates(database.db, { personId }, day);
const shown = async (personId: string, day: string) =>
	(await of(personId, day)).map(({ frame, state, doneOn }) => [frame.n, state, doneOn]);

test('a deadline that was missed does not trap the second cycle: both can finish', async () => {
	const { db } = database;
	const [one, other] = office.modules;
	const { personId } = await employ(office, '2025-06-01', at('2026-01-01'));
	await order(office, { audience: { agencies: [], positions: [], people: [personId] } });
	expect(await of(personId, '2026-01-01')).toMatchObject([
		{ state: 'not_started', due: '2026-04-01', graceUntil: '2026-04-06', post: { position: 'Chuyên viên' } }
	]);
	expect(await shown(personId, '2026-12-31')).toEqual([[1, 'overdue', null]]);
	await openCycles(db, at('2027-01-01'));
	expect(await shown(personId, '2027-01-01')).toEqual([
		[1, 'overdue', null],
		[2, 'not_started', null]
	]);
	const result = await take(db, personId, one, '2027-01-10');
	await take(db, personId, other, '2027-01-12');
	expect(await shown(personId, '2027-01-12')).toEqual([
		[1, 'done_late', '2027-01-12'],
		[2, 'done_on_time', '2027-01-10']
	]);
	expect((await of(personId, '2027-01-12'))[1]?.evidence).toMatchObject([{ kind: 'test', result, module: one }]);
	// As of the day before, nothing of it is known.
	expect(await shown(personId, '2027-01-09')).toEqual([
		[1, 'overdue', null],
		[2, 'not_started', null]
	]);
});

test('the sweep run twice or by two servers opens each cycle once', async () => {
	const { db, url } = database;
	for (let count = 0; count < 5; count += 1) await employ(office, '2025-06-01', at('2025-06-01'), 'Văn thư');
	await order(office, { audience: { agencies: [], positions: ['văn thư'], people: [] }, validMonths: 6 });
	const second = connect(url, { max: 4 });
	const now = at('2027-03-01');
	const both = await Promise.all([openCycles(db, now), openCycles(second.db, now), openCycles(db, now)]);
	await second.close();
	const [{ count, different }] = (await db.execute(sql`
		select count(*)::int "count", count(distinct (c.duty_id, c.person_id, c.opens))::int different
		from duty_cycles c`)) as unknown as [{ count: number; different: number }];
	expect(count).toBe(different);
	expect(both.reduce((sum, opened) => sum + opened, 0)).toBeGreaterThanOrEqual(10);
	const frames = await db.execute(sql`select * from duty_cycles order by duty_id, person_id, n`);
	expect(await openCycles(db, now)).toBe(0);
	expect(await db.execute(sql`select * from duty_cycles order by duty_id, person_id, n`)).toEqual(frames);
});

test('a test at once does without the lessons, and what is missing is told', async () => {
	const { db } = database;
	const [one, other] = office.modules;
	const { personId } = await employ(office, '2025-06-01', at('2026-01-01'), 'Kế toán');
	await order(office, { audience: { agencies: [], positions: ['Kế toán'], people: [] } });
	await take(db, personId, one, '2026-01-05');
	await take(db, personId, other, '2026-01-05', 6);
	expect(await of(personId, '2026-01-05')).toMatchObject([
		{ state: 'in_progress', blockers: [{ kind: 'test_not_passed', module: other, right: 6, asked: 10 }] }
	]);
	await take(db, personId, other, '2026-01-06');
	expect(await shown(personId, '2026-01-06')).toEqual([[1, 'done_on_time', '2026-01-06']]);
});

test('whoever joins later has the full time, whoever leaves is asked for nothing more', async () => {
	const { db } = database;
	await order(office, { audience: { agencies: [], positions: ['Thủ quỹ'], people: [] } });
	const { personId, postId } = await employ(office, '2026-08-31', at('2026-08-31'), 'Thủ quỹ');
	expect(await of(personId, '2026-08-31')).toMatchObject([{ due: '2026-11-30', frame: { opens: '2026-08-31' } }]);
	await endPost(db, office.officer, { postId, on: '2026-10-01' }, at('2026-09-20'));
	expect(await shown(personId, '2026-09-30')).toEqual([[1, 'not_started', null]]);
	expect(await of(personId, '2026-12-31')).toMatchObject([{ state: 'ended', endedOn: '2026-10-01' }]);
	await openCycles(db, at('2028-01-01'));
	expect(await of(personId, '2028-01-01')).toHaveLength(1);
	expect(await listCycleStates(db, { agencyId: office.agencyId }, '2026-12-31')).not.toContainEqual(
		expect.objectContaining({ personId })
	);
});

test('a move to another agency keeps the history, and the cycle where the duty binds both', async () => {
	const { db } = database;
	const { personId, postId } = await employ(office, '2025-06-01', at('2026-01-01'), 'Trưởng phòng');
	await order(office, { audience: { agencies: [], positions: ['Trưởng phòng'], people: [] } });
	const other = await settleOffice(db, '00082', 'Mặt trận (mẫu)');
	await endPost(db, office.officer, { postId, on: '2026-02-15' }, at('2026-02-15'));
	const post = { id: newId(at('2026-02-15')), agencyId: other.agencyId, personId, position: 'Trưởng phòng' };
	await appoint(db, other.officer, { ...post, kind: 'cadre', from: '2026-02-15' }, at('2026-02-15'));
	expect(await of(personId, '2026-03-01')).toMatchObject([
		{ state: 'not_started', due: '2026-04-01', post: { agencyName: 'Mặt trận (mẫu)' } }
	]);
	expect(await of(personId, '2026-02-14')).toMatchObject([{ post: { agencyName: 'UBND (mẫu)' } }]);
	const there = await listCycleStates(db, { agencyId: other.agencyId }, '2026-03-01');
	expect(there.map((one) => one.personId)).toEqual([personId]);
});

test('a duty that ends asks for nothing more', async () => {
	const { db } = database;
	const { personId } = await employ(office, '2025-06-01', at('2026-01-01'), 'Tạp vụ');
	const dutyId = await order(office, { audience: { agencies: [], positions: ['Tạp vụ'], people: [] } });
	await endDuty(db, office.officer, { dutyId, on: '2026-02-01' }, at('2026-01-20'));
	expect(await of(personId, '2026-02-01')).toMatchObject([{ state: 'ended', endedOn: '2026-02-01' }]);
	await openCycles(db, at('2028-01-01'));
	expect(await listCycleStates(db, { dutyId }, '2028-01-01')).toHaveLength(1);
});
