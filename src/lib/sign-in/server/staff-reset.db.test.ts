import { eq } from 'drizzle-orm';
import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { atConsole, type PersonActor } from '#lib/access/actor.ts';
import { auditEntries, rateLimits } from '#lib/server/schema.ts';
import { useSignInLink } from '#lib/sign-in/server/links.ts';
import { endOtherSessions, endOwnSession, listOwnSessions } from '#lib/sign-in/server/own-sessions.ts';
import { grantRole } from '#lib/sign-in/server/roles.ts';
import { confirmSecondFactor, findOfferedKey, offerSecondFactor } from '#lib/sign-in/server/second-factor.ts';
import { countRecoveryCodes, findSecondFactor } from '#lib/sign-in/server/second-factor-state.ts';
import { findSession, startHalfWay, startSession } from '#lib/sign-in/server/sessions.ts';
import { listStaff } from '#lib/sign-in/server/staff-list.ts';
import { makeLinkForStaff, resetSecondFactor } from '#lib/sign-in/server/staff-reset.ts';
import { placeNames } from '#lib/territory/server/schema.ts';
import { actorWith, minutesAfter, NOW, settlePerson, settleTwoWards } from '#tests/two-wards.ts';
import { testDatabase, type TestDatabase } from '#tests/database.ts';

const ADDRESS = '203.0.113.13';
const administrator = actorWith('administrator', 'vn');

let database: TestDatabase;
let world: Awaited<ReturnType<typeof settleTwoWards>>;
let officer: PersonActor;
let token: string;

beforeAll(async () => {
	database = await testDatabase();
	world = await settleTwoWards(database.db);
	for (const [code, kind] of [
		['01', 'thanh_pho'],
		['00082', 'phuong'],
		['25', 'tinh']
	] as const) {
		const name = { placeCode: code, name: `Mẫu ${code}`, kind, from: '2025-07-01', search: `mau ${code}` };
		await database.db.insert(placeNames).values(name);
	}
});
afterAll(() => database.close());
beforeEach(async () => {
	await database.db.delete(rateLimits);
	const id = await settlePerson(database.db, world.here.groupId, 'Chị Mẫu Quên');
	await grantRole(
		database.db,
		atConsole,
		{ personId: id, role: 'ward_officer', place: '00082', from: '2026-11-01', to: null },
		NOW
	);
	const session = await startSession(database.db, id, 'password', NOW);
	token = session.token;
	officer = { kind: 'person', id, signInId: session.id, grants: [] };
	await offerSecondFactor(database.db, officer, '', ADDRESS, NOW);
	const key = (await findOfferedKey(database.db, id, NOW)) ?? '';
	const code = new TOTP({ secret: Secret.fromBase32(key) }).generate({ timestamp: NOW.getTime() });
	await confirmSecondFactor(database.db, officer, code, NOW);
});

describe('a colleague who lost her phone', () => {
	test('is freed of her second factor, signed out, and has to set one up before her role works again', async () => {
		expect((await findSession(database.db, token, NOW))?.grants).toHaveLength(1);
		await resetSecondFactor(database.db, administrator, officer.id, NOW);
		await resetSecondFactor(database.db, administrator, officer.id, NOW);
		expect(await findSecondFactor(database.db, officer.id)).toBeNull();
		expect(await countRecoveryCodes(database.db, officer.id)).toBe(0);
		expect(await findSession(database.db, token, NOW)).toBeNull();
		const again = await startSession(database.db, officer.id, 'password', NOW);
		expect(await findSession(database.db, again.token, NOW)).toMatchObject({ grants: [], withheld: [{}] });
		const noted = await database.db.select().from(auditEntries).where(eq(auditEntries.objectId, officer.id));
		expect(noted.map(({ verb, actorId }) => [verb, actorId])).toContainEqual(['second_factor.reset', administrator.id]);
	});

	test('gets a link for a new password that keeps her second factor', async () => {
		const link = await makeLinkForStaff(database.db, administrator, officer.id, NOW);
		expect(await useSignInLink(database.db, link, ADDRESS, minutesAfter(NOW, 23 * 60))).toBe(officer.id);
		expect(await findSecondFactor(database.db, officer.id)).not.toBeNull();
	});

	test('is helped by whoever reaches all her places, and by nobody else, herself included', async () => {
		await resetSecondFactor(database.db, actorWith('administrator', '01'), officer.id, NOW);
		for (const actor of [actorWith('administrator', '25'), world.here.trainer, officer]) {
			await expect(resetSecondFactor(database.db, actor, officer.id, NOW)).rejects.toMatchObject({ status: 403 });
			await expect(makeLinkForStaff(database.db, actor, officer.id, NOW)).rejects.toMatchObject({ status: 403 });
		}
		const high = { personId: officer.id, role: 'administrator', place: 'vn', from: '2026-11-01', to: null } as const;
		await grantRole(database.db, atConsole, high, NOW);
		await expect(
			makeLinkForStaff(database.db, actorWith('administrator', '01'), officer.id, NOW)
		).rejects.toMatchObject({ status: 403 });
		const herself = { ...officer, grants: [{ role: 'administrator' as const, place: 'vn' }] };
		for (const verb of [resetSecondFactor, makeLinkForStaff]) {
			await expect(verb(database.db, herself, officer.id, NOW)).rejects.toMatchObject({ code: 'needs_another_person' });
		}
	});

	test('is found among the staff of her place, and residents are not', async () => {
		const at = (place: string, wanted = '') =>
			listStaff(database.db, actorWith('administrator', place), wanted, NOW).then((list) =>
				list.filter(({ personId }) => personId === officer.id)
			);
		expect(await at('01', 'mau quen')).toMatchObject([
			{ role: 'ward_officer', hasWayIn: false, hasSecondFactor: true }
		]);
		expect(await at('25')).toEqual([]);
		expect(await at('vn', 'nobody')).toEqual([]);
		await expect(makeLinkForStaff(database.db, administrator, world.here.personId, NOW)).rejects.toMatchObject({
			status: 404
		});
	});
});

describe("a person's own sessions", () => {
	test('are listed, this one first, without other people’s and without half a sign-in', async () => {
		const elsewhere = await startSession(database.db, officer.id, 'pictures', minutesAfter(NOW, 1));
		await startHalfWay(database.db, officer.id, 'password', NOW);
		await startSession(database.db, world.there.personId, 'pictures', NOW);
		const listed = await listOwnSessions(database.db, officer, minutesAfter(NOW, 2));
		expect(listed.map(({ id, method, isThis }) => [id, method, isThis])).toEqual([
			[officer.signInId, 'password', true],
			[elsewhere.id, 'pictures', false]
		]);
	});

	test("end one by one or all but this, and never somebody else's", async () => {
		const [one, two] = [
			await startSession(database.db, officer.id, 'pictures', NOW),
			await startSession(database.db, officer.id, 'link', NOW)
		];
		const neighbour = await startSession(database.db, world.there.personId, 'pictures', NOW);
		await endOwnSession(database.db, officer, one.id, NOW);
		await endOwnSession(database.db, officer, neighbour.id, NOW);
		expect(await findSession(database.db, one.token, NOW)).toBeNull();
		expect(await findSession(database.db, two.token, NOW)).not.toBeNull();
		await endOtherSessions(database.db, officer, NOW);
		expect(await findSession(database.db, two.token, NOW)).toBeNull();
		expect(await findSession(database.db, token, NOW)).not.toBeNull();
		expect(await findSession(database.db, neighbour.token, NOW)).not.toBeNull();
	});
});
