import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { rateLimits } from '#lib/server/schema.ts';
import { DomainError } from '#lib/shared/errors.ts';
import { exchangeCard, issueCard, type NewCard } from '#lib/sign-in/server/cards.ts';
import { makeSignInLink, useSignInLink } from '#lib/sign-in/server/links.ts';
import { checkPictures, setPictures } from '#lib/sign-in/server/pictures.ts';
import { countRegistration } from '#lib/sign-in/server/registration-limit.ts';
import { checkPassword, setPassword } from '#lib/sign-in/server/staff.ts';
import { throttled, type Try } from '#lib/sign-in/server/throttle.ts';
import { herself, NOW, settlePerson, settleTwoWards } from '#tests/two-wards.ts';
import { testDatabase, type TestDatabase } from '#tests/database.ts';

const PASSWORD = 'gặt lúa vụ chiêm xuân';
const ADDRESS = '203.0.113.7';
const ELSEWHERE = '203.0.113.8';

let database: TestDatabase;
let personId: string;
let card: NewCard;

beforeAll(async () => {
	database = await testDatabase();
	const { here } = await settleTwoWards(database.db);
	personId = await settlePerson(database.db, here.groupId, 'Chị Mẫu Chín');
	card = await issueCard(database.db, here.trainer, personId, NOW);
	await setPictures(database.db, herself(personId), personId, ['sun', 'leaf', 'hat'], NOW);
	await setPassword(database.db, herself(personId), personId, 'chin', PASSWORD, NOW);
});
afterAll(() => database.close());
beforeEach(() => database.db.delete(rateLimits));

/** A wrong try, without the slow hash that is behind some of the doors. */
function wrongTry(what: Try): Promise<string> {
	const wrong = throttled(database.db, what, () => Promise.reject(new DomainError('wrong', 401)));
	return wrong.catch((error: DomainError) => error.code);
}

/** How many of so many wrong tries got as far as being looked at. */
async function lookedAt(count: number, what: (n: number) => Try): Promise<number> {
	const codes: string[] = [];
	for (let n = 0; n < count; n += 1) codes.push(await wrongTry(what(n)));
	return codes.filter((code) => code === 'wrong').length;
}

/** Lets every window end, as if the time had passed. */
async function wait(): Promise<void> {
	await database.db.execute(sql`update ${rateLimits} set expire = expire - interval '15 minutes'`);
}

describe('too many wrong tries from one address', () => {
	test('by one way close every way there, and none elsewhere', async () => {
		for (let n = 0; n < 40; n += 1) {
			await expect(exchangeCard(database.db, 'K7PM-2XQR', ADDRESS, NOW)).rejects.toMatchObject({
				code: 'card_unknown'
			});
		}
		const link = await makeSignInLink(database.db, personId, NOW, 30);
		const ways = (from: string) => [
			() => exchangeCard(database.db, card.token, from, NOW),
			() => exchangeCard(database.db, card.code, from, NOW),
			() => checkPictures(database.db, personId, ['sun', 'leaf', 'hat'], from, NOW),
			() => checkPassword(database.db, 'chin', PASSWORD, from),
			() => useSignInLink(database.db, link, from, NOW)
		];
		for (const way of ways(ADDRESS)) {
			const refusal = await way().then(
				() => null,
				(error: DomainError) => error
			);
			expect(refusal).toMatchObject({ code: 'too_many_tries', status: 429 });
			expect(refusal?.details.seconds).toBeGreaterThan(0);
			expect(refusal?.details.seconds).toBeLessThanOrEqual(15 * 60);
		}
		for (const way of ways(ELSEWHERE)) await way();
	});

	test('by several ways add up, short secrets weighing more', async () => {
		expect(await lookedAt(20, () => ({ way: 'code', origin: ADDRESS }))).toBe(20);
		expect(await lookedAt(25, () => ({ way: 'pictures', origin: ADDRESS }))).toBe(25);
		expect(await lookedAt(100, () => ({ way: 'card', origin: ADDRESS }))).toBe(50);
	});

	test('are as many when they come at once', async () => {
		const tries = await Promise.all(Array.from({ length: 100 }, () => wrongTry({ way: 'password', origin: ADDRESS })));
		expect(tries.filter((code) => code === 'wrong')).toHaveLength(40);
	});

	test('of one IPv6 network are together', async () => {
		const origin = (n: number) => `2001:db8:1:2::${n.toString(16)}`;
		expect(await lookedAt(60, (n) => ({ way: 'code', origin: origin(n) }))).toBe(40);
	});

	test('are forgotten after a quarter of an hour', async () => {
		await lookedAt(41, () => ({ way: 'code', origin: ADDRESS }));
		await wait();
		expect((await exchangeCard(database.db, card.code, ADDRESS, NOW)).personId).toBe(personId);
	});
});

