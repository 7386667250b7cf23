import { sql } from 'drizzle-orm';
import { m } from '#lib/messages/compiled/messages.js';
import { newId } from '#lib/shared/ids.ts';
import { answerAll, settle } from '#tests/world.ts';
import { handIn, tapChoice } from './learner.ts';
import { beginTest, traceOf } from './open-test.ts';
import { expectRefusal, open, post } from './posts.ts';
import { ADDRESSED, expect, heading, signIn, test } from './world.ts';

test('an address with a code that names nothing answers that nothing is there', async ({ context, world }) => {
	await signIn(world, context, await settle(world, world.cuaNam, {}, new Date()));
	for (const path of [
		'/nowhere',
		'/learn/khong-co',
		'/learn/khong-co/bai-1',
		'/learn/vneid/khong-co',
		'/learn/vneid/khong-co/practice',
		'/learn/khong-co/test',
		'/standards/khong-co/test',
		'/help/khong-co',
		'/literacy/99999',
		'/literacy/00',
		'/literacy/VN',
		'/literacy/-1',
		`/literacy/${newId(new Date())}`,
		'/register?ward=99999',
		'/register?province=00'
	]) {
		await expectRefusal(await open(context, path), 404, m.error_not_found());
	}
	const figure = await open(context, '/api/literacy/99999');
	expect(figure.status()).toBe(404);
	expect(await figure.json()).toEqual({ error: m.error_figure_unknown() });
});

test('a choice that was not offered and an empty one are refused, and what was chosen before stays', async ({
	context,
	page,
	world
}) => {
	const { attempt, signInId } = await beginTest(world, context);
	const question = `/attempts/${attempt.id}/1`;
	await post(context, question, { signIn: signInId, page: '1', choice: 'unknown' });
	const before = await traceOf(world, attempt);
	const refused = (choice: string) => post(context, question, { signIn: signInId, page: '1', choice });
	await expectRefusal(await refused('9'), 422, m.error_choice_not_offered());
	await expectRefusal(await refused('-1'), 422, m.problem_invalid());
	await expectRefusal(await post(context, question, { signIn: signInId, page: '1' }), 422, m.problem_nothing_chosen());
	expect(await traceOf(world, attempt)).toEqual(before);

	await page.goto(`/attempts/${attempt.id}/2`);
	await page.locator('main form').getByRole('button').click();
	await expect(page).toHaveTitle(/^Lỗi: /);
	await expect(page.getByRole('alert')).toContainText(m.problem_nothing_chosen());
});

test('twenty submissions at once make one result, and every answer leads to it', async ({ context, world }) => {
	const { personId, attempt, signInId } = await beginTest(world, context);
	await answerAll(world, personId, attempt, 3, new Date());
	const answers = await Promise.all(
		Array.from({ length: 20 }, () =>
			post(context, `/attempts/${attempt.id}/submission`, { signIn: signInId, helped: 'none' })
		)
	);
	for (const answer of answers) {
		expect(answer.status()).toBe(303);
		expect(answer.headers()['location']).toBe(`/attempts/${attempt.id}`);
	}
	const { log } = await traceOf(world, attempt);
	expect(log).toEqual(['person.registered', 'test.submitted']);
});

test('after a submission nothing can be answered any more, and what is sent leads to the result', async ({
	context,
	page,
	world
}) => {
	const { personId, attempt, signInId } = await beginTest(world, context);
	await answerAll(world, personId, attempt, 0, new Date());
	await page.goto(`/attempts/${attempt.id}/submission`);
	await handIn(page, m.learner_help_none());
	const before = await traceOf(world, attempt);
	const late = await post(context, `/attempts/${attempt.id}/1`, { signIn: signInId, page: '1', choice: '1' });
	expect(late.headers()['location']).toBe(`/attempts/${attempt.id}`);
	const again = await post(context, `/attempts/${attempt.id}/submission`, { signIn: signInId, helped: 'done_for' });
	expect(again.headers()['location']).toBe(`/attempts/${attempt.id}`);
	expect(await traceOf(world, attempt)).toEqual(before);
});

