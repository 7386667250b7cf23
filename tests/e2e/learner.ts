import { type Page } from '@playwright/test';
import type { Question } from '#lib/curriculum/content.ts';
import { readQuestions } from '#lib/curriculum/server/versions.ts';
import { m } from '#lib/messages/compiled/messages.js';
import { findAttempt, type Attempt } from '#lib/learning/server/attempt.ts';
import type { PictureId } from '#lib/sign-in/pictures.ts';
import { sentRightly } from '#tests/whole-form.ts';
import { rightPages } from '#tests/world.ts';
import { expect, heading, type RunningWorld } from './world.ts';

/** Her three pictures, in order. */
export const PICTURES: PictureId[] = ['buffalo', 'star', 'leaf'];

const ASKED = {
	choose: [m.sign_in_pictures_choose_1, m.sign_in_pictures_choose_2, m.sign_in_pictures_choose_3],
	confirm: [m.sign_in_pictures_confirm_1, m.sign_in_pictures_confirm_2, m.sign_in_pictures_confirm_3],
	enter: [m.sign_in_pictures_enter_1, m.sign_in_pictures_enter_2, m.sign_in_pictures_enter_3]
};

/** Taps three pictures, one a page: as a first choice, to repeat it, or to come in. */
export async function tapPictures(
	page: Page,
	what: keyof typeof ASKED,
	pictures: readonly PictureId[] = PICTURES
): Promise<void> {
	for (const [n, picture] of pictures.entries()) {
		await expect(heading(page)).toHaveText(ASKED[what][n]?.() ?? '');
		await page.locator(`button[name=picture][value=${picture}]`).click();
	}
}

/** Does what leads to another address, and waits for it. */
export async function goOn(page: Page, act: () => Promise<unknown>): Promise<void> {
	const here = page.url();
	await act();
	await page.waitForURL((url) => url.href !== here);
}

/** The attempt whose page is open. */
export async function attemptOn(page: Page, world: RunningWorld): Promise<Attempt> {
	const [, id = ''] = /\/attempts\/([0-9a-f-]{36})/.exec(page.url()) ?? [];
	const attempt = await findAttempt(world.db, id);
	if (!attempt) throw new Error(`no attempt is open at ${page.url()}`);
	return attempt;
}

/**
 * Answers the questions of the attempt that is open, page by page, until something else is asked: the first `right` of
 * them as the key says, the others with "Tôi không biết".
 */
export async function answerOnPages(page: Page, world: RunningWorld, right = Infinity): Promise<Attempt> {
	const attempt = await attemptOn(page, world);
	for (let n = numberOn(page); n !== null; n = numberOn(page)) await answerPage(page, world, attempt, n <= right);
	return attempt;
}

/** Answers the page that is shown, rightly or with "Tôi không biết". */
export async function answerPage(page: Page, world: RunningWorld, attempt: Attempt, rightly = true): Promise<void> {
	const n = numberOn(page) ?? 0;
	const choices = rightly ? await rightChoices(page, world, attempt, n) : ['unknown'];
	for (const value of choices) await tapChoice(page, value);
	await goOn(page, () => page.locator('main form').getByRole('button').click());
}

async function rightChoices(page: Page, world: RunningWorld, attempt: Attempt, n: number): Promise<string[]> {
	const item = attempt.form[n - 1];
	if (!item) throw new Error(`the form has no question ${n}`);
	const questions = await readQuestions(world.db, [item.question]);
	const pages = rightPages(questions.get(item.question) as Question, item.order);
	const shown = Number(await page.locator('main input[name=page]').inputValue());
	return (pages[shown - 1] ?? []).map(String);
}

/** Which question is shown, or null where something else is. */
function numberOn(page: Page): number | null {
	const [, n] = /^\/attempts\/[^/]+\/(\d+)$/.exec(new URL(page.url()).pathname) ?? [];
	return n === undefined ? null : Number(n);
}

/** Picks on the page with the whole form what answers the first `right` questions rightly. */
export async function answerWhole(page: Page, world: RunningWorld, right: number): Promise<void> {
	const attempt = await attemptOn(page, world);
	const hashes = attempt.form.map(({ question }) => question);
	const sent = sentRightly(attempt, await readQuestions(world.db, hashes), right);
	for (const [name, places] of sent) {
		const list = page.locator(`select[name="${name}"]`);
		if (await list.count()) await list.selectOption(String(places[0]));
		else for (const place of places) await page.locator(`input[name="${name}"][value="${place}"]`).check();
	}
}

/** Taps an option of the question: the whole row is its target. */
export async function tapChoice(page: Page, value: string): Promise<void> {
	await page.locator('label', { has: page.locator(`input[name=choice][value="${value}"]`) }).click();
}

/** Hands the test in and says who helped; ends at the result. */
export async function handIn(page: Page, helped: string): Promise<void> {
	await page.locator('label', { hasText: helped }).click();
	await goOn(page, () => page.getByRole('button', { name: m.learner_submission_submit() }).click());
}
