import { atConsole } from '#lib/access/actor.ts';
import { modulesFor } from '#lib/curriculum/library.ts';
import { completeLesson } from '#lib/learning/server/lesson.ts';
import { record } from '#lib/ledger/server/record.ts';
import { m } from '#lib/messages/compiled/messages.js';
import { listPostsOf } from '#lib/compliance/server/posts.ts';
import { searchText } from '#lib/shared/names.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { newId } from '#lib/shared/ids.ts';
import { grantRole } from '#lib/sign-in/server/roles.ts';
import { sql } from 'drizzle-orm';
import { herself } from '#tests/world.ts';
import { expect, newName, signIn, test } from './world.ts';

test('from a list of officials and an order to who is missing what, and back to the official’s own page', async ({
	page,
	world,
	anotherDevice
}) => {
	test.slow();
	const { db, cuaNam, library } = world;
	const now = new Date();
	const [agency, title, one, other] = [`Đảng ủy ${newName()}`, `Nội dung ${newName()}`, newName(), newName()];
	const button = (name: string) => page.locator('main').getByRole('button', { name, exact: true });
	await signIn(world, page.context(), cuaNam.officer.id, 'link');

	await page.goto('/agencies/new');
	await page.locator('input[name=name]').fill(agency);
	await page.locator('label.choice', { hasText: m.agency_kind_party() }).first().click();
	await button(m.agency_new()).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(agency);

	await page.getByRole('link', { name: m.agency_import(), exact: true }).click();
	const list = `\ufeffHỌ VÀ TÊN;NĂM SINH;CHỨC VỤ;LOẠI\n${one};1980;Bí thư;Cán bộ\n${other};1985;Chuyên viên;Công chức\nAi đó;85;Văn thư;x\n`;
	const file = { name: 'danh-sach.csv', mimeType: 'text/csv', buffer: Buffer.from(list) };
	await page.locator('input[type=file]').setInputFiles(file);
	await button(m.agency_import_try()).click();
	await expect(page.getByRole('status')).toHaveText(m.agency_import_counts({ added: 2, changed: 0, same: 0, left: 1 }));
	await button(m.agency_import_take()).click();
	await expect(page.locator('.notice')).toContainText(m.agency_import_done({ added: '2', changed: '0', left: '1' }));

	await page.goto('/duties/new');
	await button(m.duty_new_submit()).click();
	await expect(page.getByRole('alert')).toBeVisible();
	const fields = { title, orderNumber: '15/KH-ĐU', issuer: 'Đảng ủy phường' };
	for (const [name, value] of Object.entries(fields)) await page.locator(`input[name=${name}]`).fill(value);
	const module = modulesFor(library, 'officials').free[0] ?? modulesFor(library, 'officials').required[0];
	await page.locator(`label.choice:has(input[name=modules][value="${module?.id}"])`).click();
	await page.locator('summary', { hasText: m.duty_agencies() }).click();
	await page.locator('label.choice', { hasText: agency }).first().click();
	await button(m.duty_new_submit()).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
	await expect(page.getByRole('row', { name: one })).toContainText(m.duty_state_not_started());

	// One of them begins, the other is let off; the head of the agency sees who is missing.
	const [first] = await db.execute<{ id: string }>(
		sql`select person_id id from person_names where search like ${`${searchText(one)}%`}`
	);
	const official = first?.id ?? '';
	expect(await listPostsOf(db, official)).toMatchObject([{ position: 'Bí thư' }]);
	const lesson = module?.lessons[0];
	const read = { eventId: newId(now), personId: official, module: module?.id ?? '', lesson: lesson?.id ?? '' };
	await record(db, herself(official, now), completeLesson, { ...read, contentHash: lesson?.hash ?? '' }, now);
	await page.getByRole('link', { name: other }).click();
	await page.getByRole('link', { name: m.duty_waive(), exact: true }).click();
	await page.locator('label.choice', { hasText: m.duty_waive_kind_waived() }).click();
	await page.locator('label.choice', { hasText: m.duty_reason_study() }).click();
	await button(m.duty_waive_submit()).click();
	await expect(page.locator('.status')).toHaveText(m.duty_state_waived());

	const head = await anotherDevice();
	const role = { personId: official, role: 'head_of_agency', place: cuaNam.wardCode } as const;
	await grantRole(db, atConsole, { ...role, from: dayOf(now), to: null }, now);
	await signIn(world, head.context(), official, 'link');
	await head.goto('/agencies');
	await head.getByRole('link', { name: agency }).click();
	const missing = head.getByRole('region', { name: m.duty_missing_title() });
	await expect(missing.getByRole('row', { name: one })).toContainText(m.duty_state_in_progress());
	await expect(missing).not.toContainText(other);
	await head.getByRole('link', { name: m.duty_copy() }).click();
	await head.getByRole('button', { name: m.export_make() }).click();
	const take = head.getByRole('button', { name: m.export_take_xlsx() });
	const [copy] = await Promise.all([head.waitForEvent('download'), take.click()]);
	expect(copy.suggestedFilename()).toMatch(/\.xlsx$/);

	await head.goto('/me/duties');
	await expect(head.getByRole('heading', { level: 2, name: title })).toBeVisible();
	await expect(head.locator('main')).toContainText(m.duty_blocker_not_tried({ module: module?.title.vi ?? '' }));
	await head.locator(`main a[href="/learn/${module?.id}"]`).first().click();
	await expect(head.getByRole('heading', { level: 1 })).toHaveText(module?.title.vi ?? '');
});
