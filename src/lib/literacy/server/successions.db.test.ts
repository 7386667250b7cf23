import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { atConsole, type Actor } from '#lib/access/actor.ts';
import { record } from '#lib/ledger/server/record.ts';
import { readFigure } from '#lib/literacy/server/figure.ts';
import { confirmResidence, moveResidence } from '#lib/people/server/residence.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { newId } from '#lib/shared/ids.ts';
import { createGroup, listGroups, placeOfGroup, readGroup } from '#lib/territory/server/groups.ts';
import { declarePopulation, latestDeclaration, mergeGroups, splitGroup } from '#lib/territory/server/population.ts';
import { testDatabase, type TestDatabase } from '#tests/database.ts';
import { actorWith, makeWorld, NOON, settle, takeTest, type World } from '#tests/world.ts';

const LATER = new Date('2027-02-10T05:00:00Z');
const whole = { door: 'whole', standard: 'ky-nang-so-thiet-yeu' } as const;

let database: TestDatabase;
let world: World;
let ward: string;

beforeAll(async () => {
	database = await testDatabase();
	world = await makeWorld(database.db);
	ward = world.cuaNam.wardCode;
});
afterAll(() => database.close());

const figure = (asOf = dayOf(NOON), code = ward) => readFigure(world.db, code, world.standard, asOf);

function named(name: string) {
	return { id: newId(NOON), name, kind: 'Tổ dân phố' };
}

async function newGroup(
	name: string,
	adults: number | null,
	options: { asOf?: string; ageFrom?: number; wardCode?: string } = {}
) {
	const { asOf = '2026-09-01', ageFrom = 18, wardCode = ward } = options;
	const group = await createGroup(
		world.db,
		atConsole,
		{ wardCode, name, kind: 'Tổ dân phố', validFrom: '2025-07-01' },
		NOON
	);
	if (adults !== null) await declare(group.id, adults, asOf, ageFrom);
	return group.id;
}

function declare(groupId: string, adults: number, asOf: string, ageFrom = 18, now = NOON, actor: Actor = atConsole) {
	const declaration = { eventId: newId(now), groupId, ageFrom, resident: adults, lodging: 0, away: 0, asOf };
	return record(world.db, actor, declarePopulation, declaration, now);
}

function merge(from: string[], into = named(`Tổ gộp ${newId(NOON)}`), on = '2026-11-10', actor = world.cuaNam.officer) {
	const merge = { eventId: newId(NOON), from, into, on };
	return { merge, done: record(world.db, actor, mergeGroups, merge, NOON) };
}

