import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { people } from '#lib/people/server/schema.ts';
import { auditEntries } from '#lib/server/schema.ts';
import { listCardRoll } from '#lib/sign-in/server/card-roll.ts';
import { exchangeCard, issueCard, issueCards, replaceLostCard, voidCard } from '#lib/sign-in/server/cards.ts';
import { codeOf } from '#lib/sign-in/server/draw-card.ts';
import { learnerCards } from '#lib/sign-in/server/schema.ts';
import { findSession, startSession } from '#lib/sign-in/server/sessions.ts';
import { newToken } from '#lib/sign-in/server/tokens.ts';
import { actorWith, minutesAfter, NOW, settlePerson, settleTwoWards } from '#tests/two-wards.ts';
import { testDatabase, type TestDatabase } from '#tests/database.ts';

let database: TestDatabase;
let world: Awaited<ReturnType<typeof settleTwoWards>>;

beforeAll(async () => {
	database = await testDatabase();
	world = await settleTwoWards(database.db);
});
afterAll(() => database.close());

const someone = (name = 'Bà Mẫu Tờ') => settlePerson(database.db, world.here.groupId, name);
const shown = (text: string) => exchangeCard(database.db, text, '192.0.2.1', NOW);

describe('a sheet of cards', () => {
	test('gives each of its people one card, voids the old ones and is audited card by card', async () => {
		const { here } = world;
		const ids = [await someone(), await someone(), await someone()];
		const old = await issueCard(database.db, here.trainer, ids[0] as string, NOW);
		const cards = await issueCards(database.db, here.trainer, [...ids, ids[0] as string], NOW, newToken(16));
		expect(cards.map(({ person }) => person.id)).toEqual(ids.toSorted());
		for (const { person, token, code } of cards) {
			expect((await shown(token)).personId).toBe(person.id);
			expect((await shown(code)).personId).toBe(person.id);
			expect(codeOf(token)).toBe(code);
		}
		await expect(shown(old.token)).rejects.toMatchObject({ code: 'card_voided' });
		const audited = await database.db.select().from(auditEntries).where(eq(auditEntries.verb, 'card.issue'));
		for (const { cardId } of cards) expect(audited.map((entry) => entry.objectId)).toContain(cardId);
	});

	test('sent twice, also at once, shows the same cards; another form makes new ones', async () => {
		const { here } = world;
		const ids = [await someone(), await someone()];
		const formKey = newToken(16);
		const print = (now = NOW) => issueCards(database.db, here.trainer, ids, now, formKey);
		const [one, two] = await Promise.all([print(), print()]);
		expect(two?.map(({ token }) => token)).toEqual(one?.map(({ token }) => token));
		expect(await print(minutesAfter(NOW, 9))).toMatchObject(one ?? []);
		expect(
			await database.db
				.select()
				.from(learnerCards)
				.where(eq(learnerCards.personId, ids[0] as string))
		).toHaveLength(1);
		const again = await issueCards(database.db, here.trainer, ids, NOW, newToken(16));
		expect(again[0]?.token).not.toBe(one?.[0]?.token);
	});

	test('is not opened again after ten minutes, by anybody else, or once a card of it is void', async () => {
		const { here } = world;
		const [one, other] = [await someone(), await someone()];
		const refused = { code: 'cards_already_shown', status: 409 };
		const formKey = newToken(16);
		await issueCards(database.db, here.trainer, [one, other], NOW, formKey);
		const again = (actor = here.trainer, now = NOW) => issueCards(database.db, actor, [one, other], now, formKey);
		await expect(again(here.trainer, minutesAfter(NOW, 10))).rejects.toMatchObject(refused);
		await expect(again(here.head)).rejects.toMatchObject(refused);
		await voidCard(database.db, here.trainer, other, NOW);
		await expect(again()).rejects.toMatchObject(refused);
	});

	test('with somebody of another ward, or somebody erased, is refused whole', async () => {
		const { here, there } = world;
		const [mine, erased] = [await someone(), await someone()];
		await database.db.update(people).set({ erasedOn: '2026-11-22' }).where(eq(people.id, erased));
		for (const [other, status] of [
			[there.personId, 403],
			[erased, 410],
			['nobody', 404]
		] as const) {
			await expect(issueCards(database.db, here.trainer, [mine, other], NOW, newToken(16))).rejects.toMatchObject({
				status
			});
		}
		expect(await database.db.select().from(learnerCards).where(eq(learnerCards.personId, mine))).toEqual([]);
	});
});

