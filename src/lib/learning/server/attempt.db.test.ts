import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { anonymous } from '#lib/access/actor.ts';
import type { Question } from '#lib/curriculum/content.ts';
import { readQuestions } from '#lib/curriculum/server/versions.ts';
import { readEvents } from '#lib/ledger/server/log.ts';
import { record } from '#lib/ledger/server/record.ts';
import type { TestSubmitted } from '#lib/learning/events.ts';
import { readAnswers, saveAnswer } from '#lib/learning/server/answer.ts';
import { startAttempt } from '#lib/learning/server/attempt.ts';
import { completeLesson } from '#lib/learning/server/lesson.ts';
import { attempts } from '#lib/learning/server/schema.ts';
import { submitAttempt } from '#lib/learning/server/submit.ts';
import { listTestsToWitness, numberOf, witnessEnd, witnessStart } from '#lib/learning/server/witness.ts';
import { newId } from '#lib/shared/ids.ts';
import { testDatabase, type TestDatabase } from '#tests/database.ts';
import { answerAll, herself, makeWorld, NOON, settle, takeTest, type World } from '#tests/world.ts';

let database: TestDatabase;
let world: World;
const whole = { door: 'whole', standard: 'ky-nang-so-thiet-yeu' } as const;

beforeAll(async () => {
	database = await testDatabase();
	world = await makeWorld(database.db);
});
afterAll(() => database.close());

const start = (person: string) => startAttempt(world.db, world.library, herself(person), person, whole, NOON);
const submit = (person: string, attemptId: string) =>
	record(world.db, herself(person), submitAttempt, { attemptId, personId: person, helped: 'none' }, NOON);

async function firstQuestion(form: { question: string }[]): Promise<Question> {
	const hash = form[0]?.question ?? '';
	return (await readQuestions(world.db, [hash])).get(hash) as Question;
}

test('a test started ten times at once, on as many devices, is one open attempt', async () => {
	const person = await settle(world, world.cuaNam);
	const started = await Promise.all(Array.from({ length: 10 }, () => start(person)));
	expect(new Set(started.map((attempt) => attempt.id)).size).toBe(1);
	expect(await world.db.select().from(attempts).where(eq(attempts.personId, person))).toHaveLength(1);
});

test('after the killed tab the same questions and answers are there, and the last save wins', async () => {
	const person = await settle(world, world.cuaNam);
	const attempt = await start(person);
	const question = await firstQuestion(attempt.form);
	const choose = (chosen: 'unknown' | number) =>
		saveAnswer(
			world.db,
			herself(person),
			person,
			question,
			{ attemptId: attempt.id, n: 1, page: 1, chosen: [chosen] },
			NOON
		);
	await choose(1);
	await choose('unknown');
	const again = await start(person);
	expect(again).toEqual(attempt);
	expect(await readAnswers(world.db, again.id)).toEqual(new Map([[1, ['unknown']]]));
});

test('the event of a submission holds draw, answers and marks, and names the versions it was marked by', async () => {
	const person = await settle(world, world.cuaNam);
	const attempt = await takeTest(world, person, whole, { right: 15 });
	const log = await readEvents(world.db, [person]);
	const event = log.find((entry) => entry.kind === 'test.submitted') as TestSubmitted;
	expect(event).toMatchObject({
		id: attempt.submissionId,
		contentHash: world.standard.hash,
		assistance: 'none',
		witnessId: null
	});
	expect(event.body.marks.map((mark) => mark.question)).toEqual(attempt.form.map((item) => item.question));
	expect(event.body.marks.filter((mark) => mark.right)).toHaveLength(15);
	expect(event.body.passed).toBe(false);
});

test('after submission no answer can be saved, and nothing of the result changes', async () => {
	const person = await settle(world, world.cuaNam);
	const attempt = await start(person);
	const question = await firstQuestion(attempt.form);
	await submit(person, attempt.id);
	const choice = { attemptId: attempt.id, n: 1, page: 1, chosen: [1] };
	await expect(saveAnswer(world.db, herself(person), person, question, choice, NOON)).rejects.toMatchObject({
		code: 'attempt_submitted',
		status: 409
	});
	const log = await readEvents(world.db, [person]);
	expect(
		(log.find((entry) => entry.kind === 'test.submitted') as TestSubmitted).body.marks.every((mark) => !mark.right)
	).toBe(true);
});

test('somebody else’s attempt can be neither answered nor handed in, and reads as not found', async () => {
	const [owner, other] = [await settle(world, world.cuaNam), await settle(world, world.thanhBa)];
	const attempt = await start(owner);
	const question = await firstQuestion(attempt.form);
	const choice = { attemptId: attempt.id, n: 1, page: 1, chosen: [1] };
	await expect(saveAnswer(world.db, herself(other), other, question, choice, NOON)).rejects.toMatchObject({
		status: 404
	});
	await expect(submit(other, attempt.id)).rejects.toMatchObject({ status: 404 });
	await expect(
		record(world.db, herself(other), submitAttempt, { attemptId: attempt.id, personId: owner, helped: 'none' }, NOON)
	).rejects.toMatchObject({ status: 403 });
	await expect(saveAnswer(world.db, anonymous, owner, question, choice, NOON)).rejects.toMatchObject({ status: 403 });
	expect(await readAnswers(world.db, attempt.id)).toEqual(new Map());
});