describe('groups that merge', () => {
	test('carry their people and the sum of their adults over, on the day and not before', async () => {
		const { cuaNam } = world;
		const [a, b] = cuaNam.groups;
		const resident = await settle(world, cuaNam, { group: 1 }, new Date('2026-11-02T05:00:00Z'));
		await takeTest(world, resident, whole, {}, new Date('2026-11-03T05:00:00Z'));
		const { merge: done, done: merged } = merge([a, b], named('Tổ dân phố Mới'));
		await merged;

		const before = await figure('2026-11-09');
		expect(before.parts.map((part) => part.place.name)).toEqual(['Tổ dân phố 1', 'Tổ dân phố 2']);
		expect(before).toMatchObject({ adults: 240, attained: 1, groups: { declared: 2, all: 2 } });
		const after = await figure('2026-11-10');
		expect(after.parts).toMatchObject([
			{
				place: { name: 'Tổ dân phố Mới' },
				adults: 240,
				attained: 1,
				declaration: { source: 'merged', lodging: 40, away: 20 }
			}
		]);
		expect(after).toMatchObject({ adults: 240, attained: 1, groups: { declared: 1, all: 1 } });
		expect(await figure('2026-11-10', world.thanhBa.wardCode)).toMatchObject({ adults: 240, attained: 0 });

		// Who passes afterwards under the old claim counts in the new group; who moves away leaves it.
		const other = await settle(world, cuaNam);
		await takeTest(world, other, whole);
		expect((await figure()).parts).toMatchObject([{ attained: 2 }]);
		const elsewhere = await newGroup('Tổ khác', 50);
		const move = { eventId: newId(NOON), personId: resident, toGroupId: elsewhere, on: '2026-11-15' };
		await record(world.db, cuaNam.officer, moveResidence, move, NOON);
		expect((await figure('2026-11-14')).parts.map((part) => part.attained)).toEqual([1, 0]);
		expect((await figure()).parts.map((part) => [part.place.name, part.attained])).toEqual([
			['Tổ dân phố Mới', 1],
			['Tổ khác', 1]
		]);
		expect(await placeOfGroup(world.db, a)).toMatchObject({ groupId: done.into.id, groupName: 'Tổ dân phố Mới' });
	});

	test('as often as it is sent, once', async () => {
		const [a, b] = [await newGroup('Tổ A', 10), await newGroup('Tổ B', 20)];
		const { merge: same, done } = merge([a, b]);
		await done;
		await Promise.all([1, 2, 3].map(() => record(world.db, world.cuaNam.officer, mergeGroups, same, NOON)));
		expect(await latestDeclaration(world.db, same.into.id, '2026-11-10')).toMatchObject({
			resident: 30,
			source: 'merged'
		});
		const groups = await listGroups(world.db, ward, '2026-11-10');
		expect(groups.filter((group) => group.id === same.into.id)).toHaveLength(1);
	});

	test('have no denominator where one of them had not declared, or by another age rule', async () => {
		const silent = merge([await newGroup('Tổ C', 10), await newGroup('Tổ D', null)]);
		await silent.done;
		expect(await latestDeclaration(world.db, silent.merge.into.id, '2026-11-20')).toBeNull();
		const mixed = merge([await newGroup('Tổ E', 10), await newGroup('Tổ G', 10, { ageFrom: 15 })]);
		await mixed.done;
		expect(await latestDeclaration(world.db, mixed.merge.into.id, '2026-11-20')).toBeNull();
	});

	test('stay as old as the oldest of their declarations, so that a merge freshens nothing', async () => {
		const old = merge([await newGroup('Tổ H', 10, { asOf: '2025-12-01' }), await newGroup('Tổ I', 10)]);
		await old.done;
		const part = async (asOf: string) =>
			(await figure(asOf)).parts.find(({ place }) => place.code === old.merge.into.id);
		expect(await part('2026-11-20')).toMatchObject({ adults: 20, doubt: null, declaration: { asOf: '2025-12-01' } });
		expect(await part('2026-12-02')).toMatchObject({ adults: 20, doubt: 'stale' });
		await declare(old.merge.into.id, 25, '2026-12-01', 18, LATER);
		expect(await part('2026-12-02')).toMatchObject({ adults: 25, doubt: null, declaration: { source: 'head' } });
	});

	test('of groups that merged before, read through', async () => {
		const first = merge([await newGroup('Tổ K', 10), await newGroup('Tổ L', 10)]);
		await first.done;
		const second = merge([first.merge.into.id, await newGroup('Tổ M', 5)], undefined, '2026-11-15');
		await second.done;
		const part = (await figure()).parts.find(({ place }) => place.code === second.merge.into.id);
		expect(part).toMatchObject({ adults: 25 });
		expect(await placeOfGroup(world.db, first.merge.from[0] as string)).toMatchObject({
			groupId: second.merge.into.id
		});
	});

	test('let their new head confirm who still claims the old one, and the old head no longer', async () => {
		const [a, b] = [await newGroup('Tổ N', 10), await newGroup('Tổ O', 10)];
		const commune = { ...world.cuaNam, groups: [a, b] as [string, string] };
		const claimant = await settle(world, commune, { confirmed: false });
		const { merge: done, done: merged } = merge([a, b]);
		await merged;
		const confirm = (head: string) =>
			record(
				world.db,
				actorWith('head_of_group', head),
				confirmResidence,
				{ eventId: newId(NOON), personId: claimant, groupId: a },
				NOON
			);
		await expect(confirm(b)).rejects.toMatchObject({ status: 403 });
		expect(await confirm(done.into.id)).toBe('confirmed');
	});

	test('are refused when they are of two wards, ended, one and the same, none, of a day to come or too early', async () => {
		const [a, b] = [await newGroup('Tổ P', 10), await newGroup('Tổ Q', 10)];
		const far = await newGroup('Khu 9', 10, { wardCode: world.thanhBa.wardCode });
		const both = actorWith('ward_officer', 'vn');
		await expect(merge([a, far], undefined, undefined, both).done).rejects.toMatchObject({
			code: 'group_not_in_ward',
			status: 422
		});
		await expect(merge([a, a]).done).rejects.toMatchObject({ code: 'groups_unsuitable' });
		await expect(merge([]).done).rejects.toMatchObject({ code: 'groups_unsuitable' });
		await expect(merge([a, b], undefined, '2026-11-21').done).rejects.toMatchObject({ code: 'day_in_future' });
		await expect(merge([a, b], undefined, '2025-07-01').done).rejects.toMatchObject({ code: 'groups_unsuitable' });
		for (const actor of [world.thanhBa.officer, world.cuaNam.head, world.cuaNam.trainer]) {
			await expect(merge([a, b], undefined, undefined, actor).done).rejects.toMatchObject({ status: 403 });
		}
		expect(await readGroup(world.db, a)).toMatchObject({ validTo: null });
		await merge([a, b]).done;
		await expect(merge([a, b]).done).rejects.toMatchObject({ code: 'group_ended', status: 409 });
		await expect(declare(a, 10, '2026-11-10')).rejects.toMatchObject({ code: 'group_ended' });
		await declare(a, 11, '2026-11-09');
	});
});

