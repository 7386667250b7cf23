import type { Page } from '@playwright/test';
import { atConsole } from '#lib/access/actor.ts';
import type { Role } from '#lib/access/roles.ts';
import { m } from '#lib/messages/compiled/messages.js';
import { startFor } from '#lib/outreach/server/campaign.fixture.ts';
import { addDays, dayOf, writeDay } from '#lib/shared/dates.ts';
import { grantRole } from '#lib/sign-in/server/roles.ts';
import { actorWith, settle } from '#tests/world.ts';
import { expect, heading, newName, signIn, test, type RunningWorld } from './world.ts';

const HERE = '00082';
const THERE = '00070';

/** Somebody with a role, signed in on her own device. */
async function enter(world: RunningWorld, page: Page, role: Role, place: string): Promise<Page> {
	const now = new Date();
	const personId = await settle(world, world.cuaNam, { confirmed: false, fullName: newName() }, now);
	await grantRole(world.db, atConsole, { personId, role, place, from: dayOf(now), to: null }, now);
	await signIn(world, page.context(), personId, 'link');
	return page;
}

const button = (page: Page, name: string) => page.locator('main').getByRole('button', { name, exact: true });
const link = (page: Page, name: string) => page.locator('main').getByRole('link', { name, exact: true });
const choose = (page: Page, text: string) => page.locator('label.choice', { hasText: text }).first().click();
/** Deeds and people of a row of a table. */
const row = async (page: Page, title: string) => {
	const cells = await page.locator('tr', { hasText: title }).first().locator('td.n').allInnerTexts();
	return cells.map(Number);
};

test('a campaign day in two wards: support noted, reports submitted, returned, approved and closed, a late entry marked, and the board', async ({
	page,
	world,
	anotherDevice
}) => {
	test.slow();
	const { db, cuaNam } = world;
	const now = new Date();
	const [yesterday, today] = [addDays(dayOf(now), -1), dayOf(now)];
	const name = `Đợt ${newName()}`;
	const fullName = newName();
	await settle(world, cuaNam, { confirmed: false, fullName }, now);
	// Its reports are due at midnight, so that at any hour what is late for yesterday is in time for today.
	const period = { name, from: addDays(yesterday, -1), to: addDays(today, 1), reportHour: 24 };
	const id = await startFor(db, actorWith('province_officer', '01', now), [HERE, THERE], now, period);
	const report = (ward: string, day = yesterday) => `/campaigns/${id}/reports/${ward}/${day}`;

	const officer = await enter(world, await anotherDevice(), 'ward_officer', HERE);
	await officer.goto(report(HERE));
	await expect(officer.locator('.state')).toContainText(m.report_state_missing());
	await link(officer, m.report_submit()).click();
	await button(officer, m.report_submit()).click();
	await expect(officer.locator('.state')).toContainText(m.report_state_submitted());

	const leader = await enter(world, await anotherDevice(), 'ward_leader', HERE);
	await leader.goto(report(HERE));
	await link(leader, m.report_return()).click();
	await button(leader, m.report_return()).click();
	await expect(leader.getByRole('alert')).toBeVisible();
	await leader.locator('textarea[name=note]').fill('Thiếu số của chợ');
	await button(leader, m.report_return()).click();
	await expect(leader.locator('.state')).toContainText(m.report_state_returned());

	const trainer = await enter(world, page, 'trainer', HERE);
	const noteFor = async (on: Page, day: string, who: string, actions = '1') => {
		await on.locator('input[name=who]').fill(who);
		await on.locator('input[name=actions]').fill(actions);
		const details = on.locator('details');
		if ((await details.getAttribute('open')) === null) await details.locator('summary').click();
		const [year = '', month = '', date = ''] = day.split('-');
		for (const [box, value] of Object.entries({ day: date, month, year })) {
			await on.locator(`input[name=${box}]`).fill(value);
		}
		await button(on, m.support_submit()).click();
	};
	await trainer.goto('/support/new');
	await button(trainer, m.support_submit()).click();
	await expect(trainer.getByRole('alert')).toContainText(m.problem_support_service_missing());
	await choose(trainer, 'VNeID');
	await choose(trainer, m.campaign_force_police());
	await choose(trainer, name);
	await noteFor(trainer, yesterday, fullName);
	await expect(trainer.getByRole('status')).toContainText(fullName);
	await expect(trainer.getByRole('status')).not.toContainText(writeDay(today));
	// Everything but whom is as before: the second one takes a number and a tap.
	await trainer.locator('label.choice', { hasText: 'eTax' }).first().click();
	await noteFor(trainer, yesterday, '', '25');
	await expect(trainer.getByRole('status')).toContainText('25');

	await officer.goto(report(HERE));
	expect(await row(officer, m.campaign_total())).toEqual([26, 1, 0]);
	await link(officer, m.report_submit()).click();
	await button(officer, m.report_submit()).click();
	for (const step of [m.report_approve(), m.report_close()]) {
		await leader.goto(report(HERE));
		await link(leader, step).click();
		await button(leader, step).click();
	}
	await expect(leader.locator('.state')).toContainText(m.report_state_closed());

	await noteFor(trainer, yesterday, '', '4');
	await expect(trainer.getByRole('status')).toContainText(m.support_late({ day: writeDay(today) }));
	await officer.goto(report(HERE));
	expect(await row(officer, m.campaign_total())).toEqual([26, 1, 0]);
	await expect(link(officer, m.report_submit())).toHaveCount(0);
	await officer.goto(report(HERE, today));
	expect(await row(officer, m.campaign_total())).toEqual([4, 0, 4]);

	const helper = await enter(world, await anotherDevice(), 'helper', THERE);
	await helper.goto('/support/new');
	for (const text of ['VNeID', m.campaign_force_youth(), name]) await choose(helper, text);
	await noteFor(helper, today, '', '10');
	const foreign = await helper.goto(`/campaigns/${id}`);
	expect(foreign?.status()).toBe(403);

	const province = await enter(world, await anotherDevice(), 'province_officer', '01');
	await province.goto(`/campaigns/${id}?day=${yesterday}`);
	await expect(heading(province)).toHaveText(name);
	const wards = province.locator('table').nth(1);
	expect(await wards.locator('tfoot td.n').allInnerTexts()).toEqual(['40', '1', '4']);
	expect(await wards.locator('tbody td:nth-child(2)').allInnerTexts()).toEqual([
		m.report_state_missing(),
		m.report_state_closed()
	]);
	expect(await wards.locator('tbody tr').first().locator('td.n').allInnerTexts()).toEqual(['10', '0', '0']);
	await province.goto(`/campaigns/${id}/commendation`);
	await expect(province.locator('table')).toHaveCount(3);
});
