import { afterAll, beforeAll, expect, test } from 'vitest';
import { record } from '#lib/ledger/server/record.ts';
import { assignResidents, listWaiting } from '#lib/people/server/assignment.ts';
import { foundHousehold, joinHousehold } from '#lib/people/server/household-changes.ts';
import { readHousehold } from '#lib/people/server/household.ts';
import { readPerson } from '#lib/people/server/person.ts';
import { recordDeath, moveResidence } from '#lib/people/server/residence.ts';
import { listKeptGroups } from '#lib/people/server/ward-groups.ts';
import { listWardMoves } from '#lib/people/server/ward-moves.ts';
import { newId } from '#lib/shared/ids.ts';
import { splitGroup } from '#lib/territory/server/population.ts';
import { testDatabase, type TestDatabase } from '#tests/database.ts';
import { actorWith, makeWorld, NOON, settle, type World } from '#tests/world.ts';

let database: TestDatabase;
let world: World;

beforeAll(async () => {
	database = await testDatabase();
	world = await makeWorld(database.db);
});
afterAll(() => database.close());

const named = (name: string) => ({ id: newId(NOON), name, kind: 'tổ dân phố' });

test('who waits after a split is assigned with her house, from the day of the split, as confirmed as she was', async () => {
	const { db, cuaNam } = world;
	const early = new Date('2026-10-05T05:00:00Z');
	const [mother, son] = [await settle(world, cuaNam, {}, early), await settle(world, cuaNam, {}, early)];
	const claimant = await settle(world, cuaNam, { confirmed: false }, early);
	const late = await settle(world, cuaNam, {}, new Date('2026-11-15T05:00:00Z'));
	const dead = await settle(world, cuaNam, {}, early);
	await record(db, cuaNam.officer, recordDeath, { eventId: newId(NOON), personId: dead, on: '2026-11-01' }, NOON);
	const householdId = newId(NOON);
	await foundHousehold(
		db,
		cuaNam.officer,
		{ householdId, groupId: cuaNam.groups[0], label: 'Nhà Mẫu', landmark: null },
		NOON
	);
	for (const personId of [mother, son]) {
		await joinHousehold(db, cuaNam.officer, { householdId, personId, on: '2026-10-06' }, NOON);
	}
	const [holding, east, west] = [named('Chưa phân tổ'), named('Tổ Đông'), named('Tổ Tây')];
	const split = { eventId: newId(NOON), from: cuaNam.groups[0], holding, into: [east, west], on: '2026-11-10' };
	await record(db, cuaNam.officer, splitGroup, split, NOON);

	const waiting = await listWaiting(db, cuaNam.officer, holding.id, NOON);
	expect(waiting.people.map(({ personId }) => personId).sort()).toEqual([mother, son, claimant, late].sort());
	await expect(listWaiting(db, world.thanhBa.officer, holding.id, NOON)).rejects.toMatchObject({ status: 404 });
	await expect(listWaiting(db, actorWith('head_of_group', holding.id), holding.id, NOON)).rejects.toMatchObject({
		status: 404
	});
	expect((await listKeptGroups(db, cuaNam.officer, cuaNam, NOON)).find(({ id }) => id === holding.id)).toMatchObject({
		holding: true,
		people: 4,
		houses: 1,
		asOf: null
	});

	const assignment = {
		eventId: newId(NOON),
		groupId: holding.id,
		toGroupId: east.id,
		people: [mother, son, claimant, late]
	};
	const assign = (over: object = {}, actor = cuaNam.officer) =>
		record(db, actor, assignResidents, { ...assignment, ...over }, NOON);
	await expect(assign({}, cuaNam.head)).rejects.toMatchObject({ status: 403 });
	await expect(assign({ toGroupId: world.thanhBa.groups[0] })).rejects.toMatchObject({ code: 'group_not_in_ward' });
	await expect(assign({ toGroupId: holding.id })).rejects.toMatchObject({ code: 'group_not_in_ward' });
	await expect(assign({ groupId: cuaNam.groups[1] })).rejects.toMatchObject({ code: 'groups_unsuitable' });
	const [first, second] = await Promise.all([assign(), assign({ eventId: newId(NOON), toGroupId: west.id })]);
	expect([first.assigned, second.assigned].sort()).toEqual([0, 4]);
	expect(await assign()).toEqual({ assigned: 0 });

	const target = first.assigned === 4 ? east.id : west.id;
	const at = async (id: string) => (await readPerson(db, id)).residence;
	for (const id of [mother, son]) {
		expect(await at(id)).toMatchObject({ groupId: target, from: '2026-11-10', confirmedOn: '2026-11-10' });
	}
	expect(await at(claimant)).toMatchObject({ groupId: target, from: '2026-11-10', confirmedOn: null });
	expect(await at(late)).toMatchObject({ groupId: target, from: '2026-11-15', confirmedOn: '2026-11-15' });
	const house = await readHousehold(db, cuaNam.officer, householdId);
	expect(house.group.groupId).toBe(target);
	expect(house.members.filter(({ to }) => to === null)).toHaveLength(2);
	expect(await listWaiting(db, cuaNam.officer, holding.id, NOON)).toEqual({ people: [], total: 0 });
});

test('a second current residence closes the first, and one dated row tells both wards and nobody else', async () => {
	const { db, cuaNam, thanhBa } = world;
	const personId = await settle(
		world,
		cuaNam,
		{ group: 1, fullName: 'Trần Thị Mẫu Đi' },
		new Date('2026-09-01T05:00:00Z')
	);
	const move = { eventId: newId(NOON), personId, toGroupId: thanhBa.groups[0], on: '2026-11-12' };
	await record(db, thanhBa.officer, moveResidence, move, NOON);
	await record(db, thanhBa.officer, moveResidence, move, NOON);
	expect((await readPerson(db, personId)).residence).toMatchObject({
		groupId: thanhBa.groups[0],
		from: '2026-11-12',
		confirmedOn: '2026-11-12'
	});
	const row = {
		personId,
		fullName: 'Trần Thị Mẫu Đi',
		fromWard: cuaNam.wardCode,
		toWard: thanhBa.wardCode,
		on: '2026-11-12'
	};
	expect(await listWardMoves(db, cuaNam.officer, NOON)).toMatchObject([{ ...row, left: true, came: false }]);
	expect(await listWardMoves(db, thanhBa.officer, NOON)).toMatchObject([{ ...row, left: false, came: true }]);
	expect(await listWardMoves(db, actorWith('ward_leader', '01'), NOON)).toHaveLength(1);
	for (const actor of [actorWith('ward_officer', '00070'), cuaNam.head, cuaNam.trainer]) {
		expect(await listWardMoves(db, actor, NOON)).toEqual([]);
	}
	// Within a ward nobody needs to be told.
	await record(
		db,
		thanhBa.officer,
		moveResidence,
		{ ...move, eventId: newId(NOON), toGroupId: thanhBa.groups[1], on: '2026-11-14' },
		NOON
	);
	expect(await listWardMoves(db, thanhBa.officer, NOON)).toHaveLength(1);
	const death = { eventId: newId(NOON), personId, on: '2026-11-15' };
	await record(db, thanhBa.officer, recordDeath, death, NOON);
	await expect(
		record(db, cuaNam.officer, moveResidence, { ...move, eventId: newId(NOON), toGroupId: cuaNam.groups[1] }, NOON)
	).rejects.toMatchObject({ code: 'person_died', status: 422 });
});
