import type { Page } from '@playwright/test';
import { findScenario } from '#lib/curriculum/library.ts';
import type { Scenario } from '#lib/curriculum/scenario.ts';
import { m } from '#lib/messages/compiled/messages.js';
import { readCard, readSquare } from '../card.ts';
import { answerOnPages, goOn, handIn, tapPictures } from '../learner.ts';
import { walkPath } from '../practice-walk.ts';
import { ADDRESSED, expect, heading, newName, signIn, test, type RunningWorld } from '../world.ts';
import { keepPicture, slowDown } from './day.ts';

const MODULE = 'dien-thoai';

test.describe('without script, on an old phone and a slow network', () => {
	test.use({ javaScriptEnabled: false });

	test('an old resident goes from the poster on the wall to a lesson, her card, practice, a test and her paper', async ({
		page,
		world,
		anotherDevice
	}) => {
		test.setTimeout(300_000);
		const name = newName();
		await slowDown(page);
		const wall = await anotherDevice();
		await wall.goto(`/learning-points/${world.cuaNam.learningPointId}/poster`);
		const address = await readSquare(wall.getByRole('img', { name: m.poster_qr() }));

		await test.step('she scans the poster and reads a lesson before anybody asks who she is', async () => {
			await page.goto(address ?? '');
			await keepPicture(page, 'resident-1-home');
			await page.getByRole('link', { name: m.public_home_try() }).click();
			await expect(page.getByLabel(`${m.common_listen()}: ${await said(page)}`)).toBeVisible();
			await keepPicture(page, 'resident-2-lesson');
			await page.getByRole('link', { name: m.public_home_enter(), exact: true }).last().click();
		});
		await test.step('she has no card, so she says who she is and where she lives', () => register(page, world, name));
		await test.step('she is welcomed, learns, and practises on the drawn phone', async () => {
			await page.getByRole('link', { name: m.learner_welcome_learn() }).click();
			await keepPicture(page, 'resident-3-me');
			await page.getByRole('link', { name: m.learner_me_learn_first() }).click();
			await goOn(page, () => page.getByRole('button', { name: m.public_lesson_complete() }).click());
			await expect(heading(page)).toHaveText(m.learner_completion_heading(ADDRESSED));
			const scenario = findScenario(world.library, MODULE, 'vao-wifi-nha-quen') as Scenario;
			await page.goto(`/practice/${MODULE}/${scenario.id}`);
			await page.getByRole('button', { name: m.practice_begin() }).click();
			await walkPath(page, scenario, scenario.paths[0] ?? [], () => Promise.resolve());
			await expect(heading(page)).toHaveText(m.practice_done_heading(ADDRESSED));
		});
		await test.step('she takes the test of what she learnt, alone', async () => {
			await takeTest(page, world, m.learner_help_none());
			await expect(page.getByText(m.learner_result_at_home(ADDRESSED))).toBeVisible();
			await keepPicture(page, 'resident-4-result');
		});
		await test.step('and gets her paper', async () => {
			await page.goto('/me/certificates');
			await page.getByRole('button', { name: m.certificate_list_get() }).click();
			await page.getByRole('main').getByRole('listitem').getByRole('link').first().click();
			await expect(page.getByRole('main')).toContainText(name);
			await keepPicture(page, 'resident-5-paper');
		});

		const card = await test.step('the trainer gives her a card at the learning point', async () => {
			const trainer = await anotherDevice();
			await signIn(world, trainer.context(), world.cuaNam.trainer.id, 'link');
			await trainer.goto(`/people?q=${encodeURIComponent(name)}`);
			await trainer.getByRole('main').getByRole('link', { name }).click();
			await trainer.getByRole('button', { name: m.office_card_issue(), exact: true }).click();
			return readCard(trainer);
		});
		await test.step('at home, on her granddaughter’s phone, a test with prompting is kept and does not count', async () => {
			const home = await anotherDevice();
			await slowDown(home);
			await home.goto(card.address);
			await tapPictures(home, 'enter');
			await expect(home.getByRole('banner')).toContainText(name);
			await keepPicture(home, 'resident-6-at-home');
			await takeTest(home, world, m.learner_help_prompted());
			await expect(home.getByText(m.learner_result_prompted(ADDRESSED))).toBeVisible();
		});
	});
});

async function said(page: Page): Promise<string> {
	return (await heading(page).textContent()) ?? '';
}

async function register(page: Page, world: RunningWorld, name: string): Promise<void> {
	const { wardCode, groups } = world.cuaNam;
	await page.getByRole('link', { name: m.sign_in_no_card() }).click();
	await page.getByRole('searchbox').fill('cua nam');
	await page.getByRole('button', { name: m.learner_register_search() }).click();
	await page.locator(`main a[href="/register?ward=${wardCode}"]`).click();
	await page.locator(`main a[href="/register?ward=${wardCode}&group=${groups[0]}"]`).click();
	await page.getByLabel(m.learner_register_full_name()).fill(name);
	await page.getByLabel(m.learner_register_birth_year()).fill('1954');
	await keepPicture(page, 'resident-register');
	await goOn(page, () => page.getByRole('button', { name: m.learner_register_submit(), exact: true }).click());
	await expect(heading(page)).toHaveText(m.learner_welcome_heading({ name }));
	await page.getByRole('link', { name: m.learner_pictures_choose() }).click();
	await tapPictures(page, 'choose');
	await tapPictures(page, 'confirm');
	await expect(page).toHaveURL('/me');
	await page.goto('/register/welcome');
}

async function takeTest(page: Page, world: RunningWorld, help: string): Promise<void> {
	await page.goto(`/learn/${MODULE}/test`);
	await goOn(page, () => page.getByRole('button', { name: m.learner_test_begin() }).click());
	await answerOnPages(page, world);
	await handIn(page, help);
}
