import { m } from '#lib/messages/compiled/messages.js';
import { expect, signIn, test } from './world.ts';

test('an officer takes over a target, enters two counts, never a percentage, and corrects them', async ({
	page,
	world
}) => {
	test.slow();
	const { cuaNam } = world;
	const button = (name: string) => page.locator('main').getByRole('button', { name, exact: true });
	const box = (name: string) => page.locator(`input[name=${name}]`).last();
	const main = page.locator('main');
	await signIn(world, page.context(), cuaNam.officer.id, 'link');

	await page.goto('/indicators');
	await page.getByRole('link', { name: 'Cán bộ, công chức có thiết bị và chữ ký số', exact: true }).click();
	await expect(main).toContainText(m.indicator_why_no_entry());
	await page.getByRole('link', { name: m.indicator_target_set(), exact: true }).click();
	await page.getByRole('link', { name: m.indicator_template_edit(), exact: true }).first().click();
	await expect(box('share')).toHaveValue('100');
	await box('share').fill('80');
	await box('year').fill(String(new Date().getFullYear() + 1));
	await button(m.indicator_target_set()).click();
	await expect(main.locator('li', { hasText: '80%' })).toHaveCount(1);

	const enter = async (numerator: string) => {
		await page.getByRole('link', { name: m.indicator_enter(), exact: true }).click();
		await box('numerator').fill(numerator);
		await box('denominator').fill('1.000');
		await box('source').fill('Văn phòng');
		await button(m.indicator_enter_done()).click();
	};
	await enter('95%');
	await expect(page.getByRole('alert')).toContainText(m.problem_indicator_percent());
	await box('numerator').fill('950');
	await button(m.indicator_enter_done()).click();
	await expect(main).toContainText(m.indicator_why_reached({ share: '80%' }));

	await enter('10');
	await expect(page.getByRole('alert')).toContainText('950/1000');
	await page.locator('label.choice').click();
	await button(m.indicator_enter_done()).click();
	await expect(main.locator('li', { hasText: '950/1.000' })).toContainText(m.indicator_entry_gone());
	await expect(main.getByText('10/1.000 người (1,0%)')).toBeVisible();
});

test('an officer looks at what a plan would set, sets all of it at once, and finds it set', async ({ page, world }) => {
	const { thanhBa } = world;
	const main = page.locator('main');
	await signIn(world, page.context(), thanhBa.officer.id, 'link');
	await page.goto('/indicators');
	await main.getByRole('link', { name: m.target_plan_link(), exact: true }).click();
	await main.getByRole('link', { name: 'Ban Chỉ đạo Trung ương', exact: true }).click();
	await expect(main.getByText(m.target_plan_state_new()).first()).toBeVisible();
	await main.getByRole('button', { name: m.target_plan_set({ count: 4 }), exact: true }).click();
	await expect(main.getByText(m.target_plan_nothing())).toBeVisible();
	await expect(main.getByText(m.target_plan_state_new())).toHaveCount(0);
	await expect(main.getByText(m.target_plan_state_same()).first()).toBeVisible();
});
