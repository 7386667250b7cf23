import { afterAll, beforeAll, expect, test } from 'vitest';
import { record } from '#lib/ledger/server/record.ts';
import { newId } from '#lib/shared/ids.ts';
import { endWaitingGroup, renameGroup, splitBefore } from '#lib/territory/server/group-changes.ts';
import { createGroup, listGroups, readGroup } from '#lib/territory/server/groups.ts';
import { mergeGroups, splitGroup } from '#lib/territory/server/population.ts';
import { testDatabase, type TestDatabase } from '#tests/database.ts';
import { actorWith, makeWorld, NOON, type World } from '#tests/world.ts';

const TODAY = '2026-11-20';

let database: TestDatabase;
let world: World;

beforeAll(async () => {
	database = await testDatabase();
	world = await makeWorld(database.db);
});
afterAll(() => database.close());

const named = (name: string) => ({ id: newId(NOON), name, kind: 'tổ dân phố' });
const create = (name: string, id = newId(NOON)) =>
	createGroup(
		world.db,
		world.cuaNam.officer,
		{ id, wardCode: world.cuaNam.wardCode, name, kind: 'tổ dân phố', validFrom: '2026-01-01' },
		NOON
	);
const rename = (groupId: string, shownName: string, name: string, actor = world.cuaNam.officer) =>
	renameGroup(world.db, actor, { groupId, name, kind: 'tổ dân phố', shownName, shownKind: 'tổ dân phố' }, NOON);

test('a form that is sent twice makes one group', async () => {
	const id = newId(NOON);
	await Promise.allSettled([create('Tổ A', id), create('Tổ A', id)]);
	await create('Tổ A', id);
	const groups = await listGroups(world.db, world.cuaNam.wardCode, TODAY);
	expect(groups.filter(({ name }) => name === 'Tổ A').map((group) => group.id)).toEqual([id]);
});

test('a group is called otherwise, tidied, under no name that another bears', async () => {
	const group = await create('Tổ B');
	await create('Tổ Hòa Bình');
	await rename(group.id, 'Tổ B', '  Tổ   Hoàn  Kiếm '.normalize('NFD'));
	expect(await readGroup(world.db, group.id)).toMatchObject({ name: 'Tổ Hoàn Kiếm' });
	await expect(rename(group.id, 'Tổ Hoàn Kiếm', 'tổ hoà bình'.normalize('NFD'))).rejects.toMatchObject({
		code: 'group_name_taken',
		status: 409
	});
	await rename(group.id, 'Tổ Hoàn Kiếm', 'TỔ Hoàn Kiếm');
	for (const actor of [world.cuaNam.head, world.thanhBa.officer]) {
		await expect(rename(group.id, 'TỔ Hoàn Kiếm', 'Tổ X', actor)).rejects.toMatchObject({ status: 403 });
	}
});

test('of two officers who rename it at once one is told, and the double tap is one', async () => {
	const group = await create('Tổ C');
	const other = actorWith('ward_officer', world.cuaNam.wardCode);
	const both = await Promise.allSettled([rename(group.id, 'Tổ C', 'Tổ C1'), rename(group.id, 'Tổ C', 'Tổ C2', other)]);
	expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
	expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
		reason: { code: 'group_renamed_meanwhile' }
	});
	const { name } = await readGroup(world.db, group.id);
	await rename(group.id, 'Tổ C', name);
});

test('a merge or a split makes no second group of one name, but may keep the name of what it ends', async () => {
	const [one, two] = [await create('Tổ D1'), await create('Tổ D2')];
	await create('Tổ Sen');
	const merge = (name: string) =>
		record(
			world.db,
			world.cuaNam.officer,
			mergeGroups,
			{ eventId: newId(NOON), from: [one.id, two.id], into: named(name), on: TODAY },
			NOON
		);
	await expect(merge('tổ  sen'.normalize('NFD'))).rejects.toMatchObject({ code: 'group_name_taken' });
	await merge(' Tổ  D1'.normalize('NFD'));
	const groups = await listGroups(world.db, world.cuaNam.wardCode, TODAY);
	const merged = groups.find(({ name }) => name === 'Tổ D1');
	expect(merged).toMatchObject({ validFrom: TODAY });
	const split = {
		eventId: newId(NOON),
		from: (await create('Tổ E')).id,
		holding: named('Chưa phân tổ (Tổ E)'),
		into: [named('Tổ F'), named('tổ  f')],
		on: TODAY
	};
	await expect(record(world.db, world.cuaNam.officer, splitGroup, split, NOON)).rejects.toMatchObject({
		code: 'group_name_taken'
	});
});

test('a waiting group ends once nobody waits; no other group does', async () => {
	const from = (await create('Tổ G')).id;
	const holding = named('Chưa phân tổ (Tổ G)');
	const split = { eventId: newId(NOON), from, holding, into: [named('Tổ G1'), named('Tổ G2')], on: '2026-11-10' };
	await record(world.db, world.cuaNam.officer, splitGroup, split, NOON);
	expect(await splitBefore(world.db, holding.id)).toEqual({ fromId: from, on: '2026-11-10' });
	const end = (id: string, waiting: number) => endWaitingGroup(world.db, world.cuaNam.officer, id, waiting, NOON);
	await expect(end(holding.id, 1)).rejects.toMatchObject({ code: 'people_waiting', status: 409 });
	await expect(end(split.into[0]?.id ?? '', 0)).rejects.toMatchObject({ code: 'groups_unsuitable' });
	await end(holding.id, 0);
	await end(holding.id, 0);
	expect(await readGroup(world.db, holding.id)).toMatchObject({ validTo: TODAY });
});
