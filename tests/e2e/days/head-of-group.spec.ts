import { atConsole } from '#lib/access/actor.ts';
import { record } from '#lib/ledger/server/record.ts';
import { m } from '#lib/messages/compiled/messages.js';
import { foundHousehold, joinHousehold } from '#lib/people/server/household-changes.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { newId } from '#lib/shared/ids.ts';
import { grantRole } from '#lib/sign-in/server/roles.ts';
import { createGroup } from '#lib/territory/server/groups.ts';
import { latestDeclaration } from '#lib/territory/server/population.ts';
import { confirmResidence } from '#lib/people/server/residence.ts';
import { settle } from '#tests/world.ts';
import { test } from '../exhibits.ts';
import { expect, heading, newName, signIn, type RunningWorld } from '../world.ts';
import { keepPicture } from './day.ts';

/** A group that nobody has counted yet, with its head, a house, and somebody in it who was never tested. */
async function newlyMade(world: RunningWorld, wardCode: string) {
	const { db } = world;
	const now = new Date();
	const name = `Tổ dân phố ${newId(now).slice(-4)}`;
	const made = { wardCode, name, kind: 'Tổ dân phố', validFrom: '2025-07-01' };
	const { id: groupId } = await createGroup(db, atConsole, made, now);
	const commune = { ...world.cuaNam, wardCode, groups: [groupId, groupId] as [string, string] };
	const [head, resident] = [newName(), newName()];
	const headId = await settle(world, world.cuaNam, { confirmed: false, fullName: head }, now);
	const post = { personId: headId, role: 'head_of_group', place: groupId, from: dayOf(now), to: null } as const;
	await grantRole(db, atConsole, post, now);
	commune.trainer = { ...world.cuaNam.trainer, grants: [{ role: 'trainer', place: wardCode }] };
	const residentId = await settle(world, commune, { confirmed: false, fullName: resident }, now);
	const confirmed = { eventId: newId(now), personId: residentId, groupId };
	await record(db, atConsole, confirmResidence, confirmed, now);
	const house = { householdId: newId(now), groupId, label: 'Nhà bà Mẫu Tám', landmark: 'cạnh cây đa' };
	await foundHousehold(db, commune.trainer, house, now);
	await joinHousehold(
		db,
		commune.trainer,
		{ householdId: house.householdId, personId: residentId, on: dayOf(now) },
		now
	);
	return { groupId, name, headId, resident, house: house.label };
}

test('a head declares three numbers, sees who is unknown and who has not been met, and announces the visits', async ({
	page,
	world,
	exhibits: { kept }
}) => {
	const { groupId, name, headId, resident, house } = await newlyMade(world, kept.ward);
	await signIn(world, page.context(), headId, 'link');

	await test.step('what waits is said first: nobody has counted this group', async () => {
		await page.goto('/work');
		const waiting = page.getByRole('list').filter({ hasText: m.office_work_declare_never() }).first();
		await keepPicture(page, 'head-1-work');
		await waiting.getByRole('link', { name: m.office_work_declare({ group: name }) }).click();
	});
	await test.step('she counts', async () => {
		for (const [field, count] of [
			['resident', '290'],
			['lodging', '20'],
			['away', '15']
		] as const) {
			await page.locator(`input[name=${field}]`).fill(count);
		}
		await keepPicture(page, 'head-2-numbers');
		await page.getByRole('button', { name: m.office_population_submit() }).click();
		await expect(page.getByText(m.office_group_declared())).toBeVisible();
		expect(await latestDeclaration(world.db, groupId, dayOf(new Date()))).toMatchObject({ resident: 290, lodging: 20 });
		await keepPicture(page, 'head-3-group');
	});
	await test.step('"309 người chưa rõ là ai?": she sees whom the list knows, and how many nobody has met', async () => {
		await page.getByRole('link', { name: m.dash_people_title() }).click();
		await expect(heading(page)).toHaveText(m.dash_people_heading({ place: name }));
		await expect(page.getByRole('main')).toContainText(resident);
		await expect(page.getByRole('main')).toContainText('309');
		await keepPicture(page, 'head-4-unknown');
	});
	await test.step('she sees which house has not been met, and writes the announcement', async () => {
		await page.goto(`/visits/groups/${groupId}`);
		await expect(page.getByRole('link', { name: house })).toBeVisible();
		await keepPicture(page, 'head-5-visits');
		await page.getByRole('link', { name: m.visits_to_announcement() }).click();
		await page.getByLabel(m.visits_announce_area()).fill('ngõ 5');
		await page.getByRole('button', { name: m.visits_announce_make() }).click();
		await expect(page.locator('.words')).toContainText('ngõ 5');
		await expect(page.locator('.words')).toContainText(name);
		await keepPicture(page, 'head-6-announcement');
	});
});
