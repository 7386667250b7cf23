import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { clock, type PersonActor } from '#lib/access/actor.ts';
import { standardFor } from '#lib/curriculum/library.ts';
import { readQuestions } from '#lib/curriculum/server/versions.ts';
import { closeExpired } from '#lib/ledger/server/close-expired.ts';
import { record } from '#lib/ledger/server/record.ts';
import { events } from '#lib/ledger/server/schema.ts';
import type { TestSubmitted } from '#lib/learning/events.ts';
import { setAccommodation } from '#lib/learning/server/accommodation.ts';
import { readAnswers } from '#lib/learning/server/answer.ts';
import { findAttempt, startAttempt, type Attempt } from '#lib/learning/server/attempt.ts';
import { moduleResults } from '#lib/learning/server/schema.ts';
import { closeAttempt, submitAttempt } from '#lib/learning/server/submit.ts';
import { readWholeForm, saveWholeForm } from '#lib/learning/server/whole-form.ts';
import { groupTallies } from '#lib/literacy/server/schema.ts';
import { auditEntries } from '#lib/server/schema.ts';
import { newId } from '#lib/shared/ids.ts';
import { testDatabase, type TestDatabase } from '#tests/database.ts';
import { sentRightly } from '#tests/whole-form.ts';
import { herself, makeWorld, NOON, settle, type World } from '#tests/world.ts';

let database: TestDatabase;
let world: World;
let personId: string;

const MODULE = 'an-toan-thiet-bi-tai-khoan';
const KIND = { door: 'module', standard: 'ky-nang-so-can-bo', module: MODULE } as const;
const after = (seconds: number) => new Date(NOON.getTime() + seconds * 1000);
const MINUTES = 20;
const RESIDENTS_HASH = '8776bfffca8d482bd7ebce1fe458a06c52bb307a98fe3eb0c9e59db6e4c57a12';
const DEADLINE = after(MINUTES * 60);

beforeAll(async () => {
	database = await testDatabase();
	world = await makeWorld(database.db);
});
afterAll(() => database.close());

async function begin(now = NOON): Promise<Attempt> {
	return startAttempt(world.db, world.library, herself(personId, now), personId, KIND, now);
}

async function saveRight(attempt: Attempt, right: number, now: Date): Promise<void> {
	const questions = await readQuestions(
		world.db,
		attempt.form.map((item) => item.question)
	);
	const sent = sentRightly(attempt, questions, right);
	await saveWholeForm(world.db, herself(personId, now), personId, { attemptId: attempt.id, sent }, now);
}

async function submit(attempt: Attempt, now: Date, actor: PersonActor = herself(personId, now)): Promise<unknown> {
	return record(world.db, actor, submitAttempt, { attemptId: attempt.id, personId, helped: 'none' }, now);
}

async function submissions(): Promise<TestSubmitted[]> {
	const rows = await world.db
		.select()
		.from(events)
		.where(and(eq(events.subjectId, personId), eq(events.kind, 'test.submitted')));
	return rows as unknown as TestSubmitted[];
}

test('an official answers a whole form on one page, and the server marks it', async () => {
	personId = await settle(world, world.cuaNam);
	const attempt = await begin();
	expect(attempt.deadlineAt).toEqual(DEADLINE);
	await saveRight(attempt, 7, after(60));
	await submit(attempt, after(120));
	await submit(attempt, after(180));
	const [result, ...more] = await submissions();
	expect(more).toEqual([]);
	expect(result?.body.passed).toBe(true);
	expect(result?.body.modules).toEqual([{ module: MODULE, asked: 10, right: 7, passed: true }]);
	const [row] = await world.db.select().from(moduleResults).where(eq(moduleResults.personId, personId));
	expect(row).toMatchObject({ standard: 'ky-nang-so-can-bo', module: MODULE, passed: true });
});