describe('the list for printing', () => {
	test('shows the residents of a group by given name, and those without a good card apart', async () => {
		const { here } = await settleTwoWards((await fresh()).db);
		const { db } = second;
		const [zung, an, died] = [
			await settlePerson(db, here.groupId, 'Bà Mẫu Zung'),
			await settlePerson(db, here.groupId, 'Ông Mẫu An'),
			await settlePerson(db, here.groupId, 'Ông Mẫu Mất')
		];
		await db.update(people).set({ diedOn: '2026-11-01' }).where(eq(people.id, died));
		await issueCard(db, here.trainer, an, NOW);
		const roll = (without: boolean, now = NOW) =>
			listCardRoll(db, here.trainer, { groupId: here.groupId, without, page: 1 }, now);
		expect((await roll(false)).entries.map((one) => one.personId)).toEqual([an, here.personId, zung]);
		expect(await roll(true)).toMatchObject({
			counts: { all: 3, without: 2 },
			entries: [{ personId: here.personId, cardUntil: null }, { personId: zung }]
		});
		const later = await roll(true, new Date('2030-01-01T03:00:00Z'));
		expect(later.entries.map((one) => one.personId)).toContain(an);
		await second.close();
	});

	test('of another ward’s group is not found', async () => {
		const { here, there } = world;
		for (const actor of [there.trainer, there.head, actorWith('administrator', 'vn')]) {
			const asked = { groupId: here.groupId, without: false, page: 1 };
			await expect(listCardRoll(database.db, actor, asked, NOW)).rejects.toMatchObject({ status: 404 });
		}
	});
});

describe('a lost card', () => {
	test('is void and replaced in one step, sessions begun with it end, and a double tap shows one new card', async () => {
		const { here } = world;
		const personId = await someone();
		const old = await issueCard(database.db, here.trainer, personId, NOW);
		const session = await startSession(database.db, personId, 'pictures', NOW);
		const formKey = newToken(16);
		const replace = () => replaceLostCard(database.db, here.trainer, personId, NOW, formKey);
		const [card, again] = await Promise.all([replace(), replace()]);
		expect(again?.token).toBe(card?.token);
		await expect(shown(old.token)).rejects.toMatchObject({ code: 'card_voided' });
		expect(await findSession(database.db, session.token, NOW)).toBeNull();
		expect((await shown(card?.token ?? '')).personId).toBe(personId);
		const rows = await database.db.select().from(learnerCards).where(eq(learnerCards.personId, personId));
		expect(rows.map((row) => row.voidReason).sort()).toEqual(['lost', null]);
	});

	test('under a record that was merged into hers is void as well', async () => {
		const { here } = world;
		const [personId, double] = [await someone(), await someone()];
		const card = await issueCard(database.db, here.trainer, double, NOW);
		await database.db.update(people).set({ mergedInto: personId }).where(eq(people.id, double));
		await voidCard(database.db, here.trainer, personId, NOW);
		await expect(shown(card.token)).rejects.toMatchObject({ code: 'card_voided' });
	});

	test('is not replaced by another ward', async () => {
		const personId = await someone();
		const other = replaceLostCard(database.db, world.there.trainer, personId, NOW, newToken(16));
		await expect(other).rejects.toMatchObject({ status: 403 });
	});
});

let second: TestDatabase;
async function fresh(): Promise<TestDatabase> {
	second = await testDatabase();
	return second;
}
