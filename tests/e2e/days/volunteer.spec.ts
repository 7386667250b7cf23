import type { Page } from '@playwright/test';
import { DEFAULT_ADDRESS } from '#lib/curriculum/address.ts';
import { lessonScript } from '#lib/curriculum/server/script.ts';
import { m } from '#lib/messages/compiled/messages.js';
import { issueCard } from '#lib/sign-in/server/cards.ts';
import { setPictures } from '#lib/sign-in/server/pictures.ts';
import { herself, settle } from '#tests/world.ts';
import { readCard } from '../card.ts';
import { sitDown } from '../evening.ts';
import { test } from '../exhibits.ts';
import { answerOnPages, answerPage, attemptOn, goOn, handIn, PICTURES, tapPictures } from '../learner.ts';
import { traceOf } from '../open-test.ts';
import { expect, heading, newName, signIn, type RunningWorld } from '../world.ts';
import { keepPicture } from './day.ts';

const TEST = '/learn/dien-thoai/test';

// Forty people at three tablets and the roll of the evening: evening-class.spec.ts. Here is what goes wrong meanwhile.

/** Somebody of the ward with a card and pictures. */
async function comeWithCard(world: RunningWorld) {
	const now = new Date();
	const name = newName();
	const personId = await settle(world, world.cuaNam, { confirmed: false, fullName: name }, now);
	await setPictures(world.db, herself(personId, now), personId, PICTURES, now);
	return { personId, name, card: await issueCard(world.db, world.cuaNam.trainer, personId, now) };
}

async function enter(tablet: Page, { name, card }: Awaited<ReturnType<typeof comeWithCard>>): Promise<void> {
	await tablet.goto(`/c/${card.token}`);
	await tapPictures(tablet, 'enter');
	await expect(tablet.getByRole('banner')).toContainText(name);
}

async function leave(tablet: Page): Promise<void> {
	await tablet.getByRole('banner').getByRole('button', { name: m.common_change_person() }).click();
	await expect(tablet.getByRole('banner').getByRole('button', { name: m.common_change_person() })).toHaveCount(0);
}

test('the network goes in the middle of a test, and what was answered is there when it comes back', async ({
	page,
	world,
	exhibits
}) => {
	await sitDown(world, page.context(), exhibits.evening);
	await enter(page, await comeWithCard(world));
	await page.goto(TEST);
	await goOn(page, () => page.getByRole('button', { name: m.learner_test_begin() }).click());
	const attempt = await attemptOn(page, world);
	await answerPage(page, world, attempt);
	const question = page.url();

	await page.context().setOffline(true);
	await page.locator('main form label').first().click();
	// What she sends must have failed before the network is back, else it would go its way after all.
	await page.locator('main form').getByRole('button').last().click({ noWaitAfter: true });
	await expect.poll(() => page.url()).toContain('chrome-error');
	await page.context().setOffline(false);
	expect((await traceOf(world, attempt)).answers.length, 'what was saved before stands').toBeGreaterThan(0);

	await page.goto(question);
	await keepPicture(page, 'volunteer-1-network-back');
	await answerOnPages(page, world);
	await handIn(page, m.learner_help_none());
	const asked = attempt.form.length;
	await expect(heading(page)).toHaveText(m.learner_result_heading({ Address: 'Bác', right: asked, asked }));
});

test('a lost card is replaced at the table, and a wrong person at a tablet hands it over in one tap', async ({
	page,
	world,
	exhibits,
	anotherDevice
}) => {
	const [loser, neighbour] = [await comeWithCard(world), await comeWithCard(world)];
	await signIn(world, page.context(), world.cuaNam.trainer.id, 'link');
	await page.goto('/people');
	await page.getByRole('searchbox').fill(loser.name);
	await page.getByRole('button', { name: m.office_search(), exact: true }).click();
	await page.getByRole('main').getByRole('link', { name: loser.name }).click();
	await page.getByRole('link', { name: m.office_card_lost() }).click();
	await keepPicture(page, 'volunteer-2-lost-card');
	await page.getByRole('button', { name: m.cards_void_and_reissue() }).click();
	const card = await readCard(page);

	const tablet = await anotherDevice();
	await sitDown(world, tablet.context(), exhibits.evening);
	await enter(tablet, neighbour);
	// It is not her at the tablet: the neighbour has sat down first.
	await leave(tablet);
	await tablet.goto(`/c/${loser.card.token}`);
	await expect(tablet.getByText(m.error_card_voided())).toBeVisible();
	await tablet.goto(card.address);
	await tapPictures(tablet, 'enter');
	await expect(tablet.getByRole('banner')).toContainText(loser.name);
	await expect(tablet.getByRole('banner')).not.toContainText(neighbour.name);
});