describe('right tries', () => {
	test('of a whole evening at one address throttle nobody', async () => {
		for (let n = 0; n < 100; n += 1) await exchangeCard(database.db, card.code, ADDRESS, NOW);
		expect(await wrongTry({ way: 'code', origin: ADDRESS })).toBe('wrong');
	});

	test('of one person do not wash away the wrong ones of another', async () => {
		expect(await lookedAt(39, () => ({ way: 'code', origin: ADDRESS }))).toBe(39);
		await exchangeCard(database.db, card.code, ADDRESS, NOW);
		expect(await lookedAt(5, () => ({ way: 'code', origin: ADDRESS }))).toBe(1);
	});
});

describe('a thousand wrong passwords at one account', () => {
	const account = 'password chin';

	test('from 500 addresses are looked at ten times; she still gets in by card, and by password after the wait', async () => {
		const origin = (n: number) => `10.0.${n % 2}.${n % 250}`;
		expect(await lookedAt(1000, (n) => ({ way: 'password', origin: origin(n), account }))).toBe(10);
		await expect(checkPassword(database.db, 'chin', PASSWORD, ELSEWHERE)).rejects.toMatchObject({ status: 429 });
		expect((await exchangeCard(database.db, card.token, ELSEWHERE, NOW)).personId).toBe(personId);
		await wait();
		expect(await checkPassword(database.db, 'chin', PASSWORD, ELSEWHERE)).toEqual({ personId });
	});

	test('and more lock it at a hundred in all, until it gets a new password', async () => {
		let seen = 0;
		for (let round = 0; round < 12; round += 1) {
			seen += await lookedAt(11, (n) => ({ way: 'password', origin: `10.1.${round}.${n}`, account }));
			await wait();
		}
		expect(seen).toBe(100);
		await expect(checkPassword(database.db, 'chin', PASSWORD, ELSEWHERE)).rejects.toMatchObject({
			code: 'account_locked',
			status: 423
		});
		await setPassword(database.db, herself(personId), personId, 'chin', PASSWORD, NOW);
		expect(await checkPassword(database.db, 'chin', PASSWORD, ELSEWHERE)).toEqual({ personId });
	});

	test('are counted afresh after the right one', async () => {
		for (let round = 0; round < 12; round += 1) {
			expect(await lookedAt(9, () => ({ way: 'password', origin: `10.4.0.${round}`, account }))).toBe(9);
			expect(await checkPassword(database.db, 'chin', PASSWORD, ELSEWHERE)).toEqual({ personId });
		}
	});

	test('do the same to a name that nobody has', async () => {
		expect(await lookedAt(30, (n) => ({ way: 'password', origin: `10.2.0.${n}`, account: 'password nobody' }))).toBe(
			10
		);
	});
});

describe('a tablet of a learning point', () => {
	test('is throttled by itself, never by the address that it shares, and has a budget of its own', async () => {
		const tablet = (name: string) => ({ address: ADDRESS, tablet: name });
		expect(await lookedAt(50, () => ({ way: 'code', origin: ADDRESS }))).toBe(40);
		expect(await lookedAt(50, () => ({ way: 'code', origin: tablet('one') }))).toBe(40);
		expect((await exchangeCard(database.db, card.code, tablet('two'), NOW)).personId).toBe(personId);
		await database.db.delete(rateLimits);
		expect(await lookedAt(50, () => ({ way: 'code', origin: tablet('one') }))).toBe(40);
		expect((await exchangeCard(database.db, card.code, ADDRESS, NOW)).personId).toBe(personId);
	});
});

