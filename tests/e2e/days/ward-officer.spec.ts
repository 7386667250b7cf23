import { readFile } from 'node:fs/promises';
import { sql } from 'drizzle-orm';
import type { Page } from '@playwright/test';
import { atConsole } from '#lib/access/actor.ts';
import { record } from '#lib/ledger/server/record.ts';
import { m } from '#lib/messages/compiled/messages.js';
import { recordDeath } from '#lib/people/server/residence.ts';
import { lastMonth } from '#lib/periodic/period.ts';
import { periodTitle } from '#lib/periodic/report-words.ts';
import { addDays, dayOf, writeDay, type Day } from '#lib/shared/dates.ts';
import { newId } from '#lib/shared/ids.ts';
import { grantRole } from '#lib/sign-in/server/roles.ts';
import { createGroup } from '#lib/territory/server/groups.ts';
import { declarePopulation } from '#lib/territory/server/population.ts';
import { actorWith, settle, takeTest, type Commune } from '#tests/world.ts';
import { goOn } from '../learner.ts';
import { expect, heading, newName, signIn, test, type RunningWorld } from '../world.ts';
import { keepPicture } from './day.ts';

const noon = (day: Day) => new Date(`${day}T12:00:00+07:00`);
const button = (page: Page, name: string) => page.locator('main').getByRole('button', { name, exact: true });
const link = (page: Page, name: string) => page.locator('main').getByRole('link', { name, exact: true });
const state = (page: Page) => page.locator('.state');

/**
 * A ward of Hà Nội in which nobody works yet, with a group, an officer and a leader of its own. Before the last month
 * three were competent; in it two died and one more became competent, so that the figure fell. Two claim to live there.
 */
async function openWardOfOne(world: RunningWorld) {
	const { db } = world;
	const now = new Date();
	const period = lastMonth(dayOf(now));
	const before = noon(addDays(period.from, -20));
	const within = noon(addDays(period.from, 5));
	const [ward] = await db.execute<{ code: string }>(sql`
		select code from wards w where province_code = '01'
			and not exists (select from residential_groups g where g.ward_code = w.code)
			and not exists (select from roles r where r.place = w.code) order by random() limit 1`);
	const wardCode = ward?.code ?? '';
	const name = `Tổ dân phố ${newId(now).slice(-4)}`;
	const group = { wardCode, name, kind: 'Tổ dân phố', validFrom: '2025-07-01' };
	const { id: groupId } = await createGroup(db, atConsole, group, before);
	const commune: Commune = {
		...world.cuaNam,
		...{ wardCode, groups: [groupId, groupId] },
		...{ officer: actorWith('ward_officer', wardCode, before), trainer: actorWith('trainer', wardCode, before) }
	};
	const counted = { eventId: newId(before), groupId, asOf: dayOf(before), source: 'head' as const, ageFrom: 18 };
	const head = actorWith('head_of_group', groupId, before);
	await record(db, head, declarePopulation, { ...counted, resident: 40, lodging: 0, away: 0 }, before);

	const attained = async (at: Date) => {
		const fullName = newName();
		const id = await settle(world, commune, { fullName }, at);
		await takeTest(world, id, { door: 'whole', standard: world.standard.id }, {}, at);
		return { id, fullName };
	};
	const known = [await attained(before), await attained(before), await attained(before)];
	const [one, another] = known;
	for (const personId of [one?.id ?? '', another?.id ?? '']) {
		const died = { eventId: newId(within), personId, on: dayOf(within) };
		await record(db, commune.officer, recordDeath, died, within);
	}
	const fresh = await attained(within);
	const claims = [newName(), newName()];
	for (const fullName of claims) await settle(world, commune, { fullName, confirmed: false }, now);

	const works = async (role: 'ward_officer' | 'ward_leader') => {
		const personId = await settle(world, world.cuaNam, { confirmed: false, fullName: newName() }, now);
		await grantRole(db, atConsole, { personId, role, place: wardCode, from: dayOf(now), to: null }, now);
		return personId;
	};
	return {
		...{ wardCode, groupId, name, period, claims, fresh: fresh.fullName },
		dead: [one?.fullName ?? '', another?.fullName ?? ''],
		...{ officer: await works('ward_officer'), leader: await works('ward_leader') }
	};
}

