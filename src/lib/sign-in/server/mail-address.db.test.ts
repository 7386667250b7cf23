import { afterAll, beforeAll, expect, test } from 'vitest';
import { findMailAddress, setMailAddress } from '#lib/sign-in/server/mail-address.ts';
import { testDatabase, type TestDatabase } from '#tests/database.ts';
import { herself, makeWorld, mergeTwo, NOON, settle, type World } from '#tests/world.ts';

let database: TestDatabase;
let world: World;
beforeAll(async () => {
	database = await testDatabase();
	world = await makeWorld(database.db);
});
afterAll(() => database.close());

test('an address given under a record that was merged since is the person’s, and is forgotten when she says so', async () => {
	const { db, cuaNam } = world;
	const people = [await settle(world, cuaNam), await settle(world, cuaNam)].sort();
	const [stays, absorbed] = people as [string, string];
	const give = (personId: string, address: string) =>
		setMailAddress(db, herself(personId), { personId, address }, NOON);
	await give(absorbed, 'mau@vi-du.vn');
	await mergeTwo(world, cuaNam, stays, absorbed);
	expect(await findMailAddress(db, stays)).toBe('mau@vi-du.vn');
	await give(stays, 'moi@vi-du.vn');
	expect(await findMailAddress(db, stays)).toBe('moi@vi-du.vn');
	await give(stays, '');
	expect(await findMailAddress(db, stays)).toBeNull();
});
