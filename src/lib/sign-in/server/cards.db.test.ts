import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { atConsole } from '#lib/access/actor.ts';
import { people } from '#lib/people/server/schema.ts';
import { auditEntries } from '#lib/server/schema.ts';
import { exchangeCard, issueCard, voidCard } from '#lib/sign-in/server/cards.ts';
import { learnerCards } from '#lib/sign-in/server/schema.ts';
import { findSession, startSession } from '#lib/sign-in/server/sessions.ts';
import { herself, NOW, settlePerson, settleTwoWards } from '#tests/two-wards.ts';
import { testDatabase, type TestDatabase } from '#tests/database.ts';

let database: TestDatabase;
let world: Awaited<ReturnType<typeof settleTwoWards>>;

beforeAll(async () => {
	database = await testDatabase();
	world = await settleTwoWards(database.db);
});
afterAll(() => database.close());

/** Each test from an address of its own, so that they do not throttle each other. */
let addresses = 0;
function newAddress(): string {
	addresses += 1;
	return `192.0.2.${addresses}`;
}

describe('a card', () => {
	test('lets its own holder in by token and by typed code', async () => {
		const { here } = world;
		const card = await issueCard(database.db, here.trainer, here.personId, NOW);
		const holder = { cardId: card.cardId, personId: here.personId };
		expect(card.code).toMatch(/^[2-9B-Z]{4}-[2-9B-Z]{4}$/);
		const shown = [card.token, card.code, card.code.toLowerCase(), ` ${card.code.replace('-', ' – ')} `];
		for (const text of shown) {
			expect(await exchangeCard(database.db, text, newAddress(), NOW)).toEqual(holder);
		}
	});

	test('is kept as hashes only, and its issue is audited without them', async () => {
		const { here } = world;
		const card = await issueCard(database.db, here.trainer, here.personId, NOW);
		const rows = JSON.stringify([
			await database.db.select().from(learnerCards),
			await database.db.select().from(auditEntries)
		]);
		expect(rows).toContain(card.cardId);
		expect(rows).not.toContain(card.token);
		expect(rows).not.toContain(card.code.replace('-', ''));
	});

	test('is void as soon as a newer one is issued', async () => {
		const { here } = world;
		const earlier = await issueCard(database.db, here.trainer, here.personId, NOW);
		const later = await issueCard(database.db, here.head, here.personId, NOW);
		await expect(exchangeCard(database.db, earlier.token, newAddress(), NOW)).rejects.toMatchObject({
			code: 'card_voided',
			status: 410
		});
		expect((await exchangeCard(database.db, later.token, newAddress(), NOW)).cardId).toBe(later.cardId);
	});

	test('stays the only live one when ten are issued at once', async () => {
		const { here } = world;
		await Promise.all(Array.from({ length: 10 }, () => issueCard(database.db, here.trainer, here.personId, NOW)));
		const cards = await database.db.select().from(learnerCards).where(eq(learnerCards.personId, here.personId));
		expect(cards.filter((card) => card.voidedAt === null)).toHaveLength(1);
	});

	test('is good for three years, its last day included', async () => {
		const { there } = world;
		const card = await issueCard(database.db, there.trainer, there.personId, NOW);
		expect(card.expiresOn).toBe('2029-11-22');
		const lastMoment = new Date('2029-11-22T16:59:00Z');
		expect(await exchangeCard(database.db, card.code, newAddress(), lastMoment)).toMatchObject({ cardId: card.cardId });
		const nextDay = new Date('2029-11-22T17:00:00Z');
		await expect(exchangeCard(database.db, card.code, newAddress(), nextDay)).rejects.toMatchObject({
			code: 'card_expired',
			status: 410
		});
	});

	test('issued on 29 February is good to the end of February three years later', async () => {
		const { there } = world;
		const card = await issueCard(database.db, there.trainer, there.personId, new Date('2028-02-29T03:00:00Z'));
		expect(card.expiresOn).toBe('2031-02-28');
	});

	test('of another ward opens for its own holder and nobody else', async () => {
		const { here, there } = world;
		const card = await issueCard(database.db, there.trainer, there.personId, NOW);
		const holder = await exchangeCard(database.db, card.token, newAddress(), NOW);
		expect(holder.personId).toBe(there.personId);
		expect(holder.personId).not.toBe(here.personId);
	});

	test('is neither issued nor voided by another ward, by the learner, or for nobody', async () => {
		const { here, there } = world;
		const card = await issueCard(database.db, there.trainer, there.personId, NOW);
		for (const actor of [here.trainer, here.head, herself(there.personId)]) {
			await expect(issueCard(database.db, actor, there.personId, NOW)).rejects.toMatchObject({ status: 403 });
			await expect(voidCard(database.db, actor, there.personId, NOW)).rejects.toMatchObject({ status: 403 });
		}
		for (const id of ['', '0', '-1', '100000000000000000000', here.groupId]) {
			await expect(issueCard(database.db, atConsole, id, NOW)).rejects.toMatchObject({ status: 404 });
		}
		expect((await exchangeCard(database.db, card.token, newAddress(), NOW)).cardId).toBe(card.cardId);
	});

	test('that is lost is voided at once, with the sessions begun by card, twice as well as once', async () => {
		const { here } = world;
		const card = await issueCard(database.db, here.trainer, here.personId, NOW);
		const byCard = await startSession(database.db, here.personId, 'pictures', NOW);
		const byLink = await startSession(database.db, here.personId, 'link', NOW);
		await voidCard(database.db, here.trainer, here.personId, NOW);
		await voidCard(database.db, here.trainer, here.personId, NOW);
		await expect(exchangeCard(database.db, card.token, newAddress(), NOW)).rejects.toMatchObject({
			code: 'card_voided'
		});
		expect(await findSession(database.db, byCard.token, NOW)).toBeNull();
		expect(await findSession(database.db, byLink.token, NOW)).not.toBeNull();
	});

	test('of somebody who was merged into another record lets that person in', async () => {
		const { here } = world;
		const double = await settlePerson(database.db, here.groupId, 'Bà Mẫu Hiền');
		const card = await issueCard(database.db, here.trainer, double, NOW);
		await database.db.update(people).set({ mergedInto: here.personId }).where(eq(people.id, double));
		// The card opens with the pictures of its own record; who is signed in then is the one person that both are.
		const shown = await exchangeCard(database.db, card.token, newAddress(), NOW);
		expect(shown.personId).toBe(double);
		const { token } = await startSession(database.db, shown.personId, 'pictures', NOW);
		expect((await findSession(database.db, token, NOW))?.signIn.personId).toBe(here.personId);
	});

	test('of somebody who was erased is void, and she gets no other', async () => {
		const { here } = world;
		const erased = await settlePerson(database.db, here.groupId, 'Ông Mẫu Đi');
		const card = await issueCard(database.db, here.trainer, erased, NOW);
		await database.db.update(people).set({ erasedOn: '2026-11-22' }).where(eq(people.id, erased));
		await expect(exchangeCard(database.db, card.token, newAddress(), NOW)).rejects.toMatchObject({ status: 410 });
		await expect(issueCard(database.db, here.trainer, erased, NOW)).rejects.toMatchObject({ status: 410 });
	});

	test('whose code was changed in one letter opens nobody’s account', async () => {
		const { here } = world;
		const { code } = await issueCard(database.db, here.trainer, here.personId, NOW);
		const changed = `${code.startsWith('2') ? '3' : '2'}${code.slice(1)}`;
		await expect(exchangeCard(database.db, changed, newAddress(), NOW)).rejects.toMatchObject({ code: 'card_unknown' });
	});

	test.each([
		['nothing', ''],
		['a random code', 'K7PM-2XQR'],
		['a random token', 'AAAAAAAAAAAAAAAAAAAAAA'],
		['letters that no code has', 'O0I1-L0O1'],
		['five kilobytes', 'A'.repeat(5 * 1024)],
		['an address', 'https://example.org/c/AAAAAAAAAAAAAAAAAAAAAA'],
		['a zero byte', 'K7PM\u00002XQR'],
		['half a surrogate pair', '\ud83d'],
		['an injection', "' or 1=1 --"]
	])('that is %s is politely unknown', async (_, text) => {
		await expect(exchangeCard(database.db, text, newAddress(), NOW)).rejects.toMatchObject({
			code: 'card_unknown',
			status: 404
		});
	});
});
