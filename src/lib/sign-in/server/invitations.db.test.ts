import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { atConsole } from '#lib/access/actor.ts';
import { auditEntries, rateLimits } from '#lib/server/schema.ts';
import {
	acceptByPassword,
	acceptByProvider,
	invite,
	listInvitations,
	readInvitation,
	withdrawInvitation
} from '#lib/sign-in/server/invitations.ts';
import { readPersonOf } from '#lib/sign-in/server/provider-accounts.ts';
import { listRoles, type RoleGrant } from '#lib/sign-in/server/roles.ts';
import { invitations } from '#lib/sign-in/server/schema.ts';
import { checkPassword, setPassword } from '#lib/sign-in/server/staff.ts';
import { placeNames } from '#lib/territory/server/schema.ts';
import { actorWith, minutesAfter, NOW, settlePerson, settleTwoWards } from '#tests/two-wards.ts';
import { testDatabase, type TestDatabase } from '#tests/database.ts';

const PASSWORD = 'gặt lúa vụ chiêm xuân';
const ADDRESS = '203.0.113.12';
const WEEK = 7 * 24 * 60;

let database: TestDatabase;
let world: Awaited<ReturnType<typeof settleTwoWards>>;
let grant: RoleGrant;
let loginName: string;
let people = 0;
const administrator = actorWith('administrator', 'vn');

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
	await database.db.delete(rateLimits);
	people += 1;
	loginName = `moi.${people}`;
	const personId = await settlePerson(database.db, world.here.groupId, `Chị Mẫu Mời ${people}`);
	grant = { personId, role: 'trainer', place: '00082', from: '2026-11-22', to: null };
});

const read = (token: string, now = NOW) => readInvitation(database.db, token, ADDRESS, now);
const chosen = () => ({ loginName, password: PASSWORD });

describe('an invitation', () => {
	test('gives the role, and its link lets her choose how to sign in, once', async () => {
		const { token } = await invite(database.db, administrator, grant, NOW);
		expect(await listRoles(database.db, grant.personId, '2026-11-22')).toHaveLength(1);
		const invitation = await read(token);
		expect(invitation).toMatchObject({ personId: grant.personId, role: 'trainer', place: '00082' });
		await acceptByPassword(database.db, invitation, chosen(), NOW);
		expect(await checkPassword(database.db, loginName, PASSWORD, ADDRESS)).toEqual({ personId: grant.personId });
		await expect(read(token)).rejects.toMatchObject({ code: 'link_used', status: 410 });
		await expect(acceptByPassword(database.db, invitation, chosen(), NOW)).rejects.toMatchObject({ status: 410 });
	});

	test('is accepted once when five accept it at the same time', async () => {
		const { token } = await invite(database.db, administrator, grant, NOW);
		const invitation = await read(token);
		const tries = await Promise.allSettled(
			Array.from({ length: 5 }, (_, n) =>
				acceptByPassword(database.db, invitation, { loginName: `${loginName}.${n}`, password: PASSWORD }, NOW)
			)
		);
		expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
	});

	test('is not used up by a password that is refused', async () => {
		const { token } = await invite(database.db, administrator, grant, NOW);
		const invitation = await read(token);
		await expect(acceptByPassword(database.db, invitation, { loginName, password: 'ngắn' }, NOW)).rejects.toMatchObject(
			{ code: 'password_too_short' }
		);
		await acceptByPassword(database.db, await read(token), chosen(), NOW);
	});

	test('may be accepted by an account at the provider instead', async () => {
		const { token } = await invite(database.db, administrator, grant, NOW);
		const account = { issuer: 'https://id.example.vn', subject: `moi-${people}`, byTwoFactors: false };
		expect(await acceptByProvider(database.db, (await read(token)).id, account, NOW)).toBe(grant.personId);
		expect(await readPersonOf(database.db, account)).toBe(grant.personId);
		await expect(read(token)).rejects.toMatchObject({ code: 'link_used' });
	});

	test('ends after a week, and when it is withdrawn, together with its role', async () => {
		const { id, token } = await invite(database.db, administrator, grant, NOW);
		await read(token, minutesAfter(NOW, WEEK - 1));
		await expect(read(token, minutesAfter(NOW, WEEK))).rejects.toMatchObject({ code: 'link_expired', status: 410 });
		const invitation = await read(token);
		await withdrawInvitation(database.db, administrator, id, NOW);
		await withdrawInvitation(database.db, administrator, id, NOW);
		await expect(read(token)).rejects.toMatchObject({ code: 'invitation_withdrawn', status: 410 });
		await expect(acceptByPassword(database.db, invitation, chosen(), NOW)).rejects.toMatchObject({ status: 410 });
		expect(await listRoles(database.db, grant.personId, '2026-11-22')).toEqual([]);
	});

	test('made anew makes the older link useless and keeps the one role', async () => {
		const first = await invite(database.db, administrator, grant, NOW);
		const second = await invite(database.db, administrator, grant, NOW);
		await expect(read(first.token)).rejects.toMatchObject({ code: 'invitation_withdrawn' });
		await read(second.token);
		expect(await listRoles(database.db, grant.personId, '2026-11-22')).toHaveLength(1);
	});

	test('is made by whoever may grant the role there, and by nobody else', async () => {
		await invite(database.db, actorWith('administrator', '01'), grant, NOW);
		for (const actor of [actorWith('administrator', '25'), world.here.trainer, world.here.head]) {
			await expect(invite(database.db, actor, grant, NOW)).rejects.toMatchObject({ status: 403 });
		}
		await expect(invite(database.db, administrator, { ...grant, role: 'head_of_group' }, NOW)).rejects.toMatchObject({
			code: 'role_place_unfit',
			status: 422
		});
	});

	test('is listed to and withdrawn by those of its place only', async () => {
		const { id } = await invite(database.db, administrator, grant, NOW);
		const listed = async (place: string) =>
			(await listInvitations(database.db, actorWith('administrator', place), NOW)).some((one) => one.id === id);
		expect(await listed('vn')).toBe(true);
		expect(await listed('01')).toBe(true);
		expect(await listed('25')).toBe(false);
		await expect(withdrawInvitation(database.db, actorWith('administrator', '25'), id, NOW)).rejects.toMatchObject({
			status: 404
		});
		for (const unknown of ['0', 'x', world.here.groupId]) {
			await expect(withdrawInvitation(database.db, administrator, unknown, NOW)).rejects.toMatchObject({ status: 404 });
		}
	});

	test('is no way into an account that has one already', async () => {
		await setPassword(database.db, atConsole, grant.personId, loginName, PASSWORD, NOW);
		await expect(invite(database.db, administrator, grant, NOW)).rejects.toMatchObject({
			code: 'invitation_not_needed',
			status: 409
		});
	});

	test.each(['', 'x', 'A'.repeat(43), 'A'.repeat(5000), '\u0000'])('that nobody made is unknown: %j', async (token) => {
		await expect(read(token)).rejects.toMatchObject({ code: 'link_unknown', status: 404 });
	});

	test('is kept as a hash only, and every step is noted', async () => {
		const { id, token } = await invite(database.db, administrator, grant, NOW);
		await acceptByPassword(database.db, await read(token), chosen(), NOW);
		expect(JSON.stringify(await database.db.select().from(invitations))).not.toContain(token);
		const noted = await database.db.select().from(auditEntries).where(eq(auditEntries.objectId, id));
		expect(noted.map(({ verb }) => verb)).toEqual(['invitation.make', 'invitation.accept']);
	});
});
