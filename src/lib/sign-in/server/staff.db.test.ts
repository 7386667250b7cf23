import * as argon2 from '@node-rs/argon2';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { atConsole } from '#lib/access/actor.ts';
import { personNames } from '#lib/people/server/schema.ts';
import { changePassword, checkPassword, setPassword } from '#lib/sign-in/server/staff.ts';
import { staffCredentials } from '#lib/sign-in/server/schema.ts';
import { findSession, startSession } from '#lib/sign-in/server/sessions.ts';
import type { Method } from '#lib/sign-in/session-length.ts';
import { actorWith, herself, minutesAfter, NOW, settlePerson, settleTwoWards } from '#tests/two-wards.ts';
import { testDatabase, type TestDatabase } from '#tests/database.ts';

/** The hashes that were compared with: how much work a stranger had done for her. */
const compared: string[] = vi.hoisted(() => []);
vi.mock('@node-rs/argon2', async (original) => {
	const real = await original<typeof argon2>();
	const verify: typeof real.verify = (hashed, ...rest) => {
		compared.push(String(hashed));
		return real.verify(hashed, ...rest);
	};
	return { ...real, verify };
});

const PASSWORD = 'gặt lúa vụ chiêm xuân';
const OTHER = 'trăng lên đầu ngõ nhỏ';

let database: TestDatabase;
let groupId: string;
let personId: string;
let loginName: string;
let origin: string;
let people = 0;

beforeAll(async () => {
	database = await testDatabase();
	groupId = (await settleTwoWards(database.db)).here.groupId;
});
afterAll(() => database.close());

beforeEach(async () => {
	people += 1;
	[loginName, origin] = [`canbo.${people}`, `198.51.100.${people}`];
	personId = await settlePerson(database.db, groupId, 'Chị Mẫu Hằng');
});

function set(password = PASSWORD, name = loginName): Promise<void> {
	return setPassword(database.db, herself(personId), personId, name, password, NOW);
}

function signIn(password = PASSWORD, name = loginName): Promise<{ personId: string }> {
	return checkPassword(database.db, name, password, origin);
}

describe('a member of staff', () => {
	test('gets in with her sign-in name and password, in whatever case and spelling of letters', async () => {
		await set(PASSWORD.normalize('NFD'), ` ${loginName.toUpperCase()} `);
		expect(await signIn()).toEqual({ personId });
		expect(await signIn(PASSWORD.normalize('NFD'))).toEqual({ personId });
		expect(await signIn(PASSWORD, `${loginName.toUpperCase()} `)).toEqual({ personId });
	});

	test('does not get in with part of her password, another case, more spaces or something after it', async () => {
		await set();
		const near = [
			PASSWORD.slice(0, -1),
			PASSWORD.toUpperCase(),
			` ${PASSWORD}`,
			`${PASSWORD}!`,
			`${PASSWORD}\u0000`,
			''
		];
		for (const password of near) {
			await expect(signIn(password)).rejects.toMatchObject({ code: 'sign_in_wrong', status: 401 });
		}
	});

	test('uses all of a password of 128 characters', async () => {
		const long = Array.from({ length: 128 }, (_, i) => 'gặtlúavềđêmsngxhckb'[(i * 7) % 19]).join('');
		await set(long);
		expect(await signIn(long)).toEqual({ personId });
		await expect(signIn(`${long.slice(0, 127)}z`)).rejects.toMatchObject({ code: 'sign_in_wrong' });
	});

	test('is refused what is too short, too long, well known or made of her own names', async () => {
		const refused: [string, string][] = [
			['a', 'password_too_short'],
			['gặt lúa', 'password_too_short'],
			['gặt lúa '.repeat(1250), 'password_too_long'],
			['gặt lúa\u0000 vụ chiêm xuân', 'password_unreadable'],
			['matkhau123456789', 'password_common'],
			['Liverpool 2025 !!!', 'password_common'],
			['0912345678 Tổ 1', 'password_common'],
			[`Mẫu Hằng ${loginName} chị`, 'password_common']
		];
		await database.db.update(personNames).set({ phone: '0912345678' }).where(eq(personNames.personId, personId));
		for (const [password, code] of refused) await expect(set(password)).rejects.toMatchObject({ code, status: 422 });
		await expect(signIn()).rejects.toMatchObject({ code: 'sign_in_wrong' });
	});

	test("is refused a sign-in name of odd letters, and somebody else's", async () => {
		await set();
		for (const name of ['', 'ab', 'hằng', 'a b c', 'x'.repeat(61), "a'--", 'a\u0000bc']) {
			await expect(set(PASSWORD, name)).rejects.toMatchObject({ code: 'login_name_invalid', status: 422 });
		}
		const other = await settlePerson(database.db, groupId, 'Anh Mẫu Tám');
		await expect(setPassword(database.db, herself(other), other, loginName, PASSWORD, NOW)).rejects.toMatchObject({
			code: 'login_name_taken',
			status: 409
		});
		expect(await signIn()).toEqual({ personId });
	});

	test('chooses her password herself: nobody else may, the console apart', async () => {
		for (const actor of [actorWith('administrator', 'vn'), actorWith('ward_officer', '00082')]) {
			await expect(setPassword(database.db, actor, personId, loginName, PASSWORD, NOW)).rejects.toMatchObject({
				status: 403
			});
		}
		await setPassword(database.db, atConsole, personId, loginName, PASSWORD, NOW);
		expect(await signIn()).toEqual({ personId });
	});

	test('is signed out everywhere by a new password, and the old one is over', async () => {
		await set();
		const session = await startSession(database.db, personId, 'password', NOW);
		await set('trăng lên đầu ngõ nhỏ');
		expect(await findSession(database.db, session.token, NOW)).toBeNull();
		await expect(signIn()).rejects.toMatchObject({ code: 'sign_in_wrong' });
		expect(await signIn('trăng lên đầu ngõ nhỏ')).toEqual({ personId });
	});

	test('is kept as argon2id of at least 19 MiB and two passes', async () => {
		await set();
		const rows = JSON.stringify(await database.db.select().from(staffCredentials));
		expect(rows).toContain('$argon2id$v=19$m=19456,t=2,p=1$');
		expect(rows).not.toContain(PASSWORD);
	});
});

