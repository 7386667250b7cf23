import { eq } from 'drizzle-orm';
import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { PersonActor } from '#lib/access/actor.ts';
import { people } from '#lib/people/server/schema.ts';
import { auditEntries, rateLimits } from '#lib/server/schema.ts';
import { recoveryCodes } from '#lib/sign-in/server/schema.ts';
import {
	checkSecondFactor,
	confirmSecondFactor,
	findOfferedKey,
	offerSecondFactor
} from '#lib/sign-in/server/second-factor.ts';
import { countRecoveryCodes, findSecondFactor } from '#lib/sign-in/server/second-factor-state.ts';
import { findSession, startSession } from '#lib/sign-in/server/sessions.ts';
import { checkPassword, setPassword } from '#lib/sign-in/server/staff.ts';
import { keyAddress } from '#lib/sign-in/server/totp.ts';
import { herself, minutesAfter, NOW, settlePerson, settleTwoWards } from '#tests/two-wards.ts';
import { testDatabase, type TestDatabase } from '#tests/database.ts';

const ADDRESS = '203.0.113.9';
const PASSWORD = 'gặt lúa vụ chiêm xuân';

let database: TestDatabase;
let groupId: string;
let actor: PersonActor;
let token: string;

beforeAll(async () => {
	database = await testDatabase();
	groupId = (await settleTwoWards(database.db)).here.groupId;
});
afterAll(() => database.close());
beforeEach(async () => {
	await database.db.delete(rateLimits);
	const personId = await settlePerson(database.db, groupId, 'Chị Mẫu Mười');
	const session = await startSession(database.db, personId, 'password', NOW);
	token = session.token;
	actor = { kind: 'person', id: personId, signInId: session.id, grants: [] };
});

/** What her phone shows at a moment. */
function codeAt(key: string, moment: Date): string {
	return new TOTP({ secret: Secret.fromBase32(key) }).generate({ timestamp: moment.getTime() });
}

async function setUp(): Promise<{ key: string; recovery: string[] }> {
	await offerSecondFactor(database.db, actor, '', ADDRESS, NOW);
	const key = (await findOfferedKey(database.db, actor.id, NOW)) ?? '';
	return { key, recovery: await confirmSecondFactor(database.db, actor, codeAt(key, NOW), NOW) };
}

function check(code: string, now: Date): Promise<void> {
	return checkSecondFactor(database.db, actor.id, code, ADDRESS, now);
}

describe('setting up one-time codes', () => {
	test('takes effect with the first code, in this session at once and in all later ones', async () => {
		const elsewhere = await startSession(database.db, actor.id, 'password', NOW);
		await offerSecondFactor(database.db, actor, '', ADDRESS, NOW);
		const key = (await findOfferedKey(database.db, actor.id, NOW)) ?? '';
		expect(key).toMatch(/^[A-Z2-7]{32}$/);
		expect(await findSecondFactor(database.db, actor.id)).toBeNull();
		await expect(confirmSecondFactor(database.db, actor, '000000', NOW)).rejects.toMatchObject({ status: 401 });

		const recovery = await confirmSecondFactor(database.db, actor, codeAt(key, NOW), NOW);
		expect(new Set(recovery).size).toBe(10);
		expect(await findSecondFactor(database.db, actor.id)).toMatchObject({ key, since: NOW });
		expect(await findSession(database.db, token, NOW)).not.toBeNull();
		expect(await findSession(database.db, elsewhere.token, NOW)).toBeNull();
		const audit = await database.db.select().from(auditEntries).where(eq(auditEntries.objectId, actor.id));
		expect(audit.map(({ verb }) => verb)).toEqual(['second_factor.set']);
	});

	test('by a form sent twice makes new recovery codes, and only those count', async () => {
		const { key, recovery } = await setUp();
		const again = await confirmSecondFactor(database.db, actor, codeAt(key, NOW), NOW);
		expect(again).toHaveLength(10);
		expect(await countRecoveryCodes(database.db, actor.id)).toBe(10);
		await expect(check(recovery[0] ?? '', NOW)).rejects.toMatchObject({ code: 'one_time_code_wrong' });
		await check(again[0] ?? '', NOW);
		const later = minutesAfter(NOW, 2);
		await expect(confirmSecondFactor(database.db, actor, codeAt(key, later), later)).rejects.toMatchObject({
			code: 'second_factor_not_offered'
		});
	});

	test('waits half an hour for the first code', async () => {
		await offerSecondFactor(database.db, actor, '', ADDRESS, NOW);
		expect(await findOfferedKey(database.db, actor.id, minutesAfter(NOW, 29))).not.toBeNull();
		expect(await findOfferedKey(database.db, actor.id, minutesAfter(NOW, 30))).toBeNull();
	});

	test('on another phone asks for a code of the first, which counts until the other one has shown its own', async () => {
		const { key, recovery } = await setUp();
		await expect(offerSecondFactor(database.db, actor, '000000', ADDRESS, NOW)).rejects.toMatchObject({ status: 401 });
		await offerSecondFactor(database.db, actor, recovery[3] ?? '', ADDRESS, NOW);
		const other = (await findOfferedKey(database.db, actor.id, NOW)) ?? '';
		const later = minutesAfter(NOW, 1);
		await check(codeAt(key, later), later);
		await confirmSecondFactor(database.db, actor, codeAt(other, later), later);
		const after = minutesAfter(NOW, 2);
		await expect(check(codeAt(key, after), after)).rejects.toMatchObject({ code: 'one_time_code_wrong' });
		await check(codeAt(other, after), after);
	});

	test('is not possible in an old session, nor in one begun with a card', async () => {
		const later = minutesAfter(NOW, 30);
		await expect(offerSecondFactor(database.db, actor, '', ADDRESS, later)).rejects.toMatchObject({
			code: 'sign_in_again'
		});
		const byCard = await startSession(database.db, actor.id, 'pictures', NOW);
		await expect(
			offerSecondFactor(database.db, { ...actor, signInId: byCard.id }, '', ADDRESS, NOW)
		).rejects.toMatchObject({ code: 'sign_in_again' });
	});

	test('shows the key to the phone as everybody writes it', () => {
		const address = keyAddress('JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP', 'canbo.1');
		expect(decodeURIComponent(address)).toBe(
			'otpauth://totp/Học Số:canbo.1?issuer=Học Số&secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&algorithm=SHA1&digits=6&period=30'
		);
	});
});