test('after a split people wait in the holding group, and nothing has a denominator until it is declared', async () => {
	const commune = {
		...world.thanhBa,
		groups: [await newGroup('Khu lớn', 100, { wardCode: world.thanhBa.wardCode }), ''] as [string, string]
	};
	await declare(commune.groups[0], 100, '2026-09-02', 18, NOON, world.thanhBa.officer);
	const person = await settle(world, commune, {}, new Date('2026-11-02T05:00:00Z'));
	await takeTest(world, person, whole, {}, new Date('2026-11-03T05:00:00Z'));
	const [holding, east, west] = [named('Chưa phân tổ'), named('Khu Đông'), named('Khu Tây')];
	const split = { eventId: newId(NOON), from: commune.groups[0], holding, into: [east, west], on: '2026-11-10' };
	await record(world.db, commune.officer, splitGroup, split, NOON);
	await record(world.db, commune.officer, splitGroup, split, NOON);

	const part = async (id: string, asOf: string) =>
		(await figure(asOf, commune.wardCode)).parts.find(({ place }) => place.code === id);
	expect(await part(split.from, '2026-11-09')).toMatchObject({ adults: 100, attained: 1 });
	expect(await part(split.from, '2026-11-10')).toBeUndefined();
	expect(await part(holding.id, '2026-11-10')).toMatchObject({ adults: null, undeclared: { attained: 1 } });
	expect(await part(east.id, '2026-11-10')).toMatchObject({ adults: null, undeclared: { attained: 0 } });

	await record(
		world.db,
		commune.officer,
		moveResidence,
		{ eventId: newId(NOON), personId: person, toGroupId: west.id, on: '2026-11-12' },
		NOON
	);
	await declare(west.id, 60, '2026-11-15', 18, NOON, commune.officer);
	expect(await part(holding.id, '2026-11-20')).toMatchObject({ undeclared: { attained: 0 } });
	expect(await part(west.id, '2026-11-20')).toMatchObject({ adults: 60, attained: 1, rate: 1 / 60 });
	expect(await part(holding.id, '2026-11-11')).toMatchObject({ undeclared: { attained: 1 } });
});
