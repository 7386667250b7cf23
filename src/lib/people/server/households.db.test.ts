import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { anonymous } from '#lib/access/actor.ts';
import { record } from '#lib/ledger/server/record.ts';
import { listHouseholds, readHousehold } from '#lib/people/server/household.ts';
import {
	correctHousehold,
	foundHousehold,
	joinHousehold,
	leaveHousehold,
	splitHousehold
} from '#lib/people/server/household-changes.ts';
import { registerPerson } from '#lib/people/server/register.ts';
import { moveResidence, recordDeath } from '#lib/people/server/residence.ts';
import { newId } from '#lib/shared/ids.ts';
import { erasePerson } from '#lib/sign-in/server/erasure.ts';
import { testDatabase, type TestDatabase } from '#tests/database.ts';
import { actorWith, herself, makeWorld, NOON, settle, type World } from '#tests/world.ts';

const TODAY = '2026-11-20';

let database: TestDatabase;
let world: World;

beforeAll(async () => {
	database = await testDatabase();
	world = await makeWorld(database.db);
});
afterAll(() => database.close());

async function house(label: string, landmark: string | null = null): Promise<string> {
	const householdId = newId(NOON);
	const { trainer, groups } = world.cuaNam;
	await foundHousehold(world.db, trainer, { householdId, groupId: groups[0], label, landmark }, NOON);
	return householdId;
}
const join = (householdId: string, personId: string, on = TODAY) =>
	joinHousehold(world.db, world.cuaNam.trainer, { householdId, personId, on }, NOON);
const read = (id: string) => readHousehold(world.db, world.cuaNam.trainer, id);
const living = async (id: string) =>
	(await read(id)).members.filter(({ to }) => to === null).map(({ personId }) => personId);

test('a person lives in one house at a time: the second one ends the first on its day', async () => {
	const [one, other] = [await house('Nhà bà Tư'), await house('Nhà ông Năm')];
	const [mother, son] = [await settle(world, world.cuaNam), await settle(world, world.cuaNam)];
	for (const person of [mother, son]) expect(await join(one, person, '2026-05-01')).toBe('joined');
	expect(await join(one, son, '2026-06-01')).toBe('already');
	await join(other, son, '2026-09-01');
	expect(await living(one)).toEqual([mother]);
	expect(await living(other)).toEqual([son]);
	const gone = (await read(one)).members.find(({ personId }) => personId === son);
	expect(gone).toMatchObject({ from: '2026-05-01', to: '2026-09-01' });
	await expect(join(one, son, '2026-08-01')).rejects.toMatchObject({ code: 'day_before_membership', status: 422 });
	await expect(join(one, son, '2026-11-21')).rejects.toMatchObject({ code: 'day_in_future' });
});

test('two officers who put one person into two houses at once leave her in one', async () => {
	const person = await settle(world, world.cuaNam);
	const houses = [await house('Nhà cùng lúc 1'), await house('Nhà cùng lúc 2'), await house('Nhà cùng lúc 3')];
	await Promise.all(houses.map((id) => join(id, person)));
	const now = await Promise.all(houses.map(living));
	expect(now.flat()).toEqual([person]);
});

test('a couple moves out together, and a house that all leave ends', async () => {
	const from = await house('Nhà đông người', 'sau nhà văn hóa');
	const people = [];
	for (let n = 0; n < 3; n += 1) people.push(await settle(world, world.cuaNam));
	for (const person of people) await join(from, person, '2026-01-10');
	const [stays, ...couple] = people as [string, string, string];
	const split = { fromId: from, householdId: newId(NOON), groupId: '', label: 'Nhà vợ chồng trẻ', landmark: null };
	const input = { ...split, movers: couple, on: '2026-10-01' };
	await splitHousehold(world.db, world.cuaNam.head, input, NOON);
	await splitHousehold(world.db, world.cuaNam.head, input, NOON);
	expect(await living(from)).toEqual([stays]);
	expect((await living(split.householdId)).sort()).toEqual(couple.sort());
	await leaveHousehold(world.db, world.cuaNam.officer, { householdId: from, personId: stays, on: TODAY }, NOON);
	expect((await read(from)).endedOn).toBe(TODAY);
	const stranger = { ...input, householdId: newId(NOON), fromId: split.householdId, label: 'Nhà lạ', movers: [stays] };
	await expect(splitHousehold(world.db, world.cuaNam.head, stranger, NOON)).rejects.toMatchObject({
		code: 'mover_not_member'
	});
});

test('the head lives in the house, and a head who leaves, dies or is erased is head no more', async () => {
	const id = await house('Nhà cụ Sáu');
	const [head, other] = [await settle(world, world.cuaNam), await settle(world, world.cuaNam)];
	const words = { householdId: id, label: 'Nhà cụ Sáu', landmark: 'cạnh chợ' };
	const name = (headId: string | null) => correctHousehold(world.db, world.cuaNam.head, { ...words, headId }, NOON);
	await expect(name(head)).rejects.toMatchObject({ code: 'head_not_member', status: 422 });
	for (const person of [head, other]) await join(id, person, '2026-01-01');
	await name(head);
	expect((await read(id)).members[0]?.personId).toBe(head);
	await record(world.db, world.cuaNam.officer, recordDeath, { eventId: newId(NOON), personId: head, on: TODAY }, NOON);
	expect(await read(id)).toMatchObject({ headId: null, endedOn: null });
	await name(other);
	await record(world.db, world.cuaNam.officer, erasePerson, { eventId: newId(NOON), personId: other }, NOON);
	expect(await read(id)).toMatchObject({ headId: null, landmark: 'cạnh chợ' });
});

