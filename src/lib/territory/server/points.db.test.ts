import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { auditEntries } from '#lib/server/schema.ts';
import { newId } from '#lib/shared/ids.ts';
import { hoursInput, stopInput } from '#lib/territory/server/input.ts';
import { addHours, addStop, callOffStop, endHours, listTimetables } from '#lib/territory/server/point-times.ts';
import {
	addLearningPoint,
	changeLearningPoint,
	countLearningPoints,
	endLearningPoint,
	listLearningPoints,
	readLearningPoint
} from '#lib/territory/server/points.ts';
import { timesOn } from '#lib/territory/opening-times.ts';
import { actorWith, NOW, settleTwoWards } from '#tests/two-wards.ts';
import { testDatabase, type TestDatabase } from '#tests/database.ts';

// NOW is a Sunday, 22/11/2026.
const TODAY = '2026-11-22';
let database: TestDatabase;
let world: Awaited<ReturnType<typeof settleTwoWards>>;

beforeAll(async () => {
	database = await testDatabase();
	world = await settleTwoWards(database.db);
});
afterAll(() => database.close());

const officer = () => actorWith('ward_officer', world.here.wardCode);
const elsewhere = () => actorWith('ward_officer', world.there.wardCode);
const point = (kind = 'fixed') =>
	addLearningPoint(
		database.db,
		officer(),
		{ name: ' Nhà  văn hóa ', address: 'Mẫu', kind, wardCode: world.here.wardCode },
		NOW
	);
const evenings = (more: object = {}) => ({
	id: newId(NOW),
	weekdays: [2, 4],
	fromMinute: 19 * 60,
	toMinute: 21 * 60,
	validFrom: TODAY,
	...more
});
const market = (more: object = {}) => ({
	id: newId(NOW),
	on: '2026-11-25',
	fromMinute: 7 * 60,
	toMinute: 9 * 60,
	place: 'Chợ Mẫu',
	...more
});
const timetableOf = async (id: string) => {
	const listed = await listTimetables(database.db, [await readLearningPoint(database.db, id)], TODAY);
	return listed.get(id) ?? { hours: [], stops: [], validTo: null };
};

test('a point enters the books once, however often it is sent, and is counted where it lies', async () => {
	const { db } = database;
	const input = { id: newId(NOW), name: 'Điểm', address: 'Mẫu', kind: 'fixed', wardCode: world.here.wardCode };
	const before = (await countLearningPoints(db, 'vn', TODAY)).get('01') ?? 0;
	await addLearningPoint(db, officer(), input, NOW);
	await addLearningPoint(db, officer(), input, NOW);
	expect((await countLearningPoints(db, 'vn', TODAY)).get('01')).toBe(before + 1);
	expect((await countLearningPoints(db, '01', TODAY)).get(world.here.wardCode)).toBe(before + 1);
	expect(await countLearningPoints(db, '25', TODAY)).toEqual(new Map());
	const audited = await db.select().from(auditEntries).where(eq(auditEntries.objectId, input.id));
	expect(audited.map(({ verb, place }) => [verb, place])).toEqual([['learning_point.add', world.here.wardCode]]);
});

test('its hours are dated: what was open stays written, what ends is open no more', async () => {
	const { db } = database;
	const id = await point();
	const hours = evenings();
	await Promise.all([addHours(db, officer(), id, hours, NOW), addHours(db, officer(), id, hours, NOW)]);
	expect((await timetableOf(id)).hours).toHaveLength(1);
	await endHours(db, officer(), { pointId: id, hoursId: hours.id, on: '2026-11-26' }, NOW);
	const timetable = await timetableOf(id);
	expect(timesOn(timetable, '2026-11-24')).toHaveLength(1);
	expect(timesOn(timetable, '2026-11-26')).toEqual([]);
	await addHours(db, officer(), id, evenings({ validFrom: '2026-11-26', toMinute: 20 * 60 }), NOW);
	expect(timesOn(await timetableOf(id), '2026-11-26')).toEqual([{ fromMinute: 1140, toMinute: 1200, place: null }]);
});

test('times that overlap or end before they begin are refused, and nothing is written', async () => {
	const { db } = database;
	const id = await point('mobile');
	await addHours(db, officer(), id, evenings(), NOW);
	await addStop(db, officer(), id, market(), NOW);
	const refusals: [() => Promise<void>, string, number][] = [
		[
			() => addHours(db, officer(), id, evenings({ weekdays: [4, 5], fromMinute: 20 * 60, toMinute: 22 * 60 }), NOW),
			'times_overlap',
			409
		],
		[() => addHours(db, officer(), id, evenings({ weekdays: [3], fromMinute: 8 * 60 }), NOW), 'times_overlap', 409],
		[() => addHours(db, officer(), id, evenings({ weekdays: [7], toMinute: 18 * 60 }), NOW), 'times_end_first', 422],
		[() => addStop(db, officer(), id, market({ fromMinute: 8 * 60, toMinute: 10 * 60 }), NOW), 'times_overlap', 409],
		[
			() => addStop(db, officer(), id, market({ on: '2026-11-24', fromMinute: 20 * 60, toMinute: 22 * 60 }), NOW),
			'times_overlap',
			409
		],
		[() => addStop(db, officer(), id, market({ on: '2026-11-21' }), NOW), 'stop_past', 422]
	];
	for (const [refused, code, status] of refusals) await expect(refused()).rejects.toMatchObject({ code, status });
	const timetable = await timetableOf(id);
	expect([timetable.hours.length, timetable.stops.length]).toEqual([1, 1]);
	await addHours(db, officer(), id, evenings({ fromMinute: 21 * 60, toMinute: 22 * 60 }), NOW);
});

