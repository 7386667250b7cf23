import type { Page } from '@playwright/test';
import { atConsole } from '#lib/access/actor.ts';
import { m } from '#lib/messages/compiled/messages.js';
import { dayOf } from '#lib/shared/dates.ts';
import { grantRole } from '#lib/sign-in/server/roles.ts';
import { createGroup } from '#lib/territory/server/groups.ts';
import { listWards } from '#lib/territory/server/places.ts';
import { actorWith, settle, type Commune } from '#tests/world.ts';
import { goOn } from './learner.ts';
import { expectRefusal, open } from './posts.ts';
import { FAR_PROVINCE } from './supplement.ts';
import { ADDRESSED, expect, heading, newName, signIn, test, type RunningWorld } from './world.ts';

test('a province chooses how its learners are spoken to and which lessons of its own they see, and nobody else notices', async ({
	context,
	page,
	world,
	anotherDevice
}) => {
	const supplement = process.env['E2E_SUPPLEMENT'] ?? '';
	const { officer, learner } = await settleFar(world);
	await signIn(world, context, officer, 'link');
	const hers = await anotherDevice();
	await signIn(world, hers.context(), learner);
	const elsewhere = await anotherDevice();
	await signIn(world, elsewhere.context(), world.cast.resident);
	const heard = async (device: Page) => {
		await device.goto('/learn');
		return heading(device).textContent();
	};
	expect(await heard(hers)).toBe(m.public_learn_heading(ADDRESSED));
	expect((await hers.goto(supplement))?.status()).toBe(404);

	await page.goto('/work');
	await page.locator(`main a[href="/provinces/${FAR_PROVINCE}/settings"]`).click();
	await page.locator('label', { has: page.locator('input[value=ba_con]') }).click();
	await page.locator('label', { has: page.getByRole('checkbox') }).click();
	await goOn(page, () => page.getByRole('button', { name: m.common_save() }).click());
	await expect(page.getByText(m.office_province_saved())).toBeVisible();

	expect(await heard(hers)).toBe(m.public_learn_heading({ Address: 'Bà con' }));
	expect((await hers.goto(supplement))?.status()).toBe(200);
	await expect(hers.getByText(m.public_lesson_local({ address: 'bà con' }))).toBeVisible();
	await hers.goto('/me');
	expect(await hers.locator('main').locator('a, button, summary').count()).toBeLessThanOrEqual(7);
	for (const path of [supplement, `${supplement}/practice`, `${supplement}/completion`]) {
		await expectRefusal(await open(elsewhere.context(), path), 404, m.error_not_found());
	}
	expect(await heard(elsewhere)).toBe(m.public_learn_heading(ADDRESSED));
	await expectRefusal(await open(elsewhere.context(), `/provinces/${FAR_PROVINCE}/settings`), 403, m.error_forbidden());
	await expectRefusal(await open(context, '/provinces/01/settings'), 404, m.error_not_found());
});

/** An officer of the far province and a learner who lives there. */
async function settleFar(world: RunningWorld): Promise<{ officer: string; learner: string }> {
	const now = new Date();
	const [ward] = await listWards(world.db, FAR_PROVINCE, dayOf(now));
	const wardCode = ward?.code ?? '';
	const group = { wardCode, name: newName(), kind: 'tổ', validFrom: '2025-07-01' };
	const { id } = await createGroup(world.db, atConsole, group, now);
	const far: Commune = {
		...world.cuaNam,
		wardCode,
		provinceCode: FAR_PROVINCE,
		groups: [id, id],
		trainer: actorWith('trainer', wardCode, now)
	};
	const learner = await settle(world, far, { confirmed: false }, now);
	const officer = await settle(world, world.cuaNam, { confirmed: false }, now);
	const grant = { personId: officer, role: 'province_officer', place: FAR_PROVINCE } as const;
	await grantRole(world.db, atConsole, { ...grant, from: dayOf(now), to: null }, now);
	return { officer, learner };
}