test('somebody without papers learns the same evening, and one who reads no Vietnamese finds the way in English', async ({
	page,
	world,
	exhibits,
	anotherDevice
}) => {
	const name = newName();
	await signIn(world, page.context(), world.cuaNam.trainer.id, 'link');
	await page.goto('/people/new');
	await page.getByLabel(m.learner_register_full_name()).fill(name);
	await page.getByLabel(m.learner_register_birth_year()).fill('1949');
	await page.locator('label', { has: page.locator(`input[value="${world.cuaNam.groups[0]}"]`) }).click();
	await goOn(page, () => page.getByRole('button', { name: m.office_register_submit(), exact: true }).click());
	await page.getByRole('button', { name: m.office_card_issue(), exact: true }).click();
	const card = await readCard(page);

	const tablet = await anotherDevice();
	await sitDown(world, tablet.context(), exhibits.evening);
	await tablet.goto(card.address);
	await tapPictures(tablet, 'choose');
	await tapPictures(tablet, 'confirm');
	await expect(tablet).toHaveURL('/me');
	await tablet.getByRole('contentinfo').getByRole('button', { name: 'English' }).click();
	await expect(tablet.locator('html')).toHaveAttribute('lang', 'en');
	await expect(heading(tablet)).toContainText('begin');
	await tablet
		.getByRole('main')
		.getByRole('link', { name: m.learner_me_learn_first({}, { locale: 'en' }) })
		.click();
	await expect(tablet.getByText(m.public_learn_language_note({}, { locale: 'en' }))).toBeVisible();
	await keepPicture(tablet, 'volunteer-3-english');
});

test('a blind man takes his test by keyboard and ear, read aloud by somebody beside him, and it counts', async ({
	page,
	world,
	exhibits
}) => {
	await sitDown(world, page.context(), exhibits.evening);
	await enter(page, await comeWithCard(world));
	await page.getByRole('link', { name: m.help_now_open() }).press('Enter');
	await page.getByRole('button', { name: m.help_now_read_aloud() }).press('Enter');
	await page.goto(TEST);
	await page.getByRole('button', { name: m.learner_test_begin() }).press('Enter');
	await page.waitForURL(/attempts/);
	const attempt = await attemptOn(page, world);
	while (/\/attempts\/[^/]+\/\d+$/.test(new URL(page.url()).pathname)) {
		// What he hears is what stands there: every choice has its words, every sound its name.
		for (const choice of await page.locator('main input:not([type=hidden])').all()) {
			await expect(choice).toHaveAccessibleName(/\S/);
		}
		await page.getByLabel(m.learner_question_unknown()).press('Space');
		const here = page.url();
		await page.locator('main form').getByRole('button').last().press('Enter');
		await page.waitForURL((url) => url.href !== here);
	}
	await keepPicture(page, 'volunteer-4-hand-in');
	await page.getByRole('button', { name: m.learner_submission_submit() }).press('Enter');
	await expect(page.getByText(m.learner_result_read_aloud())).toBeVisible();
	expect((await traceOf(world, attempt)).answers).toHaveLength(attempt.form.length);
});

/** What a voice adds so that the ear knows where it is: "Bước 1.", "Trên màn hình.", "Chạm vào đây". */
const ONLY_SAID = new Set('bước trên màn hình chạm vào đây mẹo bàn phím'.split(' '));

test('a deaf woman misses nothing: every word that a lesson says aloud is written on its page', async ({
	page,
	world
}) => {
	const [module] = world.library.modules;
	for (const lesson of module?.lessons ?? []) {
		await page.goto(`/learn/${module?.id}/${lesson.id}`);
		await expect(page.locator('main audio').first()).toBeVisible();
		const written = new Set(wordsOf(await page.getByRole('main').innerText()));
		const heard = wordsOf(lessonScript(lesson, DEFAULT_ADDRESS));
		expect(heard.length).toBeGreaterThan(100);
		expect(
			heard.filter((word) => !written.has(word) && !ONLY_SAID.has(word)),
			lesson.id
		).toEqual([]);
	}
});

function wordsOf(text: string): string[] {
	return (
		text
			.normalize('NFC')
			.toLowerCase()
			.match(/\p{L}+/gu) ?? []
	);
}