test('the month of a ward officer: the list, who lives here, the report up to its number, and "vì sao giảm?"', async ({
	page,
	world,
	anotherDevice
}) => {
	test.slow();
	const { wardCode, groupId, name, period, claims, dead, fresh, officer, leader } = await openWardOfOne(world);
	const today = dayOf(new Date());
	const address = `/reports/${wardCode}/${period.code}`;
	await signIn(world, page.context(), officer, 'link');
	const second = await anotherDevice();
	await signIn(world, second.context(), leader, 'link');

	await test.step('her page says first what waits: the report with its hour, and who claims to live here', async () => {
		await page.goto('/work');
		const waiting = page
			.getByRole('list')
			.filter({ has: page.locator('a.waiting') })
			.last();
		await expect(waiting).toContainText(m.office_work_report({ period: periodTitle(period) }));
		await expect(waiting).toContainText(m.office_work_claims({ count: '2' }));
		await keepPicture(page, 'officer-1-work');
	});
	await test.step('a list from the police: one is new, one is noted as dead and left alone', async () => {
		const newcomer = newName();
		await page.locator('main a[href="/rosters/new"], main a[href="/rosters"]').first().click();
		await page.goto('/rosters/new');
		const text = `Họ và tên;Năm sinh;Tổ\n${newcomer};1950;${name}\n${dead[0]};1955;${name}\n`;
		const file = { name: 'cong-an.csv', mimeType: 'text/csv', buffer: Buffer.from(text) };
		await page.locator('input[type=file]').setInputFiles(file);
		await page.getByRole('button', { name: m.roster_send() }).click();
		await page.getByRole('button', { name: m.roster_look() }).click();
		await expect(page.getByRole('link', { name: m.roster_rows_new({ count: '1' }) })).toBeVisible();
		await expect(page.getByRole('link', { name: m.roster_rows_doubtful({ count: '1' }) })).toBeVisible();
		await keepPicture(page, 'officer-2-roster');
		await page.getByRole('link', { name: m.roster_commit() }).click();
		await page.getByRole('button', { name: m.roster_commit() }).click();
		await expect(page.getByText(m.roster_result({ done: '1' }))).toBeVisible();
	});
	await test.step('two who claim to live here are confirmed together, by two people', async () => {
		await page.goto('/residences');
		for (const claim of claims) await page.locator('label.pick', { hasText: claim }).click();
		await keepPicture(page, 'officer-3-claims');
		await goOn(page, () => page.getByRole('button', { name: m.residences_together() }).click());
		await expect(page.getByText(m.approvals_asked())).toBeVisible();
		await second.goto('/work');
		await second.locator('main a[href="/approvals"]').first().click();
		await keepPicture(second, 'officer-4-approvals');
		await goOn(second, () => second.getByRole('button', { name: m.approvals_approve() }).first().click());
		await page.goto('/residences');
		for (const claim of claims) await expect(page.getByRole('main')).not.toContainText(claim);
	});
	await test.step('the report: she submits, the leader approves and closes, she writes the number of the document', async () => {
		await page.goto('/work');
		await page.locator(`main a[href="${address}"]`).first().click();
		await expect(state(page)).toContainText(m.periodic_state_draft());
		await keepPicture(page, 'officer-5-report');
		const indicators = page.getByRole('region', { name: m.periodic_indicators() });
		await indicators.locator('td a').first().click();
		await expect(page).toHaveURL(new RegExp(`/indicators/[^/]+/${wardCode}\\?as_of=`));
		await page.goBack();
		await link(page, m.periodic_submit()).click();
		await button(page, m.periodic_submit()).click();
		await expect(state(page)).toContainText(m.periodic_state_submitted());
		await expect(page.locator('main')).toContainText(m.periodic_own());

		await second.goto('/work');
		await second.locator(`main a[href="${address}"]`).first().click();
		await link(second, m.periodic_approve()).click();
		await button(second, m.periodic_approve()).click();
		await link(second, m.periodic_close()).click();
		await button(second, m.periodic_close()).click();
		await expect(state(second)).toContainText(m.periodic_state_closed());

		await page.goto(address);
		await link(page, m.periodic_document_enter()).click();
		await button(page, m.periodic_document_save()).click();
		await expect(page.getByRole('alert')).toBeVisible();
		await page.locator('input[name=number]').fill('128');
		await page.locator('input[name=symbol]').fill('BC-UBND');
		await button(page, m.periodic_document_save()).click();
		const signed = m.periodic_document_line({ number: '128', symbol: 'BC-UBND', day: writeDay(today) });
		await expect(page.locator('main')).toContainText(signed);
		await keepPicture(page, 'officer-6-signed');

		const outside = await (
			await anotherDevice()
		).request.get(`${world.address}/api/reports?place=${wardCode}&kind=month`);
		const { reports } = (await outside.json()) as { reports: { period: { code: string }; document: object }[] };
		const own = reports.find((report) => report.period.code === period.code);
		expect(own?.document).toEqual({ number: '128', symbol: 'BC-UBND', day: today });
	});
	await test.step('a figure of the closed report opens whom it counts, with as many as it says', async () => {
		await page.goto(address);
		const figure = (words: string) => page.getByRole('row', { name: words }).getByRole('link');
		await figure(m.periodic_died()).click();
		const counts = page.getByRole('main').getByRole('status');
		await expect(counts).toContainText(m.periodic_behind_count({ reported: '2', total: '2' }));
		for (const who of dead) await expect(page.getByRole('main')).toContainText(who);
		await expect(page.getByRole('main')).not.toContainText(fresh);
		await page.goto(address);
		await figure(m.periodic_newly_attained()).click();
		await expect(page.getByRole('main')).toContainText(fresh);
	});
	await test.step('"vì sao giảm?": the chairman sees the steps from three to two, and opens who they are', async () => {
		await second.goto(address);
		await link(second, m.dash_bridge_title()).click();
		await expect(heading(second)).toContainText(m.dash_bridge_title());
		const row = (words: string) => second.getByRole('row').filter({ hasText: words });
		await expect(row(m.dash_term_died())).toContainText('−2');
		await expect(row(m.dash_term_attained())).toContainText('+1');
		await expect(row(m.dash_bridge_on({ day: writeDay(period.to) })).first()).toContainText('2');
		await keepPicture(second, 'officer-7-bridge');
		await second.getByRole('link', { name: m.dash_term_died(), exact: true }).click();
		const people = second.getByRole('region', { name: m.dash_term_died() });
		for (const who of dead) await expect(people).toContainText(who);
		await expect(people).not.toContainText(fresh);
		await keepPicture(second, 'officer-8-who');
	});
	await test.step('the list of a group leaves once, by a link of her own', async () => {
		await page.goto(`/groups/${groupId}`);
		await link(page, m.export_roll_link()).click();
		await button(page, m.export_make()).click();
		const [file] = await Promise.all([page.waitForEvent('download'), button(page, m.export_take_csv()).click()]);
		const text = await readFile(await file.path(), 'utf8');
		for (const claim of claims) expect(text).toContain(claim);
		await page.reload();
		await expect(page.locator('main')).toContainText(m.export_taken());
	});
});