test('what a client says about its own score is not read', async ({ context, page, world }) => {
	const { attempt, signInId, personId } = await beginTest(world, context);
	const forged = {
		score: '100',
		correct: '20',
		passed: 'true',
		right: 'true',
		attained: 'true',
		personId: world.cast.officer,
		witnessId: world.cast.trainer,
		occurredAt: '2020-01-01T00:00:00Z'
	};
	for (const n of attempt.form.keys()) {
		const answer = { ...forged, signIn: signInId, page: '1', choice: 'unknown' };
		expect((await post(context, `/attempts/${attempt.id}/${n + 1}`, answer)).status()).toBe(303);
	}
	await post(context, `/attempts/${attempt.id}/submission`, { ...forged, signIn: signInId, helped: 'none' });
	const { attempt: kept, log } = await traceOf(world, attempt);
	expect(kept).toMatchObject({ personId, witnessId: null, submittedAt: expect.any(Date) });
	expect(log).toEqual(['person.registered', 'test.submitted']);
	await page.goto(`/attempts/${attempt.id}`);
	await expect(heading(page)).toHaveText(
		m.learner_result_heading({ ...ADDRESSED, right: 0, asked: attempt.form.length })
	);
	const [status] = await world.db.execute(sql`select * from literacy_statuses where person_id = ${personId}`);
	expect(status).toMatchObject({ attained_day: null, witnessed_day: null });
});

test('help of a kind that does not exist is refused, and the test stays open', async ({ context, world }) => {
	const { attempt, signInId } = await beginTest(world, context);
	const before = await traceOf(world, attempt);
	const submit = (helped: Record<string, string>) =>
		post(context, `/attempts/${attempt.id}/submission`, { signIn: signInId, ...helped });
	await expectRefusal(await submit({ helped: 'nobody' }), 422, m.problem_help_missing());
	await expectRefusal(await submit({}), 422, m.problem_help_missing());
	expect(await traceOf(world, attempt)).toEqual(before);
});

test('a page that is posted after somebody else has signed in stores nothing and hands the answer back', async ({
	context,
	page,
	world
}) => {
	const { attempt, signInId } = await beginTest(world, context);
	await page.goto(`/attempts/${attempt.id}/1`);
	const before = await traceOf(world, attempt);
	const second = await beginTest(world, context);

	await tapChoice(page, '1');
	await page.locator('main form').getByRole('button').click();
	await expect(heading(page)).toHaveText(m.public_error_409());
	await expect(page.getByText(m.error_another_person())).toBeVisible();
	await expect(page.getByText(m.public_error_handed_back())).toBeVisible();
	await expect(page.getByRole('listitem')).toHaveText(m.public_error_handed_choice({ n: 1 }));
	const late = await post(context, `/attempts/${attempt.id}/submission`, { signIn: signInId, helped: 'none' });
	await expectRefusal(late, 409, m.error_another_person());
	const without = await post(context, `/attempts/${second.attempt.id}/1`, { page: '1', choice: '1' });
	await expectRefusal(without, 409, m.error_another_person());
	expect(await traceOf(world, attempt)).toEqual(before);
	expect((await traceOf(world, second.attempt)).answers).toEqual([]);
});

test('a form of a learner that is sent after leaving asks to sign in, and stores nothing', async ({
	context,
	page,
	world
}) => {
	const { attempt } = await beginTest(world, context);
	await page.goto(`/attempts/${attempt.id}/1`);
	await context.clearCookies();
	await tapChoice(page, '1');
	await page.locator('main form').getByRole('button').click();
	await expect(page.getByText(m.error_sign_in_first())).toBeVisible();
	await expect(page.getByRole('link', { name: m.common_enter() })).toBeVisible();
	expect((await traceOf(world, attempt)).answers).toEqual([]);
});