describe('the cards of a ward', () => {
	test('are tried with wrong pictures a thousand times an hour in all, from however many places; another ward is free', async () => {
		const from = (n: number, ward: string) => ({ address: `10.5.${n % 100}.1`, tablet: `t${n}`, ward });
		const spent = Array.from({ length: 10 }, (_, n) =>
			lookedAt(100, () => ({ way: 'pictures', origin: from(n, '00082') }))
		);
		expect((await Promise.all(spent)).reduce((sum, one) => sum + one, 0)).toBe(1000);
		expect(await wrongTry({ way: 'pictures', origin: from(11, '00082') })).toBe('too_many_tries');
		expect(await wrongTry({ way: 'pictures', origin: from(12, '08152') })).toBe('wrong');
	});

	test('are not used up by right tries', async () => {
		const origin = { address: ADDRESS, ward: '00082' };
		for (let n = 0; n < 3; n += 1) await checkPictures(database.db, personId, ['sun', 'leaf', 'hat'], origin, NOW);
		const rows = await database.db.select().from(rateLimits);
		expect(rows.map((row) => row.points)).toEqual([0, 0]);
	});
});

describe('people who register themselves', () => {
	const registered = (from: Parameters<typeof countRegistration>[1]) =>
		countRegistration(database.db, from).then(
			() => 'counted',
			(error: DomainError) => `${error.status} ${error.code}`
		);
	const times = (count: number, from: (n: number) => Parameters<typeof countRegistration>[1]) =>
		Promise.all(Array.from({ length: count }, (_, n) => registered(from(n))));

	test('are a hundred an hour from one address, and others wait for nobody there', async () => {
		const here = await times(110, () => ({ address: ADDRESS, ward: '00082' }));
		expect(here.filter((one) => one === 'counted')).toHaveLength(100);
		expect(here).toContain('429 too_many_registrations');
		expect(await registered({ address: ELSEWHERE, ward: '00082' })).toBe('counted');
		expect(await registered({ address: ADDRESS, tablet: 'one', ward: '00082' })).toBe('counted');
	});

	test('are five hundred an hour in one ward, from however many addresses', async () => {
		const here = await times(520, (n) => ({ address: `10.6.${n % 250}.1`, ward: '00082' }));
		expect(here.filter((one) => one === 'counted')).toHaveLength(500);
		expect(await registered({ address: ADDRESS, ward: '08152' })).toBe('counted');
	});

	test('do not throttle anybody’s way in', async () => {
		await times(110, () => ({ address: ADDRESS, ward: '00082' }));
		expect((await exchangeCard(database.db, card.code, ADDRESS, NOW)).personId).toBe(personId);
	});
});

describe('the counters', () => {
	test('hold no address and no name', async () => {
		await wrongTry({ way: 'password', origin: ADDRESS, account: 'password chin' });
		const rows = JSON.stringify(await database.db.select().from(rateLimits));
		expect(rows).not.toContain(ADDRESS);
		expect(rows).not.toContain('chin');
	});

	test('that are over are cleared away by later ones', async () => {
		await lookedAt(30, (n) => ({ way: 'code', origin: `10.3.0.${n}` }));
		await wait();
		await wrongTry({ way: 'code', origin: ADDRESS });
		expect(await database.db.select().from(rateLimits)).toHaveLength(1);
	});
});

describe('shared tablets of a learning point', () => {
	const tablet = (n: number, ward = '00082') => ({ address: ADDRESS, tablet: `tablet ${n}`, ward });

	test('are no way around: however many join, those of a ward share a budget, and no other ward pays for it', async () => {
		expect(await lookedAt(450, (n) => ({ way: 'code', origin: tablet(n) }))).toBe(400);
		expect(await wrongTry({ way: 'code', origin: tablet(900, '08152') })).toBe('wrong');
	});

	test('take a whole evening of eighty residents, each with one wrong choice of pictures', async () => {
		for (let n = 0; n < 80; n += 1) {
			expect(await wrongTry({ way: 'pictures', origin: tablet(n % 40) })).toBe('wrong');
			await exchangeCard(database.db, card.code, tablet(n % 40), NOW);
		}
	});
});