test('two officers who add overlapping hours at one moment: the second is told', async () => {
	const { db } = database;
	const id = await point();
	const both = await Promise.allSettled([
		addHours(db, officer(), id, evenings(), NOW),
		addHours(db, officer(), id, evenings(), NOW)
	]);
	expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
});

test('only a mobile point stops somewhere, and a stop is called off once', async () => {
	const { db } = database;
	await expect(addStop(db, officer(), await point(), market(), NOW)).rejects.toMatchObject({ code: 'stop_not_mobile' });
	const id = await point('mobile');
	const stop = market();
	await addStop(db, officer(), id, stop, NOW);
	await callOffStop(db, officer(), { pointId: id, stopId: stop.id }, NOW);
	await callOffStop(db, officer(), { pointId: id, stopId: stop.id }, NOW);
	const unknown = callOffStop(db, officer(), { pointId: id, stopId: newId(NOW) }, NOW);
	await expect(unknown).rejects.toMatchObject({ status: 404 });
	expect((await timetableOf(id)).stops).toEqual([]);
});

test('an ended point is in no list, and nothing about it changes any more', async () => {
	const { db } = database;
	const id = await point();
	await expect(endLearningPoint(db, officer(), id, '2026-11-21', NOW)).rejects.toMatchObject({
		code: 'point_end_past'
	});
	await endLearningPoint(db, officer(), id, TODAY, NOW);
	const listed = await listLearningPoints(db, [world.here.wardCode], TODAY);
	expect(listed.some((one) => one.id === id)).toBe(false);
	const facts = { name: 'Khác', address: 'Mẫu', kind: 'fixed' };
	for (const late of [
		() => changeLearningPoint(db, officer(), id, facts, NOW),
		() => addHours(db, officer(), id, evenings(), NOW),
		() => endLearningPoint(db, officer(), id, TODAY, NOW)
	])
		await expect(late()).rejects.toMatchObject({ code: 'point_ended', status: 409 });
});

test('nobody but the ward’s own officer changes a point, and hours of another point are not found', async () => {
	const { db } = database;
	const [id, other] = [await point(), await point()];
	const hours = evenings();
	await addHours(db, officer(), other, hours, NOW);
	for (const actor of [elsewhere(), world.here.trainer, world.here.head, actorWith('helper', world.here.wardCode)]) {
		await expect(addHours(db, actor, id, evenings(), NOW)).rejects.toMatchObject({ status: 403 });
		await expect(endLearningPoint(db, actor, id, TODAY, NOW)).rejects.toMatchObject({ status: 403 });
	}
	const foreign = endHours(db, officer(), { pointId: id, hoursId: hours.id, on: TODAY }, NOW);
	await expect(foreign).rejects.toMatchObject({ status: 404 });
});

const sent = { day: '22', month: '11', year: '2026' };
const typed = (from: string, to: string) =>
	stopInput.safeParse({ ...sent, stopId: newId(NOW), place: 'Chợ', fromMinute: from, toMinute: to });

test.each([
	['7', '9h', 420, 540],
	['19h30', '21:00', 1170, 1260],
	['19 h 05', '20.15', 1145, 1215],
	['0:00', '24h', 0, 1440]
])('%j to %j is understood', (from, to, fromMinute, toMinute) => {
	expect(typed(from, to).data).toMatchObject({ fromMinute, toMinute, on: TODAY });
});

test.each([
	['21:00', '19:00', 'time_ends_first'],
	['19:00', '19:00', 'time_ends_first'],
	['23:00', '24:01', 'time_wrong'],
	['19:60', '21:00', 'time_wrong'],
	['chiều', '19:00', 'time_wrong'],
	['', '19:00', 'time_missing']
])('%j to %j is refused: %s', (from, to, problem) => {
	expect(typed(from, to).error?.issues[0]?.message).toBe(problem);
});

test('hours need a day of the week', () => {
	const form = { ...sent, hoursId: newId(NOW), fromMinute: '19', toMinute: '21' };
	expect(hoursInput.safeParse(form).error?.issues[0]).toMatchObject({ message: 'weekdays_missing' });
	expect(hoursInput.parse({ ...form, weekdays: ['2', '4'] })).toMatchObject({ weekdays: [2, 4], validFrom: TODAY });
});
