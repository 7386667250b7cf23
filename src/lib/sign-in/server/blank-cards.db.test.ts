import { eq, inArray } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { PersonActor } from '#lib/access/actor.ts';
import { auditEntries } from '#lib/server/schema.ts';
import {
	printBlankCards,
	bindBlankCard,
	findUnheldCard,
	writeOffBlankCards,
	type BlankCard
} from '#lib/sign-in/server/blank-cards.ts';
import { listBatches, readBatch } from '#lib/sign-in/server/card-batches.ts';
import { exchangeCard, issueCard, voidCard } from '#lib/sign-in/server/cards.ts';
import { erasePerson } from '#lib/sign-in/server/erasure.ts';
import { learnerCards } from '#lib/sign-in/server/schema.ts';
import { newToken } from '#lib/sign-in/server/tokens.ts';
import { newId } from '#lib/shared/ids.ts';
import { actorWith, herself, minutesAfter, NOW, settlePerson, settleTwoWards } from '#tests/two-wards.ts';
import { testDatabase, type TestDatabase } from '#tests/database.ts';

let database: TestDatabase;
let world: Awaited<ReturnType<typeof settleTwoWards>>;
let personId: string;

beforeAll(async () => {
	database = await testDatabase();
	world = await settleTwoWards(database.db);
});
afterAll(() => database.close());
beforeEach(async () => {
	personId = await settlePerson(database.db, world.here.groupId, 'Bà Mẫu Trắng');
});

const shown = (text: string) => exchangeCard(database.db, text, '192.0.2.1', NOW);

function print(
	actor: PersonActor = world.here.trainer,
	wardCode = world.here.wardCode,
	formKey = newToken(16),
	now = NOW
) {
	return printBlankCards(database.db, actor, { wardCode, sheets: 1 }, now, formKey);
}

function bind(card: string, whose = personId, actor: PersonActor = world.here.trainer) {
	return bindBlankCard(database.db, actor, whose, card, NOW);
}

async function states(batchId: string): Promise<string[]> {
	return (await readBatch(database.db, world.here.trainer, batchId)).cards.map((card) => card.state);
}

describe('blank cards', () => {
	test('are numbered on from the ward’s last number, also when two batches are printed at once', async () => {
		const before = await listBatches(database.db, world.here.wardCode);
		const batches = await Promise.all([print(), print(), print()]);
		const numbers = batches.flatMap(({ cards }) => cards.map((card) => card.number)).sort((a, b) => a - b);
		const first = (before[0]?.last ?? 0) + 1;
		expect(numbers).toEqual(Array.from({ length: 24 }, (_, n) => first + n));
		const elsewhere = await print(world.there.trainer, world.there.wardCode);
		expect(elsewhere.cards[0]?.number).toBe(1);
	});

	test('shown to the same form again are the same, until ten minutes are over or one has a holder', async () => {
		const formKey = newToken(16);
		const send = (now = NOW) => print(world.here.trainer, world.here.wardCode, formKey, now);
		const [one, two] = await Promise.all([send(), send()]);
		expect(two).toEqual(one);
		const refused = { code: 'cards_already_shown', status: 409 };
		await expect(send(minutesAfter(NOW, 11))).rejects.toMatchObject(refused);
		const more = { wardCode: world.here.wardCode, sheets: 2 };
		await expect(printBlankCards(database.db, world.here.trainer, more, NOW, formKey)).rejects.toMatchObject(refused);
		await bind(one?.cards[3]?.code ?? '');
		await expect(send()).rejects.toMatchObject(refused);
	});

	test('open nothing before somebody holds them, and say so', async () => {
		const { cards } = await print();
		const [card] = cards as [BlankCard];
		for (const text of [card.token, card.code]) {
			await expect(shown(text)).rejects.toMatchObject({ code: 'card_blank', status: 409 });
			expect(await findUnheldCard(database.db, text)).toEqual({ number: card.number, wardCode: world.here.wardCode });
		}
		expect(await findUnheldCard(database.db, String(card.number))).toBeNull();
	});

	test('are printed by trainers and officers of the ward, and by nobody else', async () => {
		await print(actorWith('ward_officer', world.here.wardCode));
		for (const actor of [
			world.here.head,
			world.there.trainer,
			actorWith('helper', world.here.wardCode),
			herself(personId)
		]) {
			await expect(print(actor as PersonActor)).rejects.toMatchObject({ status: 403 });
		}
		await expect(print(world.here.trainer, '99999')).rejects.toMatchObject({ status: 404 });
	});
});

