import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { anonymous } from '#lib/access/actor.ts';
import { record } from '#lib/ledger/server/record.ts';
import { findClaim, listClaims } from '#lib/people/server/claims.ts';
import { registerPerson } from '#lib/people/server/register.ts';
import { confirmResidence } from '#lib/people/server/residence.ts';
import { findPeople } from '#lib/people/server/search.ts';
import { newId } from '#lib/shared/ids.ts';
import { testDatabase, type TestDatabase } from '#tests/database.ts';
import { actorWith, herself, makeWorld, NOON, settle, type World } from '#tests/world.ts';

let database: TestDatabase;
let world: World;
let byTrainer: string;
let herOwn: string;
let far: string;

beforeAll(async () => {
	database = await testDatabase();
	world = await makeWorld(database.db);
	byTrainer = await settle(world, world.cuaNam, { fullName: 'Đào Thị Mẫu', confirmed: false });
	herOwn = newId(NOON);
	const { wardCode, groups } = world.cuaNam;
	const registration = {
		...{ personId: herOwn, eventId: newId(NOON), fullName: 'Lê Thị Mẫu', everydayName: 'Bà Lê', birthYear: 1950 },
		...{ wardCode, groupId: groups[1], household: 'Nhà ông Tư', phone: null }
	};
	await record(world.db, anonymous, registerPerson, registration, NOON);
	far = await settle(world, world.thanhBa, { fullName: 'Đào Thị Xa', confirmed: false });
	await settle(world, world.cuaNam, { fullName: 'Đào Đã Nhận' });
});
afterAll(() => database.close());

const claimants = async (actor: Parameters<typeof listClaims>[1]) =>
	(await listClaims(world.db, actor, 1, NOON)).claims.map(({ personId }) => personId);

describe('claims to a residence', () => {
	test('wait for whoever may confirm them, and for nobody else', async () => {
		const { cuaNam, thanhBa } = world;
		expect((await claimants(cuaNam.officer)).sort()).toEqual([byTrainer, herOwn].sort());
		expect(await claimants(cuaNam.head)).toEqual([byTrainer]);
		expect(await claimants(actorWith('head_of_group', cuaNam.groups[1]))).toEqual([herOwn]);
		expect(await claimants(thanhBa.officer)).toEqual([far]);
		expect((await claimants(actorWith('ward_officer', 'vn'))).sort()).toEqual([byTrainer, herOwn, far].sort());
		for (const actor of [anonymous, herself(herOwn), cuaNam.trainer]) expect(await claimants(actor)).toEqual([]);
	});

	test('say who registered her, so that nobody confirms her own work', async () => {
		const { cuaNam } = world;
		const { claims, total } = await listClaims(world.db, cuaNam.officer, 1, NOON);
		expect(total).toBe(2);
		expect(claims.find(({ personId }) => personId === herOwn)).toMatchObject({
			registeredBy: 'herself',
			groupName: 'Tổ dân phố 2',
			household: 'Nhà ông Tư',
			from: '2026-11-20'
		});
		expect(claims.find(({ personId }) => personId === byTrainer)).toMatchObject({ registeredBy: 'another' });
		const own = { ...cuaNam.trainer, grants: cuaNam.officer.grants };
		const mine = (await listClaims(world.db, own, 1, NOON)).claims.find(({ personId }) => personId === byTrainer);
		expect(mine).toMatchObject({ registeredBy: 'you' });
	});

	test('are gone once confirmed', async () => {
		const { cuaNam } = world;
		expect(await findClaim(world.db, herOwn)).toEqual({ groupId: cuaNam.groups[1], from: '2026-11-20' });
		const confirmation = { eventId: newId(NOON), personId: herOwn, groupId: cuaNam.groups[1] };
		await record(world.db, cuaNam.officer, confirmResidence, confirmation, NOON);
		expect(await findClaim(world.db, herOwn)).toBeNull();
		expect(await claimants(cuaNam.officer)).toEqual([byTrainer]);
	});
});

describe('people are found', () => {
	test('first whose everyday name it is, then whose full and whose given name, spelled as typed before the others', async () => {
		const { cuaNam } = world;
		const names: [string, string | null][] = [
			['Tâm Thị Hoa', null],
			['Vũ Thị Tám', null],
			['Vũ Thị Tâm', null],
			['Tâm', null],
			['Cao Văn Sáu', 'Tâm'],
			['Cao Văn Bảy', 'ông Tâm béo']
		];
		for (const [fullName, everydayName] of names) {
			const person = { personId: newId(NOON), eventId: newId(NOON), fullName, everydayName, birthYear: 1950 };
			const home = { wardCode: cuaNam.wardCode, groupId: cuaNam.groups[0], household: null, phone: null };
			await record(world.db, cuaNam.trainer, registerPerson, { ...person, ...home }, NOON);
		}
		const found = await findPeople(world.db, cuaNam.head, 'card.issue', 'tâm', NOON);
		const inOrder = found.map(({ fullName }) => fullName);
		expect(inOrder.slice(0, 4)).toEqual(['Cao Văn Sáu', 'Tâm', 'Vũ Thị Tâm', 'Vũ Thị Tám']);
		expect(inOrder.slice(4).sort()).toEqual(['Cao Văn Bảy', 'Tâm Thị Hoa']);
	});

	test('by name among those whom the reader may give a card, and among no others', async () => {
		const find = async (actor: Parameters<typeof findPeople>[1], typed: string) =>
			(await findPeople(world.db, actor, 'card.issue', typed, NOON)).map(({ fullName }) => fullName);
		const { cuaNam, thanhBa } = world;
		expect(await find(cuaNam.trainer, 'dao')).toEqual(['Đào Thị Mẫu', 'Đào Đã Nhận']);
		expect(await find(cuaNam.trainer, 'ba le')).toEqual(['Lê Thị Mẫu']);
		expect(await find(thanhBa.trainer, 'dao')).toEqual(['Đào Thị Xa']);
		expect(await find(cuaNam.head, 'mau')).toEqual(['Đào Thị Mẫu']);
		expect(await find(herself(herOwn), 'dao')).toEqual([]);
		expect(await find(cuaNam.trainer, 'ong tu'), 'by what the house is called').toEqual(['Lê Thị Mẫu']);
		expect(await find(cuaNam.trainer, 'Bà Lê'.normalize('NFD'))).toEqual(['Lê Thị Mẫu']);
		for (const typed of ['', 'd', ' % ', '__']) expect(await find(cuaNam.trainer, typed), typed).toEqual([]);
	});
});
