import { sql } from 'drizzle-orm';
import { atConsole } from '#lib/access/actor.ts';
import { m } from '#lib/messages/compiled/messages.js';
import { foundHousehold, joinHousehold } from '#lib/people/server/household-changes.ts';
import { dayOf, writeDay } from '#lib/shared/dates.ts';
import { newId } from '#lib/shared/ids.ts';
import { grantRole } from '#lib/sign-in/server/roles.ts';
import { settle } from '#tests/world.ts';
import { expect, newName, signIn, test } from './world.ts';

test('a helper goes where the route sends her, notes a visit on one page, and the house is done with', async ({
	page,
	world
}) => {
	const { db, cuaNam } = world;
	const now = new Date();
	const [groupId] = cuaNam.groups;
	const fullName = newName();
	const resident = await settle(world, cuaNam, { fullName, confirmed: false }, now);
	const houseId = newId(now);
	const label = `Nhà đi thăm ${houseId.slice(-6)}`;
	const words = { householdId: houseId, groupId, label, landmark: 'đầu ngõ' };
	await foundHousehold(db, cuaNam.trainer, words, now);
	await joinHousehold(db, cuaNam.trainer, { householdId: houseId, personId: resident, on: dayOf(now) }, now);
	const helper = await settle(world, cuaNam, { fullName: newName(), confirmed: false }, now);
	const post = { personId: helper, role: 'helper', place: groupId, from: dayOf(now), to: null } as const;
	await grantRole(db, atConsole, post, now);

	await signIn(world, page.context(), helper, 'link');
	await page.goto('/visits');
	await expect(page).toHaveURL(`/visits/groups/${groupId}`);
	await expect(page.getByText(m.visits_to_list())).toHaveCount(0);
	await page.goto(`/visits/households/${houseId}`);
	await page.getByRole('button', { name: m.visits_submit() }).click();
	await expect(page.getByRole('alert')).toContainText(m.problem_visit_outcome_missing());
	await page.getByText(m.visits_outcome_in(), { exact: true }).click();
	await page.getByRole('button', { name: m.visits_submit() }).click();
	await expect(page.getByRole('alert')).toContainText(m.error_visit_nobody_in());
	await page.getByLabel(fullName, { exact: true }).selectOption('prompted');
	await page.getByText(m.visits_shown_vneid(), { exact: true }).click();
	await page.getByRole('button', { name: m.visits_submit() }).click();
	await expect(page.getByRole('status')).toContainText(m.visits_done());

	await page.goto(`/visits/households/${houseId}`);
	await expect(page.getByText(`${writeDay(dayOf(now))}: ${m.visits_outcome_in()}`)).toBeVisible();
	await expect(page.getByText(`${fullName}: ${m.visits_mark_prompted()}`)).toHaveCount(0);
	const [row] = await db.execute<{ mark: string }>(sql`select mark from visit_people where person_id = ${resident}`);
	expect(row?.mark).toBe('prompted');
	expect((await page.request.get(`/exports/new?list=visit_list&of=${groupId}`)).status()).toBe(404);
});
