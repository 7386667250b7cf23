import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { atConsole } from '#lib/access/actor.ts';
import { rateLimits } from '#lib/server/schema.ts';
import { checkPassword, setPassword } from '#lib/sign-in/server/staff.ts';
import { staffCredentials } from '#lib/sign-in/server/schema.ts';
import { findSession, startSession } from '#lib/sign-in/server/sessions.ts';
import { actorWith, herself, NOW, settlePerson, settleTwoWards } from '#tests/two-wards.ts';
import { testDatabase, type TestDatabase } from '#tests/database.ts';

const PASSWORD = 'gặt lúa vụ chiêm xuân';

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
			[`Mẫu Hằng ${loginName} chị`, 'password_common']
		];
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

describe('a stranger', () => {
	test('learns neither from words nor from time whether a sign-in name exists', async () => {
		await set();
		const wrong = 'trăng lên đầu ngõ nhỏ';
		const [known, unknown] = [await timeOf(loginName, wrong), await timeOf('nobody.here', wrong)];
		expect(unknown.refusal).toEqual(known.refusal);
		// Both do one slow hash; without it an unknown name would be answered in a tenth of the time.
		expect(unknown.median).toBeGreaterThan(known.median / 3);
		expect(known.median).toBeGreaterThan(unknown.median / 3);
	});

	test.each(['', '\u0000', "' or 1=1 --", 'x'.repeat(5000), 'hằng'])('is refused politely as %j', async (name) => {
		await expect(signIn(PASSWORD, name)).rejects.toMatchObject({ code: 'sign_in_wrong', status: 401 });
		await expect(signIn('x'.repeat(10_000), name)).rejects.toMatchObject({ code: 'sign_in_wrong', status: 401 });
	});
});

async function timeOf(name: string, password: string) {
	const times: number[] = [];
	let refusal: unknown;
	for (let n = 0; n < 7; n += 1) {
		const start = performance.now();
		await signIn(password, name).catch((error: unknown) => (refusal = error));
		times.push(performance.now() - start);
		await database.db.execute(sql`delete from ${rateLimits}`);
	}
	const median = times.sort((a, b) => a - b)[3] ?? 0;
	return { refusal, median };
}
