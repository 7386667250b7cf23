import { atConsole } from '#lib/access/actor.ts';
import { grantRole } from '#lib/sign-in/server/roles.ts';
import { m } from '#lib/messages/compiled/messages.js';
import { dayOf, writeTime } from '#lib/shared/dates.ts';
import { settle } from '#tests/world.ts';
import { answerWhole, attemptOn, goOn } from './learner.ts';
import { expect, heading, newName, signIn, test } from './world.ts';

const MODULE = 'chia-se-du-lieu';

test('more time set before a try stands in its deadline, and an official who appeals reads the answer of whoever may decide', async ({
	page,
	world,
	anotherDevice
}) => {
	const { db, cuaNam } = world;
	const now = new Date();
	const fullName = newName();
	const personId = await settle(world, cuaNam, { confirmed: false, fullName }, now);
	const deciderName = newName();
	const decider = await settle(world, cuaNam, { confirmed: false, fullName: deciderName }, now);
	const role = { personId: decider, role: 'province_officer', place: cuaNam.provinceCode } as const;
	await grantRole(db, atConsole, { ...role, from: dayOf(now), to: null }, now);

	// An officer of where she lives grants half as much time again.
	const office = await anotherDevice();
	await signIn(world, office.context(), cuaNam.officer.id, 'link');
	await office.goto(`/people/${personId}/accommodation`);
	await office.getByLabel(m.exams_time_more({ percent: 50 })).check();
	await office.getByLabel(m.exams_time_health()).check();
	await goOn(office, () => office.locator('main form').getByRole('button').click());
	await expect(office.getByRole('status')).toHaveText(m.exams_time_done());

	await signIn(world, page.context(), personId, 'link');
	await page.goto(`/learn/${MODULE}/test`);
	await expect(page.locator('main')).toContainText(m.exams_start_minutes({ minutes: 30 }));
	await expect(page.locator('main')).toContainText(m.exams_start_extra({ percent: 50 }));
	await goOn(page, () => page.getByRole('button', { name: m.learner_test_begin() }).click());
	const { deadlineAt, startedAt } = await attemptOn(page, world);
	expect((deadlineAt?.getTime() ?? 0) - startedAt.getTime()).toBe(30 * 60_000);
	await expect(page.locator('main')).toContainText(m.exams_form_until({ time: writeTime(deadlineAt ?? now) }));

	await answerWhole(page, world, 4);
	await page.getByLabel(m.learner_help_none()).check();
	await page.getByRole('button', { name: m.learner_submission_submit() }).click();
	const anyway = page.getByLabel(m.exams_form_anyway());
	await expect(anyway.or(page.getByRole('link', { name: m.appeals_own_title() }))).toBeVisible();
	if (await anyway.count()) {
		await anyway.check();
		await goOn(page, () => page.getByRole('button', { name: m.learner_submission_submit() }).click());
	}
	await page.getByRole('link', { name: m.appeals_own_title() }).click();
	await page.getByLabel(m.appeals_about()).selectOption('2');
	await page.getByLabel(m.appeals_reason_unclear()).check();
	const words = `Câu này có hai cách hiểu (mẫu ${personId.slice(-6)}).`;
	await page.getByLabel(m.appeals_text()).fill(words);
	await page.getByRole('button', { name: m.appeals_file() }).click();
	await expect(page.locator('main')).toContainText(m.appeals_waiting());
	const own = page.url();

	// The ward's officer does not decide about the standard.
	await office.goto('/appeals');
	await expect(office.locator('main')).not.toContainText(fullName);

	const deciding = await anotherDevice();
	await signIn(world, deciding.context(), decider, 'link');
	await deciding.goto('/appeals');
	await deciding.getByRole('link', { name: fullName }).click();
	await expect(deciding.locator('main')).toContainText(words);
	await deciding.getByRole('radio').first().check();
	const reply = 'Đúng là câu hỏi chưa rõ (mẫu).';
	await deciding.getByLabel(m.appeals_reply()).fill(reply);
	await goOn(deciding, () => deciding.getByRole('button', { name: m.appeals_answer() }).click());
	await expect(deciding.getByRole('status')).toHaveText(m.appeals_done());

	await page.goto(own);
	await expect(heading(page)).toHaveText(m.appeals_own_title());
	await expect(page.locator('main')).toContainText(m.appeals_upheld());
	await expect(page.locator('main')).toContainText(deciderName);
	await expect(page.locator('main')).toContainText(reply);
});