describe('a blank card given to a person', () => {
	test('by address, token, code or running number lets her in, and voids the card she had', async () => {
		const { cards } = await print();
		const old = await issueCard(database.db, world.here.trainer, personId, NOW);
		const ways = (card: BlankCard) => [
			`https://hocso.example.vn/c/${card.token}`,
			card.token,
			card.code.toLowerCase(),
			String(card.number),
			`số 00${card.number}`
		];
		for (const [way] of ways(cards[0] as BlankCard).entries()) {
			const card = cards[way] as BlankCard;
			expect(await bind(ways(card)[way] ?? '')).toEqual({ number: card.number });
			expect((await shown(card.token)).personId).toBe(personId);
		}
		await expect(shown(old.token)).rejects.toMatchObject({ code: 'card_voided' });
		await expect(shown(cards[0]?.token ?? '')).rejects.toMatchObject({ code: 'card_voided' });
	});

	test('twice is given once, and to a second person not at all, also at once', async () => {
		const { cards } = await print();
		const code = cards[0]?.code ?? '';
		expect(await bind(code)).toEqual(await bind(code));
		const others = await Promise.all(
			[1, 2, 3].map(() => settlePerson(database.db, world.here.groupId, 'Ông Mẫu Khác'))
		);
		const tries = await Promise.allSettled(others.map((other) => bind(cards[1]?.code ?? '', other)));
		expect(tries.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
		for (const one of tries) {
			if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'card_taken', status: 409 });
		}
		await expect(bind(code, others[0])).rejects.toMatchObject({ code: 'card_taken' });
	});

	test('must be of her ward, blank, unspoilt and there', async () => {
		const { there } = world;
		const elsewhere = await print(there.trainer, there.wardCode);
		const { batchId, cards } = await print();
		const spoilt = cards[0] as BlankCard;
		const reason = { from: spoilt.number, to: spoilt.number, reason: 'spoilt' } as const;
		await writeOffBlankCards(database.db, world.here.trainer, batchId, reason, NOW);
		const other = await issueCard(database.db, world.here.trainer, world.here.personId, NOW);
		for (const [card, code, status] of [
			[elsewhere.cards[0]?.code, 'card_of_other_ward', 409],
			[spoilt.code, 'card_voided', 410],
			[other.token, 'card_not_blank', 409],
			['999999', 'card_unknown', 422],
			['K7PM-2XQR', 'card_unknown', 422],
			['x'.repeat(5000), 'card_unknown', 422]
		] as const) {
			await expect(bind(card ?? ''), code).rejects.toMatchObject({ code, status });
		}
		await expect(bind(cards[1]?.code ?? '', personId, there.trainer)).rejects.toMatchObject({ status: 403 });
	});
});

describe('a batch', () => {
	test('accounts for every number: unused, held by whom since when, void, spoilt or lost', async () => {
		const { batchId, cards } = await print();
		const [first, second, third, fourth, fifth] = cards as [BlankCard, BlankCard, BlankCard, BlankCard, BlankCard];
		const other = await settlePerson(database.db, world.here.groupId, 'Ông Mẫu Hai');
		await bind(first.code);
		await bind(second.code, other);
		await voidCard(database.db, world.here.trainer, other, NOW);
		const write = (from: number, to: number, reason: 'spoilt' | 'lost') =>
			writeOffBlankCards(database.db, world.here.trainer, batchId, { from, to, reason }, NOW);
		expect(await write(first.number, third.number, 'spoilt')).toBe(1);
		expect(await write(fourth.number, fifth.number, 'lost')).toBe(2);
		await expect(write(fourth.number, fifth.number, 'spoilt')).rejects.toMatchObject({ code: 'no_blank_cards' });

		expect(await states(batchId)).toEqual(['held', 'void', 'spoilt', 'lost', 'lost', 'unused', 'unused', 'unused']);
		const { cards: listed } = await readBatch(database.db, world.here.trainer, batchId);
		expect(listed[0]).toMatchObject({ number: first.number, name: 'Bà Mẫu Trắng', on: '2026-11-22' });
		const [batch] = await listBatches(database.db, world.here.wardCode);
		expect(batch).toMatchObject({ id: batchId, counts: { unused: 3, held: 1, void: 1, spoilt: 1, lost: 2 } });
		const audited = await database.db.select().from(auditEntries).where(eq(auditEntries.objectId, batchId));
		expect(audited.map((entry) => entry.verb)).toEqual([
			'blank_cards.print',
			'blank_cards.write_off',
			'blank_cards.write_off'
		]);
	});

	test('of another ward is neither seen nor written off', async () => {
		const { batchId, cards } = await print();
		const { number } = cards[0] as BlankCard;
		for (const actor of [world.there.trainer, world.here.head]) {
			await expect(readBatch(database.db, actor, batchId)).rejects.toMatchObject({ status: 404 });
			const range = { from: number, to: number, reason: 'lost' } as const;
			await expect(writeOffBlankCards(database.db, actor, batchId, range, NOW)).rejects.toMatchObject({ status: 403 });
		}
		await expect(readBatch(database.db, world.here.trainer, 'x')).rejects.toMatchObject({ status: 404 });
	});

	test('keeps the number of somebody who was erased, without her name, and her card opens nothing', async () => {
		const { batchId, cards } = await print();
		const [card] = cards as [BlankCard];
		await bind(card.code);
		const officer = actorWith('ward_officer', world.here.wardCode);
		await erasePerson.decide(database.db, officer, { eventId: newId(NOW), personId }, NOW);
		const { cards: listed } = await readBatch(database.db, world.here.trainer, batchId);
		expect(listed[0]).toMatchObject({ state: 'void', name: null });
		await expect(shown(card.token)).rejects.toMatchObject({ code: 'card_voided' });
	});

	test('keeps no token and no code', async () => {
		const { cards } = await print();
		const rows = await database.db
			.select()
			.from(learnerCards)
			.where(
				inArray(
					learnerCards.id,
					cards.map((one) => one.cardId)
				)
			);
		for (const { token, code } of cards) {
			expect(JSON.stringify(rows)).not.toContain(token);
			expect(JSON.stringify(rows)).not.toContain(code.replace('-', ''));
		}
	});
});
