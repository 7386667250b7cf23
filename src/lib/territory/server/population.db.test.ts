import { afterAll, beforeAll, expect, test } from 'vitest';
import { record } from '#lib/ledger/server/record.ts';
import { newId } from '#lib/shared/ids.ts';
import { declarePopulation, mergeGroups, splitGroup } from '#lib/territory/server/population.ts';
import { populationCounts } from '#lib/territory/server/schema.ts';
import { eq } from 'drizzle-orm';
import { testDatabase, type TestDatabase } from '#tests/database.ts';
import { makeWorld, NOON, type World } from '#tests/world.ts';

let database: TestDatabase;
let world: World;

beforeAll(async () => {
	database = await testDatabase();
	world = await makeWorld(database.db);
});
afterAll(() => database.close());

const numbers = { ageFrom: 18, resident: 150, lodging: 10, away: 3, asOf: '2026-11-01' };
const declare = (over: object, actor = world.cuaNam.head) =>
	record(
		world.db,
		actor,
		declarePopulation,
		{ eventId: newId(NOON), groupId: world.cuaNam.groups[0], ...numbers, ...over },
		NOON
	);
const countsOf = (groupId: string) =>
	world.db.select().from(populationCounts).where(eq(populationCounts.groupId, groupId));

test('the head declares three numbers for her own group and for no other', async () => {
	await declare({});
	await expect(declare({ groupId: world.cuaNam.groups[1] })).rejects.toMatchObject({ status: 403 });
	await expect(declare({}, world.cuaNam.trainer)).rejects.toMatchObject({ status: 403 });
	expect(await countsOf(world.cuaNam.groups[0])).toContainEqual(
		expect.objectContaining({
			asOf: '2026-11-01',
			resident: 150,
			lodging: 10,
			away: 3,
			source: 'head',
			declaredBy: world.cuaNam.head.id
		})
	);
});

test('of two declarations for one day the later one stands, and the earlier stays in the log', async () => {
	await declare({ asOf: '2026-11-05', resident: 201 });
	await declare({ asOf: '2026-11-05', resident: 202 });
	const counts = await countsOf(world.cuaNam.groups[0]);
	expect(counts.filter((count) => count.asOf === '2026-11-05').map((count) => count.resident)).toEqual([202]);
});

test('numbers below zero, broken or beyond any group, and days to come, are refused', async () => {
	for (const over of [{ resident: -1 }, { lodging: 1.5 }, { away: 100_001 }]) {
		await expect(declare(over)).rejects.toMatchObject({ code: 'count_out_of_range', status: 422 });
	}
	await expect(declare({ asOf: '2026-11-21' })).rejects.toMatchObject({ code: 'day_in_future', status: 422 });
});

test('merging sums what was declared by one age rule, and is no fresher than what it sums', async () => {
	const { thanhBa } = world;
	const into = { id: newId(NOON), name: 'Khu gộp', kind: 'khu' };
	const merge = { eventId: newId(NOON), from: [...thanhBa.groups], into, on: '2026-11-15' };
	await expect(record(world.db, world.cuaNam.officer, mergeGroups, merge, NOON)).rejects.toMatchObject({ status: 403 });
	await record(world.db, thanhBa.officer, mergeGroups, merge, NOON);
	expect(await countsOf(into.id)).toEqual([
		expect.objectContaining({ asOf: '2026-10-01', resident: 200, lodging: 40, away: 20, source: 'merged' })
	]);
	const again = { ...merge, eventId: newId(NOON), into: { ...into, id: newId(NOON) } };
	await expect(record(world.db, thanhBa.officer, mergeGroups, again, NOON)).rejects.toMatchObject({
		code: 'group_ended',
		status: 409
	});
});

test('after a split the new groups and the waiting one have no denominator until somebody declares it', async () => {
	const { cuaNam } = world;
	const group = (name: string) => ({ id: newId(NOON), name, kind: 'tổ dân phố' });
	const split = {
		eventId: newId(NOON),
		from: cuaNam.groups[1],
		holding: group('Chưa phân tổ'),
		into: [group('Tổ 2A'), group('Tổ 2B')],
		on: '2026-11-15'
	};
	await record(world.db, cuaNam.officer, splitGroup, split, NOON);
	for (const { id } of [split.holding, ...split.into]) expect(await countsOf(id)).toEqual([]);
});
