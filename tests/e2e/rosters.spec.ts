import { readFile } from 'node:fs/promises';
import { eq } from 'drizzle-orm';
import { m } from '#lib/messages/compiled/messages.js';
import { personNames } from '#lib/people/server/schema.ts';
import { test } from './exhibits.ts';
import { expect, newName, signIn } from './world.ts';

test('an officer sends a file, sees row by row what it would do, writes it, corrects what was wrong and takes it back', async ({
	page,
	world
}) => {
	const { db, cuaNam } = world;
	const [fresh, wrong] = [newName(), newName()];
	const file = (text: string) => ({ name: 'to-1.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
	const named = (fullName: string) => db.select().from(personNames).where(eq(personNames.fullName, fullName));
	await signIn(world, page.context(), cuaNam.officer.id, 'link');

	await page.goto('/rosters/new');
	const group = page.locator('select[name=groupId]');
	await page
		.locator('input[type=file]')
		.setInputFiles(file(`Họ và tên;Năm sinh;Dân tộc\n${fresh};1950;Kinh\n${wrong};30/02/1950;Kinh\n`));
	await group.selectOption(cuaNam.groups[0]);
	await page.getByRole('button', { name: m.roster_send() }).click();
	await expect(page.getByText(m.roster_refused_sensitive())).toBeVisible();
	await page.getByRole('button', { name: m.roster_look() }).click();

	await expect(page.getByRole('link', { name: m.roster_rows_new({ count: '1' }) })).toBeVisible();
	await expect(page.getByText(fresh)).toBeVisible();
	expect(await named(fresh)).toEqual([]);
	const roster = page.url();
	await page.getByRole('link', { name: m.roster_rejected() }).click();
	await page.getByRole('button', { name: m.export_make() }).click();
	const download = page.waitForEvent('download');
	await page.getByRole('button', { name: m.export_take_csv() }).click();
	const rejected = await readFile(await (await download).path(), 'utf8');
	expect(rejected).toContain(wrong);
	expect(rejected).toContain(m.roster_because_birth_unreadable());
	expect(rejected).not.toContain('Kinh');

	await page.goto(roster);
	await page.getByRole('link', { name: m.roster_commit() }).click();
	await page.getByRole('button', { name: m.roster_commit() }).click();
	await expect(page.getByText(m.roster_result({ done: '1' }))).toBeVisible();
	expect(await named(fresh)).toHaveLength(1);

	await page.getByRole('link', { name: m.roster_undo() }).click();
	await page.getByRole('button', { name: m.roster_undo() }).click();
	await expect(page.getByText(m.roster_result_undone({ back: '1', stays: '0' }))).toBeVisible();
	expect(await named(fresh)).toEqual([]);
});
