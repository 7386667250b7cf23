import type { Locator, Page } from '@playwright/test';
import { m } from '#lib/messages/compiled/messages.js';
import { attainedInRow, moved, readFigures } from './group-figures.ts';
import { readCard } from './card.ts';
import { answerOnPages, goOn, handIn, tapPictures } from './learner.ts';
import { ADDRESSED, expect, heading, newName, signIn, test, type RunningWorld } from './world.ts';

test('a resident is registered, learns and passes, and the figure of her group moves by exactly one person', async ({
	page,
	world,
	anotherDevice,
	playwright
}) => {
	test.slow();
	const { cuaNam, standard } = world;
	const [groupId] = cuaNam.groups;
	const name = newName();
	const office = await anotherDevice();
	await signIn(world, office.context(), cuaNam.officer.id, 'link');

	const card = await test.step('the trainer registers her and prints a card', async () => {
		const trainer = await anotherDevice();
		await signIn(world, trainer.context(), cuaNam.trainer.id, 'link');
		return register(trainer, name, groupId);
	});
	await test.step('the officer confirms that she lives there', () => confirm(office, name));
	await test.step('she scans the card and chooses three pictures, twice', async () => {
		await page.goto(card.address);
		await expect(page).toHaveURL('/sign-in/pictures');
		await tapPictures(page, 'choose');
		await tapPictures(page, 'confirm');
		await expect(page).toHaveURL('/me');
		await expect(page.getByRole('banner')).toContainText(name);
	});
	await test.step('she reads a lesson and practises', () => learn(page, world));

	await test.step('she takes the test over the whole standard, and her group has one more who attained it', async () => {
		await page.goto('/me');
		await page.locator(`main a[href="/standards/${standard.id}/test"]`).click();
		await goOn(page, () => page.getByRole('button', { name: m.learner_test_begin() }).click());
		const { form } = await answerOnPages(page, world);
		const asked = form.length;
		await expect(page.getByText(m.learner_submission_all({ of: asked }))).toBeVisible();
		await world.alone(async () => {
			const before = await readFigures(world, playwright);
			const shown = await attainedInRow(office, cuaNam.wardCode, groupId);
			await handIn(page, m.learner_help_none());
			const after = await readFigures(world, playwright);
			expect(after).toEqual(moved(before, [groupId, cuaNam.wardCode], { assessed: 1, attained: 1 }));
			expect(await attainedInRow(office, cuaNam.wardCode, groupId)).toBe(shown + 1);
		});
		await expect(heading(page)).toHaveText(m.learner_result_heading({ ...ADDRESSED, right: asked, asked }));
		await expect(page.getByText(m.learner_result_passed_whole(ADDRESSED))).toBeVisible();
	});

	await test.step('from the figure of the group the officer comes to her evidence', async () => {
		await office.goto(`/literacy/${cuaNam.wardCode}`);
		await office.locator(`a[href="/groups/${groupId}"]`).click();
		await office.getByRole('searchbox').fill(name);
		await office.getByRole('button', { name: m.office_search(), exact: true }).click();
		await office.getByRole('link', { name }).click();
		await expect(heading(office)).toHaveText(name);
		await expect(office.getByText(m.office_result_at_home())).toBeVisible();
	});
	await test.step('she leaves, and comes back with her card and pictures', async () => {
		await leave(page);
		await page.getByLabel(m.sign_in_code()).fill(card.code.toLowerCase().replace('-', ' '));
		await page.getByRole('button', { name: m.common_next() }).click();
		await tapPictures(page, 'enter');
		await expect(page).toHaveURL('/me');
		await expect(page.getByText(m.learner_me_attained({ ...ADDRESSED, standard: standard.name.vi }))).toBeVisible();
	});
	await test.step('after she has left, Back shows nothing of her', async () => {
		await page.goto('/me/results');
		await leave(page);
		for (let steps = 0; steps < 3; steps += 1) {
			await page.goBack();
			await expect(page).toHaveURL(/\/sign-in/);
			await expect(page.locator('body')).not.toContainText(name);
		}
	});
});

async function register(page: Page, name: string, groupId: string): Promise<{ address: string; code: string }> {
	await page.goto('/work');
	await page.locator('main a[href="/people/new"]').click();
	await page.getByLabel(m.learner_register_full_name()).fill(name);
	await page.getByLabel(m.learner_register_birth_year()).fill('1958');
	await page.locator('label', { has: page.locator(`input[value="${groupId}"]`) }).click();
	await page.getByLabel(m.office_register_household()).fill('Nhà bà Mẫu, ngõ 5');
	await goOn(page, () => page.getByRole('button', { name: m.office_register_submit(), exact: true }).click());
	await expect(page.getByText(m.office_card_registered())).toBeVisible();
	await page.getByRole('button', { name: m.office_card_issue(), exact: true }).click();
	await expect(heading(page)).toHaveText(m.office_card_new_heading({ name }));
	return readCard(page);
}

/** The newest claims stand at the end of the list. */
async function confirm(page: Page, name: string): Promise<void> {
	await page.goto('/residences');
	const confirmation = page.getByRole('button', { name: new RegExp(`^${m.office_residences_confirm()}.*${name}$`) });
	while (!(await confirmation.isVisible())) {
		await goOn(page, () => page.getByRole('link', { name: m.office_roll_after() }).click());
	}
	await confirmation.click();
	await expect(page.getByText(m.office_residences_confirmed())).toBeVisible();
}

async function learn(page: Page, world: RunningWorld): Promise<void> {
	await page.getByRole('link', { name: m.learner_me_learn_first() }).click();
	await expectSound(page, page.getByLabel(`${m.common_listen()}: ${(await heading(page).textContent()) ?? ''}`));
	await page.getByRole('button', { name: m.public_lesson_complete() }).click();
	await expect(heading(page)).toHaveText(m.learner_completion_heading(ADDRESSED));
	await goOn(page, () => page.getByRole('button', { name: m.learner_to_practice() }).click());
	const next = page.getByRole('link', { name: m.learner_question_next() });
	await expectSound(page, page.locator('main audio').last());
	for (;;) {
		await answerOnPages(page, world);
		await expect(heading(page)).toHaveText(m.learner_explained_right());
		if (!(await next.isVisible())) break;
		await goOn(page, () => next.click());
	}
	await page.getByRole('button', { name: m.learner_explained_finish() }).click();
	await expect(page.getByText(m.learner_result_practice_text())).toBeVisible();
}

/** A player of a recording that is there, with or without script. */
async function expectSound(page: Page, player: Locator): Promise<void> {
	await expect(player).toBeVisible();
	const sound = await page.request.get((await player.getAttribute('src')) ?? '', { headers: { range: 'bytes=0-43' } });
	expect([sound.status(), sound.headers()['content-type']]).toEqual([206, 'audio/wav']);
}

async function leave(page: Page): Promise<void> {
	await page.getByRole('button', { name: m.common_change_person() }).click();
	await expect(page).toHaveURL('/sign-in');
}
