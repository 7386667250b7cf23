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
	test('by name among those whom the reader may give a card, and among no others', async () => {
		const find = async (actor: Parameters<typeof findPeople>[1], typed: string) =>
			(await findPeople(world.db, actor, 'card.issue', typed, NOON)).map(({ fullName }) => fullName);
		const { cuaNam, thanhBa } = world;
		expect(await find(cuaNam.trainer, 'dao')).toEqual(['Đào Thị Mẫu', 'Đào Đã Nhận']);
		expect(await find(cuaNam.trainer, 'ba le')).toEqual(['Lê Thị Mẫu']);
		expect(await find(thanhBa.trainer, 'dao')).toEqual(['Đào Thị Xa']);
		expect(await find(cuaNam.head, 'mau')).toEqual(['Đào Thị Mẫu']);
		expect(await find(herself(herOwn), 'dao')).toEqual([]);
		for (const typed of ['', 'd', ' % ', '__']) expect(await find(cuaNam.trainer, typed), typed).toEqual([]);
	});
});
