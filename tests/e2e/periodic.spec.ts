import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { atConsole } from '#lib/access/actor.ts';
import type { Role } from '#lib/access/roles.ts';
import { m } from '#lib/messages/compiled/messages.js';
import { lastMonth } from '#lib/periodic/period.ts';
import { dayOf, writeDay } from '#lib/shared/dates.ts';
import { grantRole } from '#lib/sign-in/server/roles.ts';
import { settle } from '#tests/world.ts';
import { expect, newName, signIn, test, type RunningWorld } from './world.ts';

/** Somebody with a role in the ward, signed in on her own device. */
async function enter(world: RunningWorld, page: Page, role: Role, place: string): Promise<Page> {
	const now = new Date();
	const personId = await settle(world, world.cuaNam, { confirmed: false, fullName: newName() }, now);
	await grantRole(world.db, atConsole, { personId, role, place, from: dayOf(now), to: null }, now);
	await signIn(world, page.context(), personId, 'link');
	return page;
}

const button = (page: Page, name: string) => page.locator('main').getByRole('button', { name, exact: true });
const link = (page: Page, name: string) => page.locator('main').getByRole('link', { name, exact: true });
const state = (page: Page) => page.locator('.state');

test('a ward officer’s month from draft to the signed number, open for everybody, and a list taken away once', async ({
	page,
	world,
	anotherDevice
}) => {
	const { wardCode, groups } = world.cuaNam;
	const today = dayOf(new Date());
	// The two newest months have reports in the sample.
	const period = [1, 2].reduce((newer) => lastMonth(newer.from), lastMonth(today));
	const address = `/reports/${wardCode}/${period.code}`;

	const officer = await enter(world, page, 'ward_officer', wardCode);
	await officer.goto('/work');
	await link(officer, m.periodic_title())
		.or(officer.locator('main a', { hasText: m.periodic_title() }))
		.first()
		.click();
	await officer.goto(`/reports/${wardCode}?year=${period.year}`);
	await officer.locator(`main a[href="${address}"]`).click();
	await expect(state(officer)).toContainText(m.periodic_state_draft());
	await link(officer, m.periodic_submit()).click();
	await button(officer, m.periodic_submit()).click();
	await expect(state(officer)).toContainText(m.periodic_state_submitted());
	await expect(officer.locator('main')).toContainText(m.periodic_own());

	const leader = await enter(world, await anotherDevice(), 'ward_leader', wardCode);
	await leader.goto(address);
	await link(leader, m.periodic_approve()).click();
	await button(leader, m.periodic_approve()).click();
	await link(leader, m.periodic_close()).click();
	await button(leader, m.periodic_close()).click();
	await expect(state(leader)).toContainText(m.periodic_state_closed());

	await officer.goto(address);
	await link(officer, m.periodic_document_enter()).click();
	await button(officer, m.periodic_document_save()).click();
	await expect(officer.getByRole('alert')).toBeVisible();
	await officer.locator('input[name=number]').fill('128');
	await officer.locator('input[name=symbol]').fill('BC-UBND');
	await button(officer, m.periodic_document_save()).click();
	const signed = m.periodic_document_line({ number: '128', symbol: 'BC-UBND', day: writeDay(today) });
	await expect(officer.locator('main')).toContainText(signed);
	await link(officer, m.periodic_changes()).click();
	await expect(officer.getByRole('heading', { level: 1 })).toHaveText(m.periodic_changes());

	const outside = await (
		await anotherDevice()
	).request.get(`${world.address}/api/reports?place=${wardCode}&kind=month`);
	const { reports } = (await outside.json()) as { reports: { period: { code: string }; document: object }[] };
	const own = reports.find((report) => report.period.code === period.code);
	expect(own?.document).toEqual({ number: '128', symbol: 'BC-UBND', day: today });

	await officer.goto(`/groups/${groups[0]}`);
	await link(officer, m.export_roll_link()).click();
	await button(officer, m.export_make()).click();
	const [file] = await Promise.all([officer.waitForEvent('download'), button(officer, m.export_take_csv()).click()]);
	expect(await readFile(await file.path(), 'utf8')).toContain(m.export_birth_year());
	await officer.reload();
	await expect(officer.locator('main')).toContainText(m.export_taken());
});
