import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readQuestions } from '#lib/curriculum/server/versions.ts';
import { computeItemStatistics } from '#lib/ledger/server/item-statistics.ts';
import { record } from '#lib/ledger/server/record.ts';
import { startAttempt, type Attempt } from '#lib/learning/server/attempt.ts';
import { voidResult } from '#lib/learning/server/corrections.ts';
import { listItems, lookAtItem } from '#lib/learning/server/items.ts';
import { pairLooks } from '#lib/learning/server/look-schema.ts';
import { listPairs, lookAtPair } from '#lib/learning/server/pairs.ts';
import { auditEntries } from '#lib/server/schema.ts';
import { answerPairs, attempts, itemStatistics } from '#lib/learning/server/schema.ts';
import { submitAttempt } from '#lib/learning/server/submit.ts';
import { saveWholeForm } from '#lib/learning/server/whole-form.ts';
import { newId } from '#lib/shared/ids.ts';
import { testDatabase, type TestDatabase } from '#tests/database.ts';
import { sentRightly } from '#tests/whole-form.ts';
import { actorWith, herself, makeWorld, NOON, settle, type World } from '#tests/world.ts';

const KIND = { door: 'module', standard: 'ky-nang-so-can-bo', module: 'chia-se-du-lieu' } as const;
const TOMORROW = new Date(NOON.getTime() + 86_400_000);
const PEOPLE = 32;

let database: TestDatabase;
let world: World;
let form: Attempt['form'];
let alike: string[];

/** Everybody is asked the same, so that thirty answers to each question need no thousand people. */
async function sit(personId: string, right: number, wrongPlace: number | null): Promise<Attempt> {
	const { db, library } = world;
	const actor = herself(personId);
	const attempt = await startAttempt(db, library, actor, personId, KIND, NOON);
	form ??= attempt.form;
	await db.update(attempts).set({ form }).where(eq(attempts.id, attempt.id));
	const questions = await readQuestions(
		db,
		form.map(({ question }) => question)
	);
	const sent = sentRightly({ form }, questions, right);
	if (wrongPlace !== null) {
		form.forEach(({ question, order }, index) => {
			const found = questions.get(question);
			if (!found || found.options.length === 0 || index < right) return;
			const wrong = order.flatMap((position, place) => (found.options[position]?.right ? [] : [place + 1]));
			sent.set(`q${index + 1}`, [wrong[wrongPlace % wrong.length] ?? 1]);
		});
	}
	await saveWholeForm(db, actor, personId, { attemptId: attempt.id, sent }, NOON);
	const then = new Date(NOON.getTime() + 180_000);
	await record(db, actor, submitAttempt, { attemptId: attempt.id, personId, helped: 'none' }, then);
	return attempt;
}

beforeAll(async () => {
	database = await testDatabase();
	world = await makeWorld(database.db);
	for (let n = 0; n < PEOPLE; n += 1) {
		await sit(await settle(world, n % 2 ? world.cuaNam : world.thanhBa), 3 + (n % 8), null);
	}
	alike = [];
	for (const right of [1, 1]) {
		const personId = await settle(world, world.cuaNam);
		await sit(personId, right, 0);
		alike.push(personId);
	}
}, 60_000);
afterAll(() => database.close());

test('each question is counted over all wards, with how it goes with the rest of the test', async () => {
	const made = await computeItemStatistics(world.db, TOMORROW);
	expect(made).toEqual({ items: 10, pairs: 1 });
	const rows = await world.db.select().from(itemStatistics);
	expect(rows.map(({ asked }) => asked)).toEqual(Array.from({ length: 10 }, () => PEOPLE + 2));
	const first = rows.find(({ question }) => question === form[0]?.question);
	const fifth = rows.find(({ question }) => question === form[4]?.question);
	expect(first?.right).toBe(PEOPLE + 2);
	// Everybody was right: it tells nothing apart. The fifth is right for the better half only.
	expect(first?.discrimination).toBeNull();
	expect(fifth?.discrimination).toBeGreaterThan(0.5);
	// A whole form is saved at once: nobody knows how long one question took.
	expect(rows.every(({ medianSeconds }) => medianSeconds === null)).toBe(true);
	// What the whole test took, shared among its ten questions, is known: three minutes.
	expect(rows.map(({ wholeSeconds }) => wholeSeconds)).toEqual(rows.map(() => 18));
});

test('working them out twice, or on two servers at once, is as once', async () => {
	const before = await world.db.select().from(itemStatistics).orderBy(itemStatistics.question);
	await Promise.all([computeItemStatistics(world.db, TOMORROW), computeItemStatistics(world.db, TOMORROW)]);
	expect(await world.db.select().from(itemStatistics).orderBy(itemStatistics.question)).toEqual(before);
	expect(await world.db.select().from(answerPairs)).toHaveLength(1);
});

test('two people with the same rare wrong answers are a pair, for the officer of their place alone, and fail nothing by it', async () => {
	const { pairs } = await listPairs(world.db, world.cuaNam.officer, null, TOMORROW);
	const [pair, ...more] = pairs;
	expect(more).toEqual([]);
	expect([pair?.first, pair?.second].sort()).toEqual([...alike].sort());
	expect(pair?.sameWrong).toBeGreaterThanOrEqual(4);
	const nothing = { pairs: [], waiting: 0, looked: 0 };
	expect(await listPairs(world.db, world.thanhBa.officer, null, TOMORROW)).toEqual(nothing);
	expect(await listPairs(world.db, actorWith('trainer', '00082'), null, TOMORROW)).toEqual(nothing);
	const [voided] = await world.db.execute<{ n: number }>(
		sql`select count(*)::int n from events where kind = 'result.voided'`
	);
	expect(voided?.n).toBe(0);
});

