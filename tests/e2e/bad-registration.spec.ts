import { sql } from 'drizzle-orm';
import type { Page } from '@playwright/test';
import { m } from '#lib/messages/compiled/messages.js';
import { dayOf, yearOf } from '#lib/shared/dates.ts';
import { goOn } from './learner.ts';
import { expectRefusal, open, post } from './posts.ts';
import { expect, heading, newName, signIn, test, type RunningWorld } from './world.ts';

const THIS_YEAR = yearOf(dayOf(new Date()));

/** The people who bear exactly this name. */
async function bearers({ db }: RunningWorld, name: string): Promise<number> {
	const [row] = await db.execute<{ count: number }>(
		sql`select count(*)::int count from person_names where full_name = ${name}`
	);
	return row?.count ?? 0;
}

async function fillIn(page: Page, name: string, birthYear: string): Promise<void> {
	await page.getByLabel(m.learner_register_full_name()).fill(name);
	await page.getByLabel(m.learner_register_birth_year()).fill(birthYear);
}

test('a name typed in pieces is stored composed, and is found with and without its marks', async ({ page, world }) => {
	const { cuaNam } = world;
	const name = newName();
	await signIn(world, page.context(), cuaNam.trainer.id, 'link');
	await page.goto('/people/new');
	await fillIn(page, `  ${name.normalize('NFD').replaceAll(' ', '  ')} `, '1958');
	await page.locator('label', { has: page.locator(`input[value="${cuaNam.groups[1]}"]`) }).click();
	await goOn(page, () => page.getByRole('button', { name: m.office_register_submit(), exact: true }).click());
	await expect(page.getByText(m.office_card_registered())).toBeVisible();
	expect(await bearers(world, name.normalize('NFC'))).toBe(1);

	for (const typed of [name.normalize('NFD'), name.replace('Trần Thị Mẫu', 'tran thi mau')]) {
		await page.goto('/people');
		await page.getByRole('searchbox').fill(typed);
		await page.getByRole('button', { name: m.office_search(), exact: true }).click();
		await expect(page.getByRole('main').getByRole('link', { name })).toHaveCount(1);
	}
});

test('an impossible year of birth is refused, and everything that was typed stands there again', async ({
	page,
	world
}) => {
	const { wardCode, groups } = world.cuaNam;
	const name = newName();
	await page.goto(`/register?ward=${wardCode}&group=${groups[0]}`);
	for (const [year, words] of [
		['1870', m.error_birth_year_out_of_range({ least: THIS_YEAR - 120, most: THIS_YEAR })],
		['2090', m.error_birth_year_out_of_range({ least: THIS_YEAR - 120, most: THIS_YEAR })],
		['58', m.problem_birth_year_four_digits()],
		['', m.problem_birth_year_missing()]
	] as const) {
		await fillIn(page, name, year);
		const answer = page.waitForResponse((response) => response.request().method() === 'POST');
		await page.getByRole('button', { name: m.learner_register_submit(), exact: true }).click();
		expect((await answer).status()).toBe(422);
		await expect(page).toHaveTitle(/^Lỗi: /);
		await expect(page.getByRole('alert')).toContainText(words);
		await expect(page.getByLabel(m.learner_register_full_name())).toHaveValue(name);
		await expect(page.getByLabel(m.learner_register_birth_year())).toHaveValue(year);
	}
	expect(await bearers(world, name)).toBe(0);

	await fillIn(page, name, '1958');
	await goOn(page, () => page.getByRole('button', { name: m.learner_register_submit(), exact: true }).click());
	await expect(heading(page)).toHaveText(m.learner_welcome_heading({ name }));
	expect(await bearers(world, name)).toBe(1);
});

test('a group of another ward is refused, whoever registers', async ({ context, page, world, anotherDevice }) => {
	const { cuaNam, thanhBa } = world;
	const name = newName();
	const formIn = async (of: Page, path: string) => {
		await of.goto(path);
		return of.locator('input[name=formId]').inputValue();
	};
	const fields = { fullName: name, birthYear: '1958', wardCode: cuaNam.wardCode, groupId: thanhBa.groups[0] };
	const here = `/register?ward=${cuaNam.wardCode}&group=${cuaNam.groups[0]}`;
	const herself = await post(context, here, { ...fields, formId: await formIn(page, here) });
	await expectRefusal(herself, 422, m.error_group_not_in_ward());

	const trainer = await anotherDevice();
	const signedIn = await signIn(world, trainer.context(), cuaNam.trainer.id, 'link');
	const there = await formIn(trainer, '/people/new');
	const foreign = { ...fields, wardCode: thanhBa.wardCode, formId: there, signIn: signedIn };
	await expectRefusal(await post(trainer.context(), '/people/new', foreign), 403, m.error_forbidden());
	expect((await open(trainer.context(), `/people/new?ward=${thanhBa.wardCode}`)).status()).toBe(404);
	expect(await bearers(world, name)).toBe(0);
});

test('the same form sent twice at once registers one person', async ({ context, page, world }) => {
	const { cuaNam } = world;
	const name = newName();
	const signedIn = await signIn(world, context, cuaNam.trainer.id, 'link');
	await page.goto('/people/new');
	const formId = await page.locator('input[name=formId]').inputValue();
	const place = { wardCode: cuaNam.wardCode, groupId: cuaNam.groups[1] };
	const fields = { fullName: name, birthYear: '1958', formId, signIn: signedIn, ...place };
	const answers = await Promise.all([1, 2, 3, 4].map(() => post(context, '/people/new', fields)));
	expect(new Set(answers.map((answer) => answer.headers()['location'])).size).toBe(1);
	expect(answers.map((answer) => answer.status())).toEqual([303, 303, 303, 303]);
	expect(await bearers(world, name)).toBe(1);

	const changed = await post(context, '/people/new', { ...fields, birthYear: '1960' });
	await expectRefusal(changed, 409, m.error_event_conflict());
});

test('somebody who registers herself on a device where another is signed in is asked to let her leave first', async ({
	context,
	page,
	world
}) => {
	const { cuaNam } = world;
	const name = newName();
	const here = `/register?ward=${cuaNam.wardCode}&group=${cuaNam.groups[0]}`;
	await page.goto(here);
	const formId = await page.locator('input[name=formId]').inputValue();
	await signIn(world, context, cuaNam.trainer.id, 'link');
	const place = { wardCode: cuaNam.wardCode, groupId: cuaNam.groups[0] };
	const answer = await post(context, here, { fullName: name, birthYear: '1958', formId, ...place });
	await expectRefusal(answer, 409, m.error_sign_out_first());
	expect(await bearers(world, name)).toBe(0);
});