describe('a password that was hashed with less work than today', () => {
	test('is hashed anew when she signs in, and stays the same password', async () => {
		await set();
		const passwordHash = await argon2.hash(PASSWORD, { memoryCost: 8192, timeCost: 1, parallelism: 1 });
		const hers = eq(staffCredentials.personId, personId);
		await database.db.update(staffCredentials).set({ passwordHash }).where(hers);
		await expect(signIn(OTHER)).rejects.toMatchObject({ code: 'sign_in_wrong' });
		const stored = async () => (await database.db.select().from(staffCredentials).where(hers))[0]?.passwordHash;
		expect(await stored()).toBe(passwordHash);

		expect(await signIn()).toEqual({ personId });
		const anew = await stored();
		expect(anew).toContain('$m=19456,t=2,p=1$');
		expect(await signIn()).toEqual({ personId });
		expect(await stored()).toBe(anew);
	});
});

describe('changing a password', () => {
	const begin = async (method: Method = 'password') => {
		const { id, token } = await startSession(database.db, personId, method, NOW);
		const actor = { kind: 'person' as const, id: personId, signInId: id, grants: [] };
		const change = (oldPassword: string, password: string, now = NOW) =>
			changePassword(database.db, actor, { loginName, oldPassword, password }, origin, now);
		return { token, change };
	};

	test('asks for the old one, keeps this session and ends the others', async () => {
		await set();
		const [here, there] = [await begin(), await begin()];
		await expect(here.change('', OTHER)).rejects.toMatchObject({ code: 'old_password_wrong', status: 401 });
		await expect(here.change(`${PASSWORD}!`, OTHER)).rejects.toMatchObject({ code: 'old_password_wrong' });
		expect(await signIn()).toEqual({ personId });
		await here.change(PASSWORD, OTHER);
		expect(await signIn(OTHER)).toEqual({ personId });
		await expect(signIn()).rejects.toMatchObject({ code: 'sign_in_wrong' });
		expect(await findSession(database.db, here.token, NOW)).not.toBeNull();
		expect(await findSession(database.db, there.token, NOW)).toBeNull();
	});

	test('by the same form sent twice is done once', async () => {
		await set();
		const { change } = await begin();
		await change(PASSWORD, OTHER);
		await change(PASSWORD, OTHER);
		expect(await signIn(OTHER)).toEqual({ personId });
	});

	test('tries out old passwords no more often than signing in does', async () => {
		await set();
		const { change } = await begin();
		const codes: string[] = [];
		for (let n = 0; n < 12; n += 1)
			await change(`${OTHER} ${n}`, OTHER).catch(({ code }: { code: string }) => codes.push(code));
		expect(codes.filter((code) => code === 'old_password_wrong')).toHaveLength(10);
		await expect(signIn()).rejects.toMatchObject({ code: 'too_many_tries' });
	});

	test('is possible without the old one just after a link, and never after a card', async () => {
		const first = await begin('link');
		await first.change('', PASSWORD);
		expect(await signIn()).toEqual({ personId });
		const forgotten = await begin('link');
		await expect(forgotten.change('', OTHER, minutesAfter(NOW, 30))).rejects.toMatchObject({
			code: 'sign_in_again',
			status: 403
		});
		await forgotten.change('', OTHER, minutesAfter(NOW, 29));
		expect(await signIn(OTHER)).toEqual({ personId });

		personId = await settlePerson(database.db, groupId, 'Chị Mẫu Thẻ');
		loginName = `${loginName}.the`;
		const byCard = await begin('pictures');
		await expect(byCard.change('', PASSWORD)).rejects.toMatchObject({ code: 'sign_in_again' });
	});
});

describe('a stranger', () => {
	test('learns neither from words nor from the work done whether a sign-in name exists', async () => {
		await set();
		const refusals: unknown[] = [];
		const costs: (string | undefined)[][] = [];
		for (const name of [loginName, 'nobody.here', 'hằng']) {
			compared.length = 0;
			await signIn(OTHER, name).catch((refusal: unknown) => refusals.push(refusal));
			costs.push(compared.map((hashed) => /^\$argon2id\$v=19\$m=\d+,t=\d+,p=\d+/.exec(hashed)?.[0]));
		}
		expect(refusals).toHaveLength(3);
		expect(new Set(refusals.map((refusal) => JSON.stringify(refusal))).size).toBe(1);
		expect(costs).toEqual([0, 1, 2].map(() => ['$argon2id$v=19$m=19456,t=2,p=1']));
	});

	test.each(['', '\u0000', "' or 1=1 --", 'x'.repeat(5000), 'hằng'])('is refused politely as %j', async (name) => {
		await expect(signIn(PASSWORD, name)).rejects.toMatchObject({ code: 'sign_in_wrong', status: 401 });
		await expect(signIn('x'.repeat(10_000), name)).rejects.toMatchObject({ code: 'sign_in_wrong', status: 401 });
	});
});