test('whoever keeps the content sees the questions, nobody else does', async () => {
	const { items, pairs } = await listItems(world.db, actorWith('content_editor', 'vn'), KIND.module);
	expect(items).toHaveLength(10);
	expect(pairs).toBe(1);
	await expect(listItems(world.db, world.cuaNam.officer, null)).rejects.toMatchObject({ status: 403 });
});

test('a pair looked at says who, when and what, stays in the list, waits again with more evidence, and changes no result', async () => {
	const { db, cuaNam } = world;
	const before = await db.execute(sql`select count(*)::int n from events`);
	const list = (looked: 'yes' | 'no' | null) => listPairs(db, cuaNam.officer, looked, TOMORROW);
	const [pair] = (await list('no')).pairs;
	const look = { pair: pair?.ids ?? (['', ''] as const), note: 'studied_together' as const };
	await lookAtPair(db, cuaNam.officer, look, TOMORROW);
	await lookAtPair(db, cuaNam.officer, look, TOMORROW);
	const { pairs, ...counts } = await list(null);
	expect(pairs[0]?.look).toMatchObject({ note: 'studied_together', at: TOMORROW, more: false });
	expect(counts).toEqual({ waiting: 0, looked: 1 });
	expect((await list('no')).pairs).toEqual([]);
	expect((await list('yes')).pairs).toHaveLength(1);
	const entries = await db.select().from(auditEntries).where(eq(auditEntries.verb, 'pair.look'));
	expect(entries).toHaveLength(1);

	await expect(lookAtPair(db, world.thanhBa.officer, look, TOMORROW)).rejects.toMatchObject({ status: 404 });
	const auditor = actorWith('auditor', '00082');
	await expect(lookAtPair(db, auditor, look, TOMORROW)).rejects.toMatchObject({ status: 403 });

	// The night's work makes the pair anew; only more of the same wrong answers are something new.
	await computeItemStatistics(db, TOMORROW);
	expect((await list('no')).pairs).toEqual([]);
	await db.update(pairLooks).set({ sameWrong: (pair?.sameWrong ?? 0) - 1 });
	expect((await list('no')).pairs[0]?.look).toMatchObject({ more: true });
	expect(await db.execute(sql`select count(*)::int n from events`)).toEqual(before);
});

test('nobody says of her own test that it was looked at', async () => {
	const { db } = world;
	const [{ ids } = { ids: ['', ''] as const }] = (await listPairs(db, world.cuaNam.officer, null, TOMORROW)).pairs;
	const own = { ...actorWith('ward_officer', '00082'), id: alike[0] ?? '' };
	const look = lookAtPair(db, own, { pair: ids, note: 'chance' }, TOMORROW);
	await expect(look).rejects.toMatchObject({ code: 'pair_own' });
});

test('a question looked at goes behind those that wait, and waits again with a new flag, twice the answers or other words', async () => {
	const { db } = world;
	const editor = actorWith('content_editor', 'vn');
	const { items, waiting } = await listItems(db, editor, null);
	const [first, next] = items;
	const hash = first?.question.hash ?? '';
	expect(next).toBeDefined();
	await lookAtItem(db, editor, { question: hash, note: 'kept' }, TOMORROW);
	await lookAtItem(db, editor, { question: hash, note: 'kept' }, TOMORROW);
	const after = await listItems(db, editor, null);
	expect(after.items.at(-1)).toMatchObject({ question: { hash }, look: { note: 'kept', at: TOMORROW, more: false } });
	expect(after).toMatchObject({ waiting: waiting - 1, looked: 1 });
	expect((await listItems(db, editor, null, 'yes')).items).toHaveLength(1);
	const entries = await db.select().from(auditEntries).where(eq(auditEntries.verb, 'item.look'));
	expect(entries).toHaveLength(1);
	const refused = lookAtItem(db, world.cuaNam.officer, { question: hash, note: 'kept' }, TOMORROW);
	await expect(refused).rejects.toMatchObject({ status: 403 });

	const figures = { asked: first?.asked ?? 0, right: first?.right ?? 0 };
	const twice = { asked: figures.asked * 2, right: figures.right * 2 };
	await db.update(itemStatistics).set(twice).where(eq(itemStatistics.question, hash));
	expect((await listItems(db, editor, null, 'no')).items.some(({ question }) => question.hash === hash)).toBe(true);
	// Other words have another hash: nobody has looked at them.
	await db.update(itemStatistics).set(figures).where(eq(itemStatistics.question, hash));
	const other = next?.question.hash ?? '';
	await db.delete(itemStatistics).where(eq(itemStatistics.question, other));
	await db.update(itemStatistics).set({ question: other }).where(eq(itemStatistics.question, hash));
	const mended = (await listItems(db, editor, null)).items.find(({ question }) => question.hash === other);
	expect(mended?.look).toBeNull();
});

test('a result that no longer stands is not counted', async () => {
	const [last = ''] = alike;
	const [attempt] = await world.db.select().from(attempts).where(eq(attempts.personId, last));
	const voiding = { eventId: newId(NOON), personId: last, resultId: attempt?.submissionId ?? '' };
	await record(world.db, world.cuaNam.officer, voidResult, { ...voiding, reason: 'answered_by_another' }, TOMORROW);
	await computeItemStatistics(world.db, TOMORROW);
	const rows = await world.db.select().from(itemStatistics);
	expect(new Set(rows.map(({ asked }) => asked))).toEqual(new Set([PEOPLE + 1]));
	expect(await world.db.select().from(answerPairs)).toEqual([]);
});
