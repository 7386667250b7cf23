import type { Page } from '@playwright/test';
import { m } from '#lib/messages/compiled/messages.js';
import { issueCard } from '#lib/sign-in/server/cards.ts';
import { setPictures } from '#lib/sign-in/server/pictures.ts';
import { herself, settle } from '#tests/world.ts';
import { test } from '../exhibits.ts';
import { goOn, PICTURES, tapPictures } from '../learner.ts';
import { expect, heading, newName, signIn } from '../world.ts';
import { keepPicture } from './day.ts';

// Installing, upgrading, backing up and restoring are walked without a browser: tests/start and src/cli/backup.

test('an operator reads how it is in words and figures, and answers whoever asks with a number', async ({
	page,
	world,
	exhibits
}) => {
	for (const [path, says] of [
		['/healthz', 'ok'],
		['/readyz', 'ready'],
		['/version', '.'],
		['/metrics', '# TYPE hoc_so_requests_running']
	] as const) {
		const answer = await fetch(`${world.address}${path}`);
		expect([path, answer.status]).toEqual([path, 200]);
		expect(await answer.text()).toContain(says);
	}
	await signIn(world, page.context(), exhibits.administrator, 'link');
	await page.goto('/work');
	await page.locator('main a[href="/system"]').click();
	await expect(heading(page)).toHaveText(m.system_title());
	await expect(page.getByRole('main')).toContainText(m.system_jobs());
	await keepPicture(page, 'operator-1-system');
	await page.goto('/jobs');
	await expect(page.getByRole('main').getByRole('region').first()).toBeVisible();
	await keepPicture(page, 'operator-2-jobs');
});

test('a stolen card is thrown out at once, with whoever came in by it, and her results stay', async ({
	page,
	world,
	anotherDevice
}) => {
	const now = new Date();
	const name = newName();
	const personId = await settle(world, world.cuaNam, { confirmed: false, fullName: name }, now);
	await setPictures(world.db, herself(personId, now), personId, PICTURES, now);
	const card = await issueCard(world.db, world.cuaNam.trainer, personId, now);
	const thief = await anotherDevice();
	await thief.goto(`/c/${card.token}`);
	await tapPictures(thief, 'enter');
	await expect(thief).toHaveURL('/me');

	await signIn(world, page.context(), world.cuaNam.trainer.id, 'link');
	await page.goto(`/people/${personId}/card-voiding`);
	await page.getByRole('button', { name: m.cards_void_only() }).click();
	await expect(page.getByText(m.office_card_voided())).toBeVisible();
	await keepPicture(page, 'operator-3-card');
	await thief.goto('/me/results');
	await expect(thief).toHaveURL(/\/sign-in/);
	await expect(thief.locator('body')).not.toContainText(name);
	await thief.goto(`/c/${card.token}`);
	await expect(thief.getByText(m.error_card_voided())).toBeVisible();
});

test('somebody asks what is kept of her and wants it corrected; the office answers, and she reads the answer', async ({
	page,
	world,
	anotherDevice
}) => {
	const name = newName();
	const personId = await settle(world, world.cuaNam, { confirmed: false, fullName: name }, new Date());
	await signIn(world, page.context(), personId);
	await page.goto('/me/data');
	await goOn(page, () => page.getByRole('link', { name: m.privacy_mine_request_new() }).click());
	await page.locator('label', { hasText: m.privacy_kind_correction() }).click();
	await page.getByLabel(m.privacy_request_text()).fill('Năm sinh đúng là 1956.');
	await goOn(page, () => page.getByRole('button', { name: m.privacy_request_submit() }).click());

	const office = await anotherDevice();
	await signIn(world, office.context(), world.cuaNam.officer.id, 'link');
	await office.goto('/work');
	await office.locator('main a[href="/data-requests"]').first().click();
	await openRequestOf(office, name);
	await keepPicture(office, 'operator-4-request');
	await office.getByRole('link', { name: m.office_correct_birth_year() }).click();
	await office.locator('input[name=birthYear]').fill('1956');
	await goOn(office, () => office.getByRole('button', { name: m.common_save() }).click());
	await office.goto('/data-requests');
	await openRequestOf(office, name);
	await office.locator('label', { hasText: m.privacy_answer_done() }).click();
	await office.getByLabel(m.privacy_answer_reply()).fill('Đã sửa năm sinh.');
	await goOn(office, () => office.getByRole('button', { name: m.privacy_answer_submit() }).click());
	await page.goto('/me/data');
	await expect(page.getByText(m.privacy_request_reply({ reply: 'Đã sửa năm sinh.' }))).toBeVisible();
	await expect(page.getByRole('main')).toContainText('1956');
});

/** The list has fifty on a page, whatever is due first; where many wait, she goes on to the page on which this one is. */
async function openRequestOf(office: Page, name: string): Promise<void> {
	while ((await office.getByRole('link', { name }).count()) === 0)
		await goOn(office, () => office.getByRole('link', { name: m.office_roll_after() }).click());
	await goOn(office, () => office.getByRole('link', { name }).click());
}
