import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DEFAULT_ADDRESS } from '#lib/curriculum/address.ts';
import { record } from '#lib/ledger/server/record.ts';
import { ask, findLastOpenAttempt, listOpenQuestions, readPosed } from '#lib/learning/server/asking.ts';
import { readAttempt, startAttempt } from '#lib/learning/server/attempt.ts';
import { explainAttempt, readExplained } from '#lib/learning/server/explaining.ts';
import { submitAttempt } from '#lib/learning/server/submit.ts';
import type { TestKind } from '#lib/learning/test.ts';
import { testDatabase, type TestDatabase } from '#tests/database.ts';
import { answerAll, herself, makeWorld, NOON, settle, type World } from '#tests/world.ts';

let database: TestDatabase;
let world: World;
const whole = { door: 'whole', standard: 'ky-nang-so-thiet-yeu' } as const;
const practice = { door: 'practice', module: 'thu-dien-tu', lesson: 'thu-dien-tu-la-gi' } as const;

beforeAll(async () => {
	database = await testDatabase();
	world = await makeWorld(database.db);
});
afterAll(() => database.close());

async function begin(kind: TestKind) {
	const person = await settle(world, world.cuaNam);
	const attempt = await startAttempt(world.db, world.library, herself(person), person, kind, NOON);
	return { person, attempt };
}

async function handIn(person: string, attemptId: string) {
	const input = { attemptId, personId: person, helped: 'none' as const };
	await record(world.db, herself(person), submitAttempt, input, NOON);
	return readAttempt(world.db, person, attemptId);
}

const explain = (attempt: Parameters<typeof explainAttempt>[1]) => explainAttempt(world.db, attempt, DEFAULT_ADDRESS);

describe('before a test is handed in', () => {
	test('nothing of it is explained, however much is answered', async () => {
		const { person, attempt } = await begin(whole);
		await answerAll(world, person, attempt, attempt.form.length);
		expect((await explain(attempt)).size).toBe(0);
		await expect(readExplained(world.db, attempt, 1, DEFAULT_ADDRESS)).rejects.toMatchObject({ status: 404 });
	});

	test('a page holds no key, no explanation and no authored position, and is said in the words of the province', async () => {
		const { attempt } = await begin(whole);
		for (const n of attempt.form.keys()) {
			const posed = await readPosed(world.db, attempt, n + 1);
			const asked = ask(posed, undefined, { lower: 'cô chú', upper: 'Cô chú' });
			expect(Object.keys(asked).sort()).toEqual(
				[
					'ask',
					'complete',
					'earlier',
					'kind',
					'message',
					'options',
					'page',
					'pages',
					'prompt',
					'situation',
					'unknownChosen'
				].sort()
			);
			for (const option of asked.options) expect(Object.keys(option).sort()).toEqual(['chosen', 'place', 'text']);
			const said = JSON.stringify(asked);
			expect(said).not.toContain(posed.question.explain);
			expect(said).not.toMatch(/\{[Bb]ác\}/);
		}
	});

	test('a question that is not on the form is not found', async () => {
		const { attempt } = await begin(whole);
		for (const n of [0, -1, attempt.form.length + 1, 1.5]) {
			await expect(readPosed(world.db, attempt, n)).rejects.toMatchObject({ status: 404 });
		}
	});

	test('a page whose earlier ones are open gives way to the first open one', async () => {
		const { attempt } = await begin(whole);
		const posed = await readPosed(world.db, attempt, 1);
		expect(ask(posed, 9, DEFAULT_ADDRESS).page).toBe(1);
	});
});

test('practice explains an answered question at once, and no other', async () => {
	const { person, attempt } = await begin(practice);
	expect((await explain(attempt)).size).toBe(0);
	const first = { ...attempt, form: attempt.form.slice(0, 1) };
	await answerAll(world, person, first, 1);
	expect([...(await explain(attempt)).keys()]).toEqual([1]);
	expect(await readExplained(world.db, attempt, 1, DEFAULT_ADDRESS)).toMatchObject({ n: 1, right: true });
});

test('after a test is handed in, every question is explained, also one that was left open', async () => {
	const { person, attempt } = await begin(whole);
	await answerAll(world, person, { ...attempt, form: attempt.form.slice(0, 2) }, 1);
	const explained = await explain(await handIn(person, attempt.id));
	expect(explained.size).toBe(attempt.form.length);
	expect(explained.get(1)).toMatchObject({ right: true, unknown: false });
	expect(explained.get(2)).toMatchObject({ right: false, unknown: true, chosen: [] });
	expect(explained.get(3)).toMatchObject({ right: false, unknown: false, chosen: [] });
	for (const { answers, explain } of explained.values()) {
		expect(answers.length).toBeGreaterThan(0);
		expect(explain).not.toBe('');
	}
});

test('open questions are listed by number until each has a whole answer', async () => {
	const { person, attempt } = await begin(practice);
	const numbers = [...attempt.form.keys()].map((index) => index + 1);
	expect(await listOpenQuestions(world.db, attempt)).toEqual(numbers);
	await answerAll(world, person, attempt, 0);
	expect(await listOpenQuestions(world.db, attempt)).toEqual([]);
});

test('she goes on with what she began last, once it has an answer and until it is handed in', async () => {
	const { person, attempt } = await begin(whole);
	expect(await findLastOpenAttempt(world.db, person)).toBeNull();
	await answerAll(world, person, { ...attempt, form: attempt.form.slice(0, 1) }, 1);
	expect((await findLastOpenAttempt(world.db, person))?.id).toBe(attempt.id);
	await handIn(person, attempt.id);
	expect(await findLastOpenAttempt(world.db, person)).toBeNull();
});
