import { m } from '#lib/messages/compiled/messages.js';
import { periodTitle } from '#lib/periodic/report-words.ts';
import { placeTitle } from '#lib/territory/place.ts';
import { readPlace } from '#lib/territory/server/places.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { FAR_PROVINCE } from '../supplement.ts';
import { sql } from 'drizzle-orm';
import { goOn } from '../learner.ts';
import { expect, heading, newName, signIn, test, type RunningWorld } from '../world.ts';
import { keepPicture } from './day.ts';
import { fillProvince } from './province-of-wards.ts';

/** The province of about 150 wards in which nobody has worked yet, filled. */
async function settleProvince(world: RunningWorld) {
	const [chosen] = await world.db.execute<{ code: string }>(sql`
		select province_code code from wards where province_code not in ('01', '25', ${FAR_PROVINCE})
			and not exists (
				select from residential_groups g join wards w on w.code = g.ward_code where w.province_code = wards.province_code
			)
		group by province_code order by abs(count(*) - 150), province_code limit 1`);
	return fillProvince(world, chosen?.code ?? '', new Date());
}

test('a province officer finds among 150 wards who needs help, who has not reported and what is too good to be true', async ({
	page,
	world,
	anotherDevice
}) => {
	test.slow();
	const province = await world.alone(() => settleProvince(world));
	const { code, period } = province;
	const titles = async (codes: readonly string[]) =>
		Promise.all(codes.map(async (one) => placeTitle(await readPlace(world.db, one, dayOf(new Date())), 'vi')));
	await signIn(world, page.context(), province.officer, 'link');
	const rows = page.locator('main table').first().locator('tbody tr');
	const names = async () =>
		(await rows.locator('th[scope=row] a').allInnerTexts()).map((text) => text.trim()).sort((a, b) => (a < b ? -1 : 1));
	const sorted = async (codes: readonly string[]) => (await titles(codes)).sort((a, b) => (a < b ? -1 : 1));

	await test.step('her page asks the three questions first, and one step leads to the ten that need help most', async () => {
		await page.goto('/work');
		await keepPicture(page, 'province-1-work');
		await page.locator('main a.waiting', { hasText: m.province_behind() }).click();
		await expect(page.locator('main table .status').first()).toHaveText(m.office_pace_far_behind());
		const first = await rows.locator('th[scope=row] a').allInnerTexts();
		expect(new Set(first.slice(0, 10).map((text) => text.trim()))).toEqual(new Set(await titles(province.needy)));
		await keepPicture(page, 'province-2-help');
	});
	await test.step('all of them stand on pages, and who has not declared is one tap', async () => {
		await page.goto(`/literacy/${code}`);
		await expect(rows).toHaveCount(50);
		await page.getByRole('link', { name: m.office_roll_after() }).click();
		await expect(rows).toHaveCount(50);
		// A ward without groups has not declared either.
		const silent = [...province.undeclared, ...province.closed];
		await page.getByRole('link', { name: `${m.dash_show_undeclared()} (${silent.length})` }).click();
		expect(await names()).toEqual(await sorted(silent));
	});
	await test.step('what looks too good says why, and leads to the draw of a re-check', async () => {
		await page.goto('/work');
		await page.locator('main a.waiting', { hasText: m.province_doubtful() }).click();
		expect(await names()).toEqual(await sorted(province.doubtful));
		await expect(rows.filter({ hasText: m.dash_doubt_leap() })).toHaveCount(1);
		await expect(rows.filter({ hasText: m.dash_doubt_unwitnessed() })).toHaveCount(1);
		await keepPicture(page, 'province-3-doubtful');
		const [nearly] = await titles(province.doubtful.slice(0, 1));
		await page.getByRole('link', { name: nearly ?? '', exact: true }).click();
		await page.getByRole('link', { name: m.province_draw() }).click();
		await page.locator('input[name=size]').fill('8');
		await keepPicture(page, 'province-4-draw');
		await goOn(page, () => page.getByRole('button', { name: m.recheck_draw() }).click());
		await expect(page.getByRole('heading', { name: m.recheck_people() })).toBeVisible();
		await expect(page.getByRole('main').getByText(m.recheck_state_open(), { exact: true })).toHaveCount(8);
	});
	await test.step('where a re-check is over, its agreement and the corrected rate stand beside the figure', async () => {
		await page.goto(`/literacy/${province.rechecked}`);
		const card = page.getByRole('main');
		await expect(card).toContainText(m.recheck_agreed({ agreed: '5', settled: '6', drawn: '6' }));
		await expect(card).toContainText(/kiểm tra lại: \d+,\d% \(từ \d+,\d% đến \d+,\d%\)/);
		await keepPicture(page, 'province-5-agreement');
		await page.getByRole('link', { name: m.signal_title() }).click();
		await expect(page.getByRole('main')).toContainText(m.signal_caution());
	});
	await test.step('every group of the province is drawn from in one step', async () => {
		await page.goto('/rechecks');
		await page.getByRole('link', { name: m.recheck_new() }).click();
		await page.locator('input[name=size]').fill('5');
		await goOn(page, () => page.getByRole('button', { name: m.recheck_round_draw() }).click());
		await expect(page.getByRole('status')).toHaveText(m.recheck_round_drawn());
		const [nearly = ''] = await titles(province.doubtful.slice(0, 1));
		await expect(page.getByRole('listitem').filter({ hasText: nearly })).toContainText(
			m.recheck_ward_lists({ lists: '2', drawn: '10' })
		);
		await keepPicture(page, 'province-11-round');
	});
	await test.step('who did not report is a list of its own, and whoever has not been opened is not blamed', async () => {
		await page.goto('/work');
		await page.locator('main a.waiting', { hasText: m.province_unsent({ period: periodTitle(period) }) }).click();
		expect(await names()).toEqual(await sorted(province.silent));
		await keepPicture(page, 'province-6-board');
		await page.getByRole('link', { name: `${m.province_ward_closed()} (${province.closed.length})` }).click();
		expect(await names()).toEqual(await sorted(province.closed));
	});
	await test.step('she returns a report, and says why', async () => {
		await page.goto(`/reports/${province.reported}/${period.code}`);
		await page.getByRole('link', { name: m.periodic_return(), exact: true }).click();
		await page.getByRole('button', { name: m.periodic_return(), exact: true }).click();
		await expect(page.getByRole('alert')).toBeVisible();
		await page.locator('main textarea').fill('Thiếu số của tổ 2');
		await page.getByRole('button', { name: m.periodic_return(), exact: true }).click();
		await expect(page.locator('.state')).toContainText(m.periodic_state_returned());
		await expect(page.locator('main .notice.stop')).toContainText('Thiếu số của tổ 2');
		await keepPicture(page, 'province-7-returned');
	});
	await test.step('a new ward is opened with its first officer in one step', async () => {
		await page.goto('/work');
		await page.locator('main a[href^="/tenants"]').first().click();
		await page.getByRole('link', { name: `${m.tenant_off()} (${province.closed.length})` }).click();
		await keepPicture(page, 'province-8-tenants');
		await page.locator('main a[href$="/opening"]').first().click();
		await page.locator('input[name=fullName]').fill(newName());
		await page.locator('input[name=birthYear]').fill('1985');
		await page.getByRole('button', { name: m.tenant_open_make() }).click();
		await expect(page.getByRole('main')).toContainText('/invitations/');
		await keepPicture(page, 'province-9-opened');
	});
	await test.step('the wall shows the province to whoever stands before it, and nobody outside', async () => {
		await page.goto(`/literacy/${code}`);
		await page.getByRole('link', { name: m.dash_wall_title() }).click();
		await expect(heading(page)).toBeVisible();
		await expect(page.locator('main ol > li')).toHaveCount(10);
		await keepPicture(page, 'province-10-wall');
		const outside = await anotherDevice();
		await outside.goto(`/literacy/${code}/wall`);
		await expect(outside).toHaveURL(/\/sign-in/);
	});
});
