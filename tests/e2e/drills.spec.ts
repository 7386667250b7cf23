import { atConsole } from '#lib/access/actor.ts';
import type { DrillItem } from '#lib/curriculum/drill.ts';
import { readDrillItems } from '#lib/curriculum/server/versions.ts';
import { findDrill, type Drill } from '#lib/drills/server/drill.ts';
import { m } from '#lib/messages/compiled/messages.js';
import { dayOf } from '#lib/shared/dates.ts';
import { grantRole } from '#lib/sign-in/server/roles.ts';
import { settle } from '#tests/world.ts';
import { ADDRESSED, expect, heading, signIn, test } from './world.ts';

const TEXT = 'Thu <b>phí rác</b> tại phi-rac.vi-du.vn';

test('an officer adds a fraud, a second person approves it, and a resident meets it, misses it and is told why', async ({
	page,
	world,
	anotherDevice
}) => {
	const { db, cuaNam } = world;
	const now = new Date();
	await signIn(world, page.context(), cuaNam.officer.id, 'link');
	await page.goto('/local-scams/new');
	await page.locator('[name=kind][value=message]').check({ force: true });
	const fill = (name: string, text: string) => page.locator(`[name=${name}]`).fill(text);
	await fill('cameFrom', 'Số 0912 345 678');
	await fill('text', TEXT);
	await fill('rightChoice', 'Không bấm, hỏi tổ trưởng');
	await fill('wrongChoice', 'Bấm vào để trả');
	await fill('explain', 'Phường không thu phí qua tin nhắn.');
	await page.getByRole('button', { name: m.scam_propose() }).click();
	await expect(page.getByRole('alert')).toContainText('0912 345 678');
	// Nothing typed is lost.
	await expect(page.locator('[name=explain]')).toHaveValue('Phường không thu phí qua tin nhắn.');
	await fill('cameFrom', 'Số lạ 0000 1111 2222');
	await page.getByRole('button', { name: m.scam_propose() }).click();
	await expect(page.locator('blockquote')).toContainText(TEXT);
	await expect(page.getByRole('button', { name: m.scam_approve() })).toHaveCount(0);
	const address = page.url();

	const leader = await settle(world, cuaNam, { confirmed: false }, now);
	const role = { personId: leader, role: 'ward_leader' as const, place: cuaNam.wardCode, from: dayOf(now), to: null };
	await grantRole(db, atConsole, role, now);
	const second = await anotherDevice();
	await signIn(world, second.context(), leader, 'link');
	await second.goto(address);
	await second.getByRole('button', { name: m.scam_approve() }).click();
	await expect(second.locator('main')).toContainText(m.scam_state_approved());

	const personId = await settle(world, cuaNam, {}, now);
	await signIn(world, page.context(), personId);
	await page.goto('/drills');
	await page.getByRole('button', { name: m.drill_begin() }).click();
	await expect(heading(page)).toHaveText(m.drill_ask(ADDRESSED));
	const id = new URL(page.url()).pathname.split('/')[2] ?? '';
	const drill = (await findDrill(db, id)) as Drill;
	const items = await readDrillItems(
		db,
		drill.form.map(({ item }) => item)
	);
	for (const { item, order } of drill.form) {
		const { genuine, choices } = items.get(item) as DrillItem;
		// She trusts everything.
		const place = order.findIndex((position) => choices[position]?.right === genuine);
		await page.locator('label.choice').nth(place).click();
		await page.locator('main form').getByRole('button').click();
	}
	await expect(page).toHaveURL(`${world.address}/drills/${id}`);
	await expect(heading(page)).toContainText(m.drill_result_fakes({ right: 0, of: drill.fakes }));
	await expect(page.locator('main')).toContainText(m.drill_leans_trusting(ADDRESSED));
	await expect(page.locator('main')).toContainText(TEXT);
	await expect(page.locator('main')).toContainText('Phường không thu phí qua tin nhắn.');
	await page.goto(`/drills/${id}/1`);
	await expect(page).toHaveURL(`${world.address}/drills/${id}`);

	await second.getByRole('button', { name: m.scam_withdraw() }).click();
	await expect(second.locator('main')).toContainText(m.scam_state_withdrawn());
});
