import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { atConsole } from '#lib/access/actor.ts';
import type { Role } from '#lib/access/roles.ts';
import { placeNames } from '#lib/territory/server/schema.ts';
import { endRole, grantRole, listRoles, type RoleGrant } from '#lib/sign-in/server/roles.ts';
import { actorWith, NOW, settlePerson, settleTwoWards } from '#tests/two-wards.ts';
import { testDatabase, type TestDatabase } from '#tests/database.ts';

let database: TestDatabase;
let world: Awaited<ReturnType<typeof settleTwoWards>>;
let grant: RoleGrant;

beforeAll(async () => {
	database = await testDatabase();
	world = await settleTwoWards(database.db);
	for (const [code, kind] of [
		['01', 'thanh_pho'],
		['00082', 'phuong'],
		['25', 'tinh'],
		['08152', 'xa']
	] as const) {
		const name = { placeCode: code, name: `Mẫu ${code}`, kind, from: '2025-07-01', search: `mau ${code}` };
		await database.db.insert(placeNames).values(name);
	}
});
afterAll(() => database.close());

beforeEach(async () => {
	const personId = await settlePerson(database.db, world.here.groupId, 'Chị Mẫu Bảy');
	grant = { personId, role: 'ward_officer', place: '00082', from: '2026-11-22', to: null };
});

describe('a role', () => {
	test('holds from its first day to before its last', async () => {
		const id = await grantRole(database.db, atConsole, { ...grant, to: '2026-12-01' }, NOW);
		const on = (day: string) => listRoles(database.db, grant.personId, day);
		expect(await on('2026-11-21')).toEqual([]);
		expect(await on('2026-11-22')).toEqual([{ ...grant, to: '2026-12-01', id, grantedBy: 'system:console' }]);
		expect(await on('2026-11-30')).toHaveLength(1);
		expect(await on('2026-12-01')).toEqual([]);
	});

	test('granted twice in the same words is one; overlapping with itself it is refused; afterwards it may follow', async () => {
		const id = await grantRole(database.db, atConsole, { ...grant, to: '2026-12-01' }, NOW);
		expect(await grantRole(database.db, atConsole, { ...grant, to: '2026-12-01' }, NOW)).toBe(id);
		await expect(grantRole(database.db, atConsole, { ...grant, from: '2026-11-30' }, NOW)).rejects.toMatchObject({
			code: 'role_already_held',
			status: 409
		});
		await grantRole(database.db, atConsole, { ...grant, from: '2026-12-01' }, NOW);
		expect(await listRoles(database.db, grant.personId, '2026-12-01')).toHaveLength(1);
	});

	test('that is ended is over today; ending it again changes nothing', async () => {
		const id = await grantRole(database.db, atConsole, grant, NOW);
		await endRole(database.db, atConsole, id, NOW);
		await endRole(database.db, atConsole, id, NOW);
		expect(await listRoles(database.db, grant.personId, '2026-11-22')).toEqual([]);
	});

	test('that begins later can be ended before it begins', async () => {
		const id = await grantRole(database.db, atConsole, { ...grant, from: '2027-01-01' }, NOW);
		await endRole(database.db, atConsole, id, NOW);
		expect(await listRoles(database.db, grant.personId, '2027-01-01')).toEqual([]);
	});

	test('is given and taken by an administrator of that place, and by nobody else', async () => {
		const places = ['vn', '01', '00082', world.here.groupId];
		for (const place of places) {
			const id = await grantRole(database.db, actorWith('administrator', 'vn'), { ...grant, place }, NOW);
			await endRole(database.db, actorWith('administrator', 'vn'), id, NOW);
		}
		const id = await grantRole(
			database.db,
			actorWith('administrator', '01'),
			{ ...grant, place: '00082', from: '2026-12-01' },
			NOW
		);
		const strangers = [
			actorWith('administrator', '25'),
			actorWith('administrator', world.here.groupId),
			world.here.trainer,
			world.here.head
		];
		for (const actor of strangers) {
			await expect(grantRole(database.db, actor, grant, NOW)).rejects.toMatchObject({ status: 403 });
			await expect(endRole(database.db, actor, id, NOW)).rejects.toMatchObject({ status: 403 });
		}
	});

	test.each(['', '0', '99', '99999', 'VN', '-1', '1e5', '00000000-0000-4000-8000-000000000000'])(
		'is not granted at the unknown place %j',
		async (place) => {
			await expect(grantRole(database.db, atConsole, { ...grant, place }, NOW)).rejects.toMatchObject({ status: 404 });
		}
	);

	test('is not granted to unknown people, for wrong days, or if there is no such role', async () => {
		const wrong: [Partial<RoleGrant>, string][] = [
			[{ personId: world.here.groupId }, 'not_found'],
			[{ personId: 'nobody' }, 'not_found'],
			[{ from: '2026-02-30' }, 'role_days_wrong'],
			[{ to: '2026-11-22' }, 'role_days_wrong'],
			[{ to: 'later' }, 'role_days_wrong'],
			[{ role: 'king' as Role }, 'role_unknown']
		];
		for (const [change, code] of wrong) {
			await expect(grantRole(database.db, atConsole, { ...grant, ...change }, NOW)).rejects.toMatchObject({ code });
		}
		await expect(endRole(database.db, atConsole, 'none', NOW)).rejects.toMatchObject({ status: 404 });
	});
});