test('a witness comes before the first answer, a second time after the last, and only she closes what she began', async () => {
	const { cuaNam, thanhBa } = world;
	const person = await settle(world, cuaNam);
	const attempt = await start(person);
	const begin = { attemptId: attempt.id, learningPointId: cuaNam.learningPointId };
	const end = { attemptId: attempt.id, assistance: 'none' as const };
	await expect(witnessStart(world.db, thanhBa.trainer, begin, NOON)).rejects.toMatchObject({ status: 403 });
	await expect(witnessStart(world.db, herself(person), begin, NOON)).rejects.toMatchObject({ status: 403 });
	await witnessStart(world.db, cuaNam.trainer, begin, NOON);
	await expect(witnessEnd(world.db, cuaNam.trainer, end, NOON)).rejects.toMatchObject({
		code: 'questions_open',
		details: { count: attempt.form.length }
	});
	await answerAll(world, person, attempt, attempt.form.length);
	const another = { ...cuaNam.trainer, id: newId(NOON) };
	await expect(witnessEnd(world.db, another, end, NOON)).rejects.toMatchObject({ code: 'witness_another' });
	await expect(witnessStart(world.db, another, begin, NOON)).rejects.toMatchObject({ code: 'witness_too_late' });
	await witnessEnd(world.db, cuaNam.trainer, end, NOON);
	await submit(person, attempt.id);
	const log = await readEvents(world.db, [person]);
	expect(log.find((entry) => entry.kind === 'test.submitted')).toMatchObject({
		witnessId: cuaNam.trainer.id,
		learningPointId: cuaNam.learningPointId
	});
});

test('an answer changed after the witness’s last word makes it a result of its own, at home', async () => {
	const { cuaNam } = world;
	const person = await settle(world, cuaNam);
	const attempt = await start(person);
	await witnessStart(
		world.db,
		cuaNam.trainer,
		{ attemptId: attempt.id, learningPointId: cuaNam.learningPointId },
		NOON
	);
	await answerAll(world, person, attempt, 19);
	await witnessEnd(world.db, cuaNam.trainer, { attemptId: attempt.id, assistance: 'none' }, NOON);
	await answerAll(world, person, attempt, attempt.form.length);
	await submit(person, attempt.id);
	const log = await readEvents(world.db, [person]);
	expect(log.find((entry) => entry.kind === 'test.submitted')).toMatchObject({
		witnessId: null,
		learningPointId: null
	});
});

test('the most help that anybody names stands on the result', async () => {
	const { cuaNam } = world;
	const person = await settle(world, cuaNam);
	const witness = { trainer: cuaNam.trainer, learningPointId: cuaNam.learningPointId, assistance: 'prompted' as const };
	await takeTest(world, person, whole, { helped: 'read_aloud', witness });
	const log = await readEvents(world.db, [person]);
	expect(log.find((entry) => entry.kind === 'test.submitted')).toMatchObject({
		assistance: 'prompted',
		helperId: cuaNam.trainer.id
	});
});

test('a trainer sees open tests of her own ward, and one from elsewhere only by its number', async () => {
	const { cuaNam, thanhBa } = world;
	const [near, far] = [await settle(world, cuaNam), await settle(world, thanhBa)];
	const [own, foreign] = [await start(near), await start(far)];
	const listed = await listTestsToWitness(world.db, cuaNam.trainer, NOON, null);
	expect(listed.map((one) => one.id)).toContain(own.id);
	expect(listed.map((one) => one.id)).not.toContain(foreign.id);
	const found = await listTestsToWitness(world.db, cuaNam.trainer, NOON, ` ${numberOf(foreign.id).toLowerCase()} `);
	expect(found.map((one) => one.id)).toEqual([foreign.id]);
	expect(await listTestsToWitness(world.db, herself(near), NOON, null)).toEqual([]);
});

test('a lesson read twice is one event with its first day', async () => {
	const person = await settle(world, world.cuaNam);
	const read = (eventId: string) =>
		record(
			world.db,
			herself(person),
			completeLesson,
			{ eventId, personId: person, module: 'vneid', lesson: 'hai-muc-do', contentHash: 'h' },
			NOON
		);
	const eventId = newId(NOON);
	await Promise.all([read(eventId), read(eventId), read(newId(NOON))]);
	const log = await readEvents(world.db, [person]);
	expect(log.filter((entry) => entry.kind === 'lesson.completed')).toHaveLength(1);
});