test('whoever moves to another group leaves the house on that day', async () => {
	const id = await house('Nhà chuyển đi');
	const person = await settle(world, world.cuaNam);
	await join(id, person, '2026-02-01');
	const move = { eventId: newId(NOON), personId: person, toGroupId: world.cuaNam.groups[1], on: '2026-11-01' };
	await record(world.db, world.cuaNam.officer, moveResidence, move, NOON);
	expect((await read(id)).members).toMatchObject([{ personId: person, to: '2026-11-01' }]);
	await expect(join(id, person)).rejects.toMatchObject({ code: 'person_of_another_group' });
});

test('houses are found by what they are called, by the landmark and by who lives there, without diacritics', async () => {
	const id = await house('Nhà bà Bảy Đò', 'đầu ngõ 12');
	await join(id, await settle(world, world.cuaNam, { fullName: 'Phạm Thị Quyên' }));
	const { trainer, groups } = world.cuaNam;
	const find = async (typed: string) =>
		(await listHouseholds(world.db, trainer, groups[0], typed, 1, NOON)).households.map((one) => one.id);
	for (const typed of ['bay do', 'Bảy Đò', 'Bảy Đò'.normalize('NFD'), 'ngo 12', 'quyen', 'PHẠM']) {
		expect(await find(typed), typed).toContain(id);
	}
	expect(await find('khong co')).toEqual([]);
	await expect(house('nhà  bà bẩy đò', 'đầu ngõ 12')).resolves.toBeTruthy();
	await expect(house('nhà BÀ bảy đò', 'Đầu ngõ 12')).rejects.toMatchObject({ code: 'household_name_taken' });
});

test('nobody but the team of the place sees or changes a house', async () => {
	const id = await house('Nhà riêng');
	const person = await settle(world, world.cuaNam);
	const { thanhBa, cuaNam } = world;
	const strangers = [anonymous, herself(person), thanhBa.officer, thanhBa.trainer];
	for (const actor of [...strangers, actorWith('head_of_group', cuaNam.groups[1])]) {
		await expect(readHousehold(world.db, actor, id)).rejects.toMatchObject({ status: 404 });
		const stay = { householdId: id, personId: person, on: TODAY };
		await expect(joinHousehold(world.db, actor, stay, NOON)).rejects.toMatchObject({ status: 404 });
		const words = { householdId: id, label: 'x', landmark: null, headId: null };
		await expect(correctHousehold(world.db, actor, words, NOON)).rejects.toMatchObject({ status: 404 });
		const found = { householdId: newId(NOON), groupId: cuaNam.groups[0], label: 'x', landmark: null };
		await expect(foundHousehold(world.db, actor, found, NOON)).rejects.toMatchObject({ status: 403 });
	}
	const foreigner = await settle(world, thanhBa);
	await expect(join(id, foreigner)).rejects.toMatchObject({ status: 404 });
	for (const nonsense of ['', 'x', person]) await expect(read(nonsense)).rejects.toMatchObject({ status: 404 });
});

test('who is registered into a house lives there, by choosing it or by calling it the same', async () => {
	const id = await house('Nhà ông Mười');
	const register = async (more: { household: string | null; householdId?: string }) => {
		const personId = newId(NOON);
		const person = { personId, eventId: newId(NOON), fullName: 'Lý Văn Mẫu', everydayName: null, birthYear: 1970 };
		const home = { wardCode: world.cuaNam.wardCode, groupId: world.cuaNam.groups[0], phone: null };
		await record(world.db, world.cuaNam.trainer, registerPerson, { ...person, ...home, ...more }, NOON);
		return personId;
	};
	const both = [
		await register({ household: null, householdId: id }),
		await register({ household: 'nhà ông  MƯỜI'.normalize('NFD') })
	];
	expect((await living(id)).sort()).toEqual(both.sort());
	const elsewhere = newId(NOON);
	const far = { householdId: elsewhere, groupId: world.cuaNam.groups[1], label: 'Nhà tổ khác', landmark: null };
	await foundHousehold(world.db, world.cuaNam.trainer, far, NOON);
	await expect(register({ household: null, householdId: elsewhere })).rejects.toMatchObject({
		code: 'household_of_another_group'
	});
});

test('every change of a house is in the audit', async () => {
	const id = await house('Nhà có sổ');
	const person = await settle(world, world.cuaNam);
	await join(id, person);
	await leaveHousehold(world.db, world.cuaNam.head, { householdId: id, personId: person, on: TODAY }, NOON);
	const rows = await world.db.execute<{ verb: string; actor_id: string }>(
		sql`select verb, actor_id from audit_entries where object_id = ${id} order by id`
	);
	expect(rows.map(({ verb }) => verb)).toEqual(['household.found', 'household.join', 'household.leave']);
	expect(rows.at(-1)?.actor_id).toBe(world.cuaNam.head.id);
	// A stay of no day is taken back altogether.
	expect((await read(id)).members).toEqual([]);
});
