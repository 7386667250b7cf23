import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { atConsole, type PersonActor } from '#lib/access/actor.ts';
import { people, personNames } from '#lib/people/server/schema.ts';
import { ROLE_RULES, ROLES, type Role, type RolePlace } from '#lib/access/roles.ts';
import { newId } from '#lib/shared/ids.ts';
import { countHolders, findColleagues, listHolders } from '#lib/sign-in/server/role-book.ts';
import { roles } from '#lib/sign-in/server/schema.ts';
import { groupSuccessions, placeNames, residentialGroups } from '#lib/territory/server/schema.ts';
import { endRole, grantRole, listRoles, type RoleGrant } from '#lib/sign-in/server/roles.ts';
import { actorWith, NOW, settlePerson, settleTwoWards } from '#tests/two-wards.ts';
import { testDatabase, type TestDatabase } from '#tests/database.ts';

const TODAY = '2026-11-22';
const AT = { country: 'vn', province: '01', ward: '00082', group: '' };

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
		await endRole(database.db, atConsole, id, TODAY, NOW);
		await endRole(database.db, atConsole, id, TODAY, NOW);
		expect(await listRoles(database.db, grant.personId, '2026-11-22')).toEqual([]);
	});

	test('that begins later can be ended before it begins', async () => {
		const id = await grantRole(database.db, atConsole, { ...grant, from: '2027-01-01' }, NOW);
		await endRole(database.db, atConsole, id, TODAY, NOW);
		expect(await listRoles(database.db, grant.personId, '2027-01-01')).toEqual([]);
	});

	test('is given and taken where the granter’s own role reaches, and by nobody else', async () => {
		const trainer: RoleGrant = { ...grant, role: 'trainer' };
		const granters = [
			actorWith('administrator', 'vn'),
			actorWith('administrator', '01'),
			actorWith('ward_leader', '00082'),
			actorWith('ward_officer', '00082')
		];
		for (const actor of granters) {
			const id = await grantRole(database.db, actor, trainer, NOW);
			await endRole(database.db, actor, id, TODAY, NOW);
			expect(await listRoles(database.db, grant.personId, TODAY)).toEqual([]);
		}
		const id = await grantRole(database.db, atConsole, trainer, NOW);
		const strangers = [
			actorWith('administrator', '25'),
			actorWith('administrator', world.here.groupId),
			actorWith('ward_officer', '08152'),
			actorWith('auditor', 'vn'),
			actorWith('province_officer', '01'),
			world.here.trainer,
			world.here.head
		];
		for (const actor of strangers) {
			await expect(grantRole(database.db, actor, trainer, NOW)).rejects.toMatchObject({ status: 403 });
			await expect(endRole(database.db, actor, id, TODAY, NOW)).rejects.toMatchObject({ status: 403 });
		}
	});

	test('above helper and trainer is given by one person only with the word of a second, or at the console', async () => {
		for (const role of ROLES) {
			const place = ROLE_RULES[role].at[0] === 'group' ? world.here.groupId : AT[ROLE_RULES[role].at[0] ?? 'ward'];
			const granting = () => grantRole(database.db, actorWith('administrator', 'vn'), { ...grant, role, place }, NOW);
			if (role === 'helper' || role === 'trainer') await granting();
			else await expect(granting()).rejects.toMatchObject({ code: 'second_person_needed', status: 403 });
		}
		const officer = actorWith('administrator', '01');
		expect(await grantRole(database.db, officer, grant, NOW, officer.id)).toMatch(/-/);
	});

	test('is not given to oneself, nor by somebody whose own role does not give it', async () => {
		const own = { ...grant, role: 'trainer' as const };
		const herself = { ...actorWith('ward_officer', '00082'), id: grant.personId };
		await expect(grantRole(database.db, herself, own, NOW)).rejects.toMatchObject({ code: 'role_for_oneself' });
		for (const role of ['ward_officer', 'ward_leader', 'auditor', 'administrator'] as const) {
			const granting = grantRole(database.db, actorWith('ward_officer', '00082'), { ...grant, role }, NOW, 'another');
			await expect(granting).rejects.toMatchObject({ code: 'forbidden' });
		}
	});

	test('stands at the kinds of places that fit it', async () => {
		const places = { country: 'vn', province: '01', ward: '00082', group: world.here.groupId };
		for (const role of ROLES) {
			for (const [kind, place] of Object.entries(places)) {
				const { db } = database;
				const personId = await settlePerson(db, world.here.groupId, 'Chị Mẫu Tám');
				const granting = grantRole(db, atConsole, { ...grant, personId, role, place }, NOW);
				if (ROLE_RULES[role].at.includes(kind as RolePlace)) expect(await granting, role).toMatch(/-/);
				else await expect(granting, `${role} at a ${kind}`).rejects.toMatchObject({ code: 'role_place_unfit' });
			}
		}
	});

	test('ends on a day that is today or later, and not later than it did', async () => {
		const id = await grantRole(database.db, atConsole, { ...grant, to: '2026-12-31' }, NOW);
		await expect(endRole(database.db, atConsole, id, '2026-11-21', NOW)).rejects.toMatchObject({
			code: 'role_end_past'
		});
		await endRole(database.db, atConsole, id, '2027-01-31', NOW);
		await endRole(database.db, atConsole, id, '2026-12-01', NOW);
		expect(await listRoles(database.db, grant.personId, '2026-11-30')).toHaveLength(1);
		expect(await listRoles(database.db, grant.personId, '2026-12-01')).toEqual([]);
	});

	test('at a group that ended is shown with the group that follows, at which it can be given anew', async () => {
		const { db } = database;
		const [old, successor] = [newId(NOW), newId(NOW)];
		const group = { wardCode: '00082', kind: 'tổ', validFrom: '2025-07-01' };
		await db.insert(residentialGroups).values([
			{ ...group, id: old, name: 'Tổ 8', validTo: '2026-11-01' },
			{ ...group, id: successor, name: 'Tổ 9', validFrom: '2026-11-01' }
		]);
		const held: RoleGrant = { ...grant, role: 'head_of_group', place: old, from: '2026-01-01' };
		await db.insert(roles).values({ ...held, id: newId(NOW), grantedBy: atConsole.id });
		await db.insert(groupSuccessions).values({ fromId: old, toId: successor, on: '2026-11-01', kind: 'merge' });

		const officer = actorWith('ward_officer', '00082');
		const [shown] = (await listHolders(db, officer, '00082', NOW)).filter(({ personId }) => personId === held.personId);
		expect(shown).toMatchObject({ groupName: 'Tổ 8', successor: { id: successor, name: 'Tổ 9' } });
		await expect(grantRole(db, officer, held, NOW, 'another')).rejects.toMatchObject({ code: 'group_ended' });
		await grantRole(db, officer, { ...held, place: successor, from: TODAY }, NOW, 'another');
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
		await expect(endRole(database.db, atConsole, 'none', TODAY, NOW)).rejects.toMatchObject({ status: 404 });
	});
});

