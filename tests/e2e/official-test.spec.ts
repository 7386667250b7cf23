import { eq } from 'drizzle-orm';
import { attempts } from '#lib/learning/server/schema.ts';
import { m } from '#lib/messages/compiled/messages.js';
import { settle } from '#tests/world.ts';
import { answerWhole, attemptOn, goOn } from './learner.ts';
import { test } from './exhibits.ts';
import { expect, heading, newName, signIn } from './world.ts';

const MODULE = 'chia-se-du-lieu';

test('an official takes the test of a module on one page, in four requests and 40 KB from start to result', async ({
	page,
	world
}) => {
	const personId = await settle(world, world.cuaNam, { confirmed: false, fullName: newName() }, new Date());
	await signIn(world, page.context(), personId, 'link');
	await page.goto(`/learn/${MODULE}`);
	await page.getByRole('link', { name: m.public_learn_test() }).click();
	await expect(page.locator('main')).toContainText(m.exams_start_minutes({ minutes: 20 }));
	await expect(page.locator('main')).toContainText(m.exams_start_left({ left: 3 }));

	const sizes: Promise<number>[] = [];
	const documents: string[] = [];
	page.on('requestfinished', (request) => {
		if (request.resourceType() !== 'document') return;
		documents.push(`${request.method()} ${new URL(request.url()).pathname}`);
		sizes.push(request.sizes().then((size) => size.responseBodySize + size.responseHeadersSize));
	});
	await goOn(page, () => page.getByRole('button', { name: m.learner_test_begin() }).click());
	await expect(page.locator('main section')).toHaveCount(10);
	await answerWhole(page, world, 10);
	await page.getByLabel(m.learner_help_none()).check();
	await goOn(page, () => page.getByRole('button', { name: m.learner_submission_submit() }).click());
	await expect(heading(page)).toHaveText(m.learner_result_heading({ Address: 'Anh chị', right: 10, asked: 10 }));
	expect(documents).toHaveLength(4);
	const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
	expect(bytes).toBeLessThan(40 * 1024);

	// What is right is told only after a day; until then nobody gets it by its address either.
	await page.goto(`${page.url()}/review`);
	await expect(heading(page)).toHaveText(m.learner_result_heading({ Address: 'Anh chị', right: 10, asked: 10 }));
});

test('what is saved survives a lost network and two tabs, open questions are asked about, and after the deadline the saved ones are handed in', async ({
	page,
	world,
	anotherDevice
}) => {
	const personId = await settle(world, world.cuaNam, { confirmed: false, fullName: newName() }, new Date());
	await signIn(world, page.context(), personId, 'link');
	await page.goto(`/learn/${MODULE}/test`);
	await goOn(page, () => page.getByRole('button', { name: m.learner_test_begin() }).click());
	const attempt = await attemptOn(page, world);
	const elsewhere = await anotherDevice();
	await signIn(world, elsewhere.context(), personId, 'link');
	await elsewhere.goto(page.url());

	await answerWhole(page, world, 4);
	await goOn(page, () => page.getByRole('button', { name: m.exams_form_save() }).click());
	// The other tab was opened before and knows nothing of it; what it leaves empty takes nothing back.
	await goOn(elsewhere, () => elsewhere.getByRole('button', { name: m.exams_form_save() }).click());
	await page.reload();
	expect(await page.locator('main input:checked, main option:checked:not([value=""])').count()).toBeGreaterThan(4);

	await page.getByRole('button', { name: m.learner_submission_submit() }).click();
	await expect(page.getByRole('alert')).toContainText(m.problem_help_missing());

	// Time is up while both pages are open.
	const over = new Date(Date.now() - 60_000);
	await world.db.update(attempts).set({ deadlineAt: over }).where(eq(attempts.id, attempt.id));
	await page.getByRole('button', { name: m.learner_submission_submit() }).click();
	await expect(page.getByRole('alert')).toBeVisible();
	await expect(page.locator('main ol > li')).toHaveCount(10);
	await goOn(page, () => page.getByRole('button', { name: m.exams_form_to_result() }).click());
	await expect(heading(page)).toHaveText(m.learner_result_heading({ Address: 'Anh chị', right: 4, asked: 10 }));
	await goOn(elsewhere, () => elsewhere.getByRole('button', { name: m.exams_form_save() }).click());
	await expect(heading(elsewhere)).toHaveText(m.learner_result_heading({ Address: 'Anh chị', right: 4, asked: 10 }));

	await page.goto(`/learn/${MODULE}/test`);
	await expect(page.locator('main form[method=POST]')).toHaveCount(0);
});