test('what officials prove counts in no residential group', async () => {
	const rows = await world.db.select().from(groupTallies).where(eq(groupTallies.standard, 'ky-nang-so-can-bo'));
	expect(rows).toEqual([]);
});

test('an answer is taken a second before the deadline and 15 after it, and refused at 16 with the earlier ones kept', async () => {
	personId = await settle(world, world.cuaNam);
	const attempt = await begin();
	await saveRight(attempt, 2, after(MINUTES * 60 - 1));
	await saveRight(attempt, 3, after(MINUTES * 60 + 15));
	const before = await readAnswers(world.db, attempt.id);
	await expect(saveRight(attempt, 10, after(MINUTES * 60 + 16))).rejects.toMatchObject({
		code: 'attempt_time_up',
		status: 409,
		details: { at: '12:20 20/11/2026' }
	});
	expect(await readAnswers(world.db, attempt.id)).toEqual(before);
});

test('an expired attempt is closed once, as of its deadline, with the answers saved, by however many and however often', async () => {
	const [open] = await Promise.all([1, 2, 3].map(() => closeExpired(world.db, after(7200))));
	expect(open).toBeGreaterThanOrEqual(0);
	expect(await closeExpired(world.db, after(9000))).toBe(0);
	const [result, ...more] = await submissions();
	expect(more).toEqual([]);
	expect(result?.occurredAt).toEqual(DEADLINE);
	expect(result?.body.modules).toEqual([{ module: MODULE, asked: 10, right: 3, passed: false }]);
});

test('closing what goes on still, or was handed in, changes nothing, and nobody but time may close', async () => {
	personId = await settle(world, world.cuaNam);
	const attempt = await begin();
	const input = { attemptId: attempt.id, personId };
	await record(world.db, clock, closeAttempt, input, after(60));
	expect((await findAttempt(world.db, attempt.id))?.submittedAt).toBeNull();
	await expect(record(world.db, world.cuaNam.officer, closeAttempt, input, after(7200))).rejects.toMatchObject({
		status: 403
	});
	await submit(attempt, after(90));
	await record(world.db, clock, closeAttempt, input, after(7200));
	expect(await submissions()).toHaveLength(1);
	expect((await submissions())[0]?.occurredAt).toEqual(after(90));
});

test('handing in after the deadline is the event that closing makes, with what was saved in time', async () => {
	personId = await settle(world, world.cuaNam);
	const attempt = await begin();
	await saveRight(attempt, 8, after(60));
	await submit(attempt, after(86_400));
	await closeExpired(world.db, after(90_000));
	const [result, ...more] = await submissions();
	expect(more).toEqual([]);
	expect(result?.occurredAt).toEqual(DEADLINE);
	expect(result?.body.passed).toBe(true);
});

test('the same submission twenty times at once is one result, and twenty equal answers', async () => {
	personId = await settle(world, world.cuaNam);
	const attempt = await begin();
	await saveRight(attempt, 10, after(60));
	const answers = await Promise.all(Array.from({ length: 20 }, () => submit(attempt, after(61))));
	expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
	expect(await submissions()).toHaveLength(1);
});

test('the same test begun in several tabs and on several devices at once is one attempt, and one start', async () => {
	personId = await settle(world, world.cuaNam);
	const begun = await Promise.all(Array.from({ length: 5 }, () => begin()));
	expect(new Set(begun.map(({ id }) => id)).size).toBe(1);
});