describe('a one-time code', () => {
	test('is taken from a clock half a minute off, and from none further off', async () => {
		const { key } = await setUp();
		for (const [minutes, seconds] of [
			[10, -30],
			[20, 0],
			[30, 30]
		] as const) {
			const now = minutesAfter(NOW, minutes);
			await check(codeAt(key, new Date(now.getTime() + seconds * 1000)), now);
		}
		for (const seconds of [-90, 90]) {
			const now = minutesAfter(NOW, 40);
			const code = codeAt(key, new Date(now.getTime() + seconds * 1000));
			await expect(check(code, now)).rejects.toMatchObject({ code: 'one_time_code_wrong', status: 401 });
		}
	});

	test('is taken once, also when it comes ten times at once, and an earlier one not after it', async () => {
		const { key } = await setUp();
		const now = minutesAfter(NOW, 5);
		const code = codeAt(key, now);
		const tries = await Promise.allSettled(Array.from({ length: 10 }, () => check(code, now)));
		expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
		await expect(check(code, now)).rejects.toMatchObject({ code: 'one_time_code_used', status: 409 });
		const earlier = codeAt(key, new Date(now.getTime() - 30_000));
		await expect(check(earlier, now)).rejects.toMatchObject({ code: 'one_time_code_used' });
	});

	test('with which it was set up signs nobody in', async () => {
		const { key } = await setUp();
		await expect(check(codeAt(key, NOW), NOW)).rejects.toMatchObject({ code: 'one_time_code_used' });
	});

	test('is looked at ten times together with the password, and the right password buys no more tries', async () => {
		await setPassword(database.db, herself(actor.id), actor.id, 'muoi', PASSWORD, NOW);
		const session = await startSession(database.db, actor.id, 'password', NOW);
		actor = { ...actor, signInId: session.id };
		await setUp();
		const codes: string[] = [];
		for (let n = 0; n < 9; n += 1) {
			await checkPassword(database.db, 'muoi', PASSWORD, `198.51.100.${n}`);
			await check('000000', NOW).catch(({ code }: { code: string }) => codes.push(code));
		}
		await checkPassword(database.db, 'muoi', `${PASSWORD}!`, '198.51.100.99').catch(({ code }: { code: string }) =>
			codes.push(code)
		);
		expect(codes).toEqual([...Array<string>(9).fill('one_time_code_wrong'), 'sign_in_wrong']);
		await expect(check('000000', NOW)).rejects.toMatchObject({ code: 'too_many_tries', status: 429 });
		await expect(checkPassword(database.db, 'muoi', PASSWORD, '198.51.100.98')).rejects.toMatchObject({ status: 429 });
	});

	test('is asked for after two records were merged into one', async () => {
		const { key } = await setUp();
		const other = await settlePerson(database.db, groupId, 'Chị Mẫu Mười Một');
		await database.db.update(people).set({ mergedInto: other }).where(eq(people.id, actor.id));
		expect(await findSecondFactor(database.db, other)).toMatchObject({ key });
		const now = minutesAfter(NOW, 5);
		await checkSecondFactor(database.db, other, codeAt(key, now), ADDRESS, now);
	});
});

describe('a recovery code', () => {
	test('works once, in any case and spelling, and the others stay', async () => {
		const { recovery } = await setUp();
		const [first = '', second = ''] = recovery;
		await check(` ${first.toLowerCase().replace('-', ' ')} `, NOW);
		await expect(check(first, NOW)).rejects.toMatchObject({ code: 'one_time_code_wrong' });
		expect(await countRecoveryCodes(database.db, actor.id)).toBe(9);
		await check(second, NOW);
	});

	test('works once when it comes five times at once', async () => {
		const { recovery } = await setUp();
		const tries = await Promise.allSettled(Array.from({ length: 5 }, () => check(recovery[0] ?? '', NOW)));
		expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
	});

	test("of somebody else's is none", async () => {
		const { recovery } = await setUp();
		const other = await settlePerson(database.db, groupId, 'Anh Mẫu Khác');
		await expect(checkSecondFactor(database.db, other, recovery[0] ?? '', ADDRESS, NOW)).rejects.toMatchObject({
			code: 'one_time_code_wrong'
		});
		expect(await countRecoveryCodes(database.db, actor.id)).toBe(10);
	});

	test('is kept as argon2id', async () => {
		const { recovery } = await setUp();
		const rows = JSON.stringify(await database.db.select().from(recoveryCodes));
		expect(rows).toContain('$argon2id$');
		expect(rows).not.toContain((recovery[0] ?? 'x').replace('-', ''));
	});

	test.each(['', '12345', 'ABCDE', 'x'.repeat(5000), '\u0000'])('is not %j', async (typed) => {
		await setUp();
		await expect(check(typed, NOW)).rejects.toMatchObject({ code: 'one_time_code_wrong', status: 401 });
	});
});
