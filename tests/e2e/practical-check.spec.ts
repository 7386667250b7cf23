import { codeOnSheet } from '#lib/learning/server/check-code.ts';
import { m } from '#lib/messages/compiled/messages.js';
import { dayOf } from '#lib/shared/dates.ts';
import { openFor } from '#lib/openings/server/evening.fixture.ts';
import { settle } from '#tests/world.ts';
import { expect, newName, signIn, test } from './world.ts';

test('a witness marks five tasks on her phone: one that needed prompting attains nothing, all five alone do', async ({
	page,
	world,
	anotherDevice
}) => {
	const { db, cuaNam, standard } = world;
	const now = new Date();
	const fullName = newName();
	const personId = await settle(world, cuaNam, { fullName }, now);
	await openFor(db, cuaNam.trainer, cuaNam.learningPointId, now);
	const tasks = standard.practicalCheck ?? [];
	await page.setViewportSize({ width: 360, height: 640 });
	await signIn(world, page.context(), cuaNam.trainer.id, 'link');
	await page.goto('/practical-checks');
	await page.getByLabel(m.check_find_label()).fill(codeOnSheet(personId));
	await page.getByRole('button', { name: m.check_find() }).click();
	await page.getByRole('link', { name: fullName }).click();

	const mark = async (last: 'alone' | 'prompted') => {
		await page.locator(`[name=place][value="point:${cuaNam.learningPointId}"]`).check({ force: true });
		await page.locator('[name=phone][value=drawn]').check({ force: true });
		for (const [n, { id }] of tasks.entries()) {
			const value = n === tasks.length - 1 ? last : 'alone';
			await page.locator(`[name="mark-${id}"][value=${value}]`).check({ force: true });
		}
		await page.getByRole('button', { name: m.check_submit() }).click();
	};
	await page.getByRole('button', { name: m.check_submit() }).click();
	await expect(page.getByRole('alert')).toBeVisible();
	await mark('prompted');
	await expect(page.getByRole('status')).toHaveText(m.check_done_not_yet());
	const officer = await anotherDevice();
	await signIn(world, officer.context(), cuaNam.officer.id, 'link');
	await officer.goto(`/people/${personId}`);
	await expect(officer.locator('main')).toContainText(m.check_mark_prompted());
	await expect(officer.locator('main')).toContainText(m.office_result_not_yet());

	await mark('alone');
	await expect(page.getByRole('status')).toHaveText(m.check_done_passed());
	await officer.goto(`/people/${personId}`);
	await expect(officer.locator('main')).toContainText(m.office_result_passed());

	const learner = await anotherDevice();
	await signIn(world, learner.context(), personId);
	await learner.goto('/me/results');
	await expect(learner.locator('main')).toContainText(tasks[0]?.name.vi ?? '');
	await expect(learner.locator('main')).toContainText(m.learner_results_witnessed());

	// A sheet asks for its day first, and refuses one that is still to come.
	await page.goto(`/people/${personId}/practical-check/paper`);
	const fill = (name: string, text: string) => page.locator(`[name=${name}]`).fill(text);
	await fill('year', '2999');
	await page.getByRole('button', { name: m.check_paper_next() }).click();
	await expect(page.getByRole('alert')).toContainText(m.error_check_future_day());
	await fill('year', dayOf(now).slice(0, 4));
	await page.getByRole('button', { name: m.check_paper_next() }).click();
	await expect(page.locator('[name=on]')).toHaveValue(dayOf(now));
});
