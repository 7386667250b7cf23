import { m } from '#lib/messages/compiled/messages.js';
import { latestDeclaration } from '#lib/territory/server/population.ts';
import { dayOf, writeDay } from '#lib/shared/dates.ts';
import { test } from './exhibits.ts';
import { expect, heading, signIn } from './world.ts';

test('an officer goes from door to door in a group, declares fewer with a reason, and the old number counts on', async ({
	page,
	exhibits: { kept },
	world
}) => {
	const [, groupId] = kept.groups;
	await signIn(world, page.context(), kept.keeper, 'link');
	await page.goto(`/groups/${groupId}/review`);
	await page.getByRole('button', { name: m.review_start() }).click();
	await page.getByRole('link', { name: m.households_new() }).click();
	await page.locator('input[name=label]').fill('Nhà ông Mẫu Bảy');
	await page.locator('main form button').first().click();

	await page.goto(`/groups/${groupId}/review`);
	await expect(page.getByText(m.review_progress({ done: '0', total: '1' }))).toBeVisible();
	await page.getByRole('link', { name: m.review_go() }).click();
	await page.locator('input[name=resident]').fill('3');
	await page.getByRole('button', { name: m.review_save_house() }).click();
	await expect(page.locator('.progress')).toHaveText(m.review_progress({ done: '1', total: '1' }));
	await page.getByRole('link', { name: m.review_end() }).click();
	await page.getByRole('button', { name: m.review_end_submit() }).click();

	await expect(page.locator('input[name=resident]')).toHaveValue('3');
	await page.getByRole('button', { name: m.office_population_submit() }).click();
	await expect(page.getByText(m.error_fall_without_reason())).toBeVisible();
	await page.getByText(m.groups_fall_counted_twice()).click();
	await page.getByRole('button', { name: m.office_population_submit() }).click();
	await expect(page.getByText(m.groups_waits_text({ day: writeDay(dayOf(new Date())), adults: '3' }))).toBeVisible();
	expect(await latestDeclaration(world.db, groupId, dayOf(new Date()))).toMatchObject({ resident: 100 });
});

test('who waits after a split is assigned, and the waiting group ends', async ({ page, exhibits: { kept }, world }) => {
	await signIn(world, page.context(), kept.keeper, 'link');
	await page.goto(`/groups/${kept.holdingId}/assignment`);
	await page.locator('label:has(input[name=person])').first().click();
	await page.locator('label:has(input[name=toGroupId])').first().click();
	await page.getByRole('button', { name: m.groups_assign_submit() }).click();
	await expect(page.getByText(m.groups_assigned({ count: '1' }))).toBeVisible();
	await page.getByRole('link', { name: m.groups_assign_end() }).click();
	await page.getByRole('button', { name: m.groups_assign_end() }).click();
	await expect(heading(page)).toHaveText(m.groups_title());
});
