import { m } from '#lib/messages/compiled/messages.js';
import { dayOf } from '#lib/shared/dates.ts';
import { listTeams } from '#lib/outreach/server/teams.ts';
import { settle } from '#tests/world.ts';
import { goOn } from './learner.ts';
import { expectRefusal, post } from './posts.ts';
import { expect, heading, newName, signIn, test } from './world.ts';

const button = (name: string) => ({ name, exact: true }) as const;

test('an officer makes a team and a point with its times, a resident finds it, and help is asked, given and done', async ({
	page,
	world,
	anotherDevice
}) => {
	const now = new Date();
	const { db, thanhBa: commune } = world;
	const [point, team, member] = [newName(), newName(), newName()];
	const helper = await settle(world, commune, { confirmed: false, fullName: member }, now);
	const tap = (on: typeof page, name: string) => goOn(on, () => on.getByRole('button', button(name)).click());
	const follow = (on: typeof page, name: string) => goOn(on, () => on.getByRole('link', button(name)).click());

	await signIn(world, page.context(), commune.officer.id, 'link');
	await page.goto('/work');
	await page.locator('a[href="/points"]').click();
	await follow(page, m.points_new());
	await page.getByLabel(m.points_name()).fill(point);
	await page.getByLabel(m.points_address()).fill('Khu 1, cạnh chợ');
	await page.getByText(m.points_kind_fixed()).click();
	await tap(page, m.points_new_submit());
	await follow(page, m.points_hours_add());
	for (const day of [1, 2, 3, 4, 5, 6, 7]) await page.locator(`input[name=weekdays][value="${day}"]`).check();
	await page.getByLabel(m.points_from()).fill('21:00');
	await page.getByLabel(m.points_to()).fill('20h30');
	await page.getByRole('button', button(m.points_hours_submit())).click();
	await expect(page.getByRole('alert')).toContainText(m.problem_time_ends_first());
	await page.getByLabel(m.points_from()).fill('00:00');
	await page.getByLabel(m.points_to()).fill('24h');
	await tap(page, m.points_hours_submit());
	await expect(page.getByText(`${m.points_every_day()}: 00:00–24:00`, { exact: true })).toBeVisible();

	await page.goto('/teams');
	await follow(page, m.teams_new());
	await page.getByLabel(m.teams_name()).fill(team);
	await tap(page, m.teams_new_submit());
	await expect(page.getByText(m.teams_no_decision())).toBeVisible();
	const [made] = (await listTeams(db, commune.officer, commune.wardCode)).filter(({ name }) => name === team);
	await follow(page, m.teams_member_add());
	await page.getByRole('searchbox').fill(member);
	await page.getByRole('button', button(m.office_search())).click();
	await page.getByRole('link', { name: m.roles_new_choose() }).click();
	await tap(page, m.teams_member_submit());
	await expect(page.getByText(member, { exact: true })).toBeVisible();
	const [year = '', month = '', day = ''] = dayOf(now).split('-');
	const again = {
		memberId: '01900000-0000-7000-8000-000000000001',
		personId: helper,
		part: 'member',
		day,
		month,
		year
	};
	await expectRefusal(await post(page.context(), `/teams/${made?.id}/members`, again), 409, m.error_member_already());

	const resident = await anotherDevice();
	await resident.goto('/');
	await follow(resident, m.points_home());
	await resident.getByRole('searchbox').fill('thanh ba phu tho');
	await resident.getByRole('button', button(m.office_search())).click();
	const card = resident.locator('.card', { hasText: point });
	await expect(card).toContainText(m.points_open_now({ until: '24:00' }));
	await expect(card).toContainText('Khu 1, cạnh chợ');

	const asker = newName();
	await page.goto('/help-requests');
	await follow(page, m.help_take());
	await page.getByLabel(m.help_name()).fill(asker);
	await page.getByText(m.help_topic_vneid()).click();
	await page.getByText(m.help_way_phone()).click();
	await tap(page, m.help_take_submit());
	await expect(heading(page)).toHaveText(asker);
	await follow(page, m.help_assign());
	await page.getByText(member).click();
	await tap(page, m.help_assign());
	await expect(page.getByText(m.help_helper({ name: member }))).toBeVisible();
	await follow(page, m.help_finish());
	await page.getByText(m.help_outcome_helped()).click();
	await tap(page, m.common_save());
	await expect(page.getByRole('status')).toHaveText(m.help_saved());
	await expect(page.getByRole('link', { name: asker })).toContainText(m.help_helper({ name: member }));
});

test('a learner asks with one tap, sees on her page that she waits, and takes it back', async ({ page, world }) => {
	const personId = await settle(world, world.cuaNam, { confirmed: false, fullName: newName() }, new Date());
	await signIn(world, page.context(), personId);
	await page.goto('/me');
	await page.getByRole('link', { name: m.help_own_title() }).click();
	await page.getByRole('button', button(m.help_topic_payment())).click();
	await expect(page.getByRole('status')).toContainText(m.help_own_waits({ address: 'bác' }));
	await page.goto('/me');
	await expect(page.getByText(m.help_own_waits({ address: 'bác' }))).toBeVisible();
	await page.goto('/me/help-request/withdrawal');
	await goOn(page, () => page.getByRole('main').getByRole('button').click());
	await expect(page.getByText(m.help_own_done({ address: 'bác' }))).toBeVisible();
});