describe('who holds a role', () => {
	test('is listed to whose role reaches the place, and found by nobody else', async () => {
		const { db } = database;
		await grantRole(db, atConsole, grant, NOW);
		for (const actor of [actorWith('auditor', '01'), actorWith('ward_leader', '00082')]) {
			const listed = await listHolders(db, actor, '00082', NOW);
			expect(listed).toContainEqual(expect.objectContaining({ personId: grant.personId, name: 'Chị Mẫu Bảy' }));
		}
		for (const actor of [actorWith('auditor', '25'), world.here.head, world.here.trainer]) {
			await expect(listHolders(db, actor, '00082', NOW)).rejects.toMatchObject({ status: 404 });
		}
		const [country, province] = [actorWith('auditor', 'vn'), actorWith('administrator', '01')];
		expect((await countHolders(db, country, 'vn', NOW)).get('01')).toBeGreaterThan(0);
		expect((await countHolders(db, province, '01', NOW)).get('00082')).toBeGreaterThan(0);
		expect((await countHolders(db, province, '01', NOW)).get('08152')).toBeUndefined();
		await expect(countHolders(db, province, 'vn', NOW)).rejects.toMatchObject({ status: 404 });
	});

	test('may be found by name where she lives or works, and by whoever enrolled her, and not from elsewhere', async () => {
		const { db } = database;
		await db.update(personNames).set({ search: 'chi mau chin' }).where(eq(personNames.personId, grant.personId));
		const names = async (actor: PersonActor) =>
			(await findColleagues(db, actor, 'mau chin', NOW)).map(({ personId }) => personId);
		const enrolled = newId(NOW);
		const officer = actorWith('ward_officer', '08152');
		await db.insert(people).values({ id: enrolled, birthYear: 1980 });
		const name = { fullName: 'Ông Mẫu Chín', everydayName: null, sortKey: 'chin', search: 'ong mau chin' };
		await db.insert(personNames).values({ personId: enrolled, ...name, registeredBy: officer.id, registeredAt: NOW });
		expect(await names(actorWith('ward_officer', '00082'))).toContain(grant.personId);
		expect(await names(actorWith('administrator', 'vn'))).toContain(grant.personId);
		expect(await names(officer)).toEqual([enrolled]);
		expect(await names(world.here.trainer)).toEqual([]);
		await db.insert(roles).values({ ...grant, place: '08152', id: newId(NOW), grantedBy: atConsole.id });
		expect(await names(officer)).toContain(grant.personId);
	});
});