test('a fourth start within a week is refused with the next moment, though every one was abandoned and she signs in anew', async () => {
	personId = await settle(world, world.cuaNam);
	const met = new Set<string>();
	for (const day of [0, 1, 2]) {
		const attempt = await begin(after(day * 86_400));
		for (const item of attempt.form) {
			expect(met.has(item.question)).toBe(false);
			met.add(item.question);
		}
		await expect(begin(after(day * 86_400 + 3600))).rejects.toMatchObject({ code: 'attempt_time_up', status: 409 });
		await closeExpired(world.db, after(day * 86_400 + 3600));
		await expect(begin(after(day * 86_400 + 3600))).rejects.toMatchObject({ code: 'retake_wait', status: 409 });
	}
	expect(met.size).toBe(30);
	await expect(begin(after(4 * 86_400))).rejects.toMatchObject({
		code: 'retake_wait',
		details: { from: '12:00 27/11/2026' }
	});
	// Another device, or the same without its cookies: starts are hers, not the sign-in's.
	const anew = { ...herself(personId), signInId: newId(after(0)) };
	const again = startAttempt(world.db, world.library, anew, personId, KIND, after(4 * 86_400));
	await expect(again).rejects.toMatchObject({ code: 'retake_wait' });
	expect((await begin(after(7 * 86_400))).form).toHaveLength(10);
});

test('what a page leaves empty keeps what was saved, and a place that was not offered is refused whole', async () => {
	personId = await settle(world, world.cuaNam);
	const attempt = await begin();
	await saveRight(attempt, 10, after(60));
	const before = await readAnswers(world.db, attempt.id);
	const save = (sent: Map<string, number[]>) =>
		saveWholeForm(world.db, herself(personId), personId, { attemptId: attempt.id, sent }, after(70));
	await save(new Map());
	expect(await readAnswers(world.db, attempt.id)).toEqual(before);
	const [first] = [...(await readQuestions(world.db, [String(attempt.form[0]?.question)])).values()];
	const isOfParts = ['order', 'match'].includes(String(first?.kind));
	const beyond = new Map([[isOfParts ? 'q1-1' : 'q1', [99]]]);
	await expect(save(beyond)).rejects.toMatchObject({ code: 'choice_not_offered' });
	expect(await readAnswers(world.db, attempt.id)).toEqual(before);
	const shown = await readWholeForm(world.db, attempt, { lower: 'anh chị', upper: 'Anh chị' });
	expect(shown.every((question) => question.complete)).toBe(true);
});

test('somebody else can neither save nor see nor hand in, and reads it as not found', async () => {
	const attempt = await begin();
	const other = await settle(world, world.thanhBa);
	const sent = new Map([['q1', [1]]]);
	await expect(
		saveWholeForm(world.db, herself(other), other, { attemptId: attempt.id, sent }, after(60))
	).rejects.toMatchObject({ status: 404 });
	await expect(
		record(
			world.db,
			herself(other),
			submitAttempt,
			{ attemptId: attempt.id, personId: other, helped: 'none' },
			after(60)
		)
	).rejects.toMatchObject({ status: 404 });
});

test('more time is granted by the officer of her place for a reason, audited, and sets the next deadline', async () => {
	personId = await settle(world, world.cuaNam);
	const grant = { personId, extraPercent: 50, reason: 'health' } as const;
	await expect(setAccommodation(world.db, world.thanhBa.officer, grant, NOON)).rejects.toMatchObject({ status: 403 });
	await expect(setAccommodation(world.db, herself(personId), grant, NOON)).rejects.toMatchObject({ status: 403 });
	await setAccommodation(world.db, world.cuaNam.officer, grant, NOON);
	await setAccommodation(world.db, world.cuaNam.officer, grant, NOON);
	expect((await begin()).deadlineAt).toEqual(after(30 * 60));
	const audited = await world.db.select().from(auditEntries).where(eq(auditEntries.personId, personId));
	expect(audited.filter(({ verb }) => verb === 'accommodation.set')).toHaveLength(2);
	await setAccommodation(world.db, world.cuaNam.officer, { ...grant, extraPercent: 0 }, NOON);
	expect((await begin()).deadlineAt).toEqual(after(30 * 60));
});

test('the officials standard is not the one that residents learn for', () => {
	expect(standardFor(world.library, 'officials')?.id).toBe('ky-nang-so-can-bo');
	expect(standardFor(world.library, 'residents')?.id).toBe('ky-nang-so-thiet-yeu');
	expect(world.standard.hash).toBe(RESIDENTS_HASH);
});
