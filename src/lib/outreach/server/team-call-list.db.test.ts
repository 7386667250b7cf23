import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readCallList } from '#lib/outreach/server/team-call-list.ts';
import { actorWith, NOW, settlePerson, settleTwoWards } from '#tests/two-wards.ts';
import { testDatabase, type TestDatabase } from '#tests/database.ts';

const TODAY = '2026-11-22';
const standard = { id: 'ky-nang-so-thiet-yeu', ageFrom: 18 };
let database: TestDatabase;
let world: Awaited<ReturnType<typeof settleTwoWards>>;

beforeAll(async () => {
	database = await testDatabase();
	world = await settleTwoWards(database.db);
});
afterAll(() => database.close());

const resident = (name: string) => settlePerson(database.db, world.here.groupId, name);

test('it names who has not attained, with the number that she agreed to, and nobody who is dead, erased or a child', async () => {
	const { db } = database;
	const { groupId, wardCode } = world.here;
	const [called, dead, erased, child] = [
		await resident('Bà Mẫu Số'),
		await resident('Bà Mẫu Mất'),
		await resident('Bà Mẫu Xóa'),
		await resident('Em Mẫu Nhỏ')
	];
	await db.execute(sql`update person_names set phone = '0900000001' where person_id = ${called}`);
	await db.execute(sql`update people set died_on = ${TODAY} where id = ${dead}`);
	await db.execute(sql`update people set erased_on = ${TODAY} where id = ${erased}`);
	await db.execute(sql`update people set birth_year = 2014 where id = ${child}`);
	const { people } = await readCallList(db, actorWith('ward_officer', wardCode), { groupId, standard }, NOW);
	expect(people.map(({ fullName, phone }) => [fullName, phone])).toEqual([
		['Bà Mẫu Số', '0900000001'],
		['Bà Mẫu Hiền', null]
	]);
	const [look] = await db.execute(
		sql`select count(*)::int count from audit_entries where verb = 'phone.read' and object_id = ${groupId}`
	);
	expect(look).toEqual({ count: 1 });
});

test('neither heads, trainers and volunteers nor another ward’s officer find it', async () => {
	const { here, there } = world;
	const helper = actorWith('helper', here.groupId);
	for (const actor of [here.head, here.trainer, helper, actorWith('ward_officer', there.wardCode)]) {
		const refused = readCallList(database.db, actor, { groupId: here.groupId, standard }, NOW);
		await expect(refused).rejects.toMatchObject({ status: 404 });
	}
});
