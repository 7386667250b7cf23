import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { atConsole } from '#lib/access/actor.ts';
import { EXTRACT_RESULTS, readPeriod, type ExtractResult } from '#lib/compliance/extract.ts';
import { periodTitle, resultWord } from '#lib/compliance/extract-words.ts';
import { addMonths } from '#lib/compliance/months.ts';
import { grantWaiver } from '#lib/compliance/server/exceptions.ts';
import { listOfficials } from '#lib/compliance/server/posts.ts';
import { m } from '#lib/messages/compiled/messages.js';
import { readTable } from '#lib/server/read-table.ts';
import { writeXlsx } from '#lib/server/xlsx.ts';
import { addDays, dayOf, writeDay } from '#lib/shared/dates.ts';
import { newId } from '#lib/shared/ids.ts';
import { grantRole } from '#lib/sign-in/server/roles.ts';
import { passOn } from '#tests/official-results.ts';
import { settle } from '#tests/world.ts';
import { answerWhole, goOn } from './learner.ts';
import { expect, heading, newName, signIn, test } from './world.ts';

const MODULE = 'chia-se-du-lieu';
const [ON_TIME, LATE, ALL] = [150, 30, 200];
const HEADS = ['Họ và tên', 'Năm sinh', 'Chức vụ', 'Loại', 'Từ ngày'];

const button = (page: Page, name: string) => page.locator('main').getByRole('button', { name, exact: true });
const link = (page: Page, name: string) => page.locator('main').getByRole('link', { name, exact: true });
/** How many stand in a state, as a page counts them. */
const counted = (page: Page, state: string) => page.getByRole('list', { name: m.duty_count() }).getByText(`${state}: `);
/** The figures of the extract that is open, by what they are of. */
async function figures(page: Page): Promise<string[][]> {
	const rows = await page.locator('table').first().locator('tbody tr').all();
	return Promise.all(rows.map((row) => row.locator('th, td').allInnerTexts()));
}

test('an agency of 200, from the list and the order to who is missing what and the signed extract, in page and file', async ({
	page,
	world,
	anotherDevice
}) => {
	test.slow();
	const { db, cuaNam, library } = world;
	const now = new Date();
	// Last month, whose extract can be signed today, and the duty that was due in it.
	const last = addDays(`${dayOf(now).slice(0, 7)}-01`, -1);
	const period = readPeriod(last.slice(0, 7));
	if (!period) throw new Error(`no period ends on ${last}`);
	const [begins, due] = [addMonths(period.from, -1), addDays(period.from, 9)];
	const [agency, title] = [`Sở ${newName()}`, `Nội dung ${newName()}`];
	await signIn(world, page.context(), cuaNam.officer.id, 'link');

	await page.goto('/agencies/new');
	await page.locator('input[name=name]').fill(agency);
	await page.locator('label.choice', { hasText: m.agency_kind_government() }).first().click();
	await button(page, m.agency_new()).click();
	await expect(heading(page)).toHaveText(agency);
	const here = page.url();
	const agencyId = here.split('/').at(-1) ?? '';
	const rows = Array.from({ length: ALL }, (_, n) => {
		return [newName(), 1970 + (n % 30), n % 10 === 0 ? 'Trưởng phòng' : 'Chuyên viên', 'Công chức', writeDay(begins)];
	});
	const book = await writeXlsx([{ name: 'ds', rows: [HEADS, ...rows] }]);
	await link(page, m.agency_import()).click();
	await page.locator('input[type=file]').setInputFiles({ name: 'ds.xlsx', mimeType: '', buffer: book });
	await button(page, m.agency_import_try()).click();
	await expect(page.getByRole('status')).toHaveText(
		m.agency_import_counts({ added: ALL, changed: 0, same: 0, left: 0 })
	);
	await button(page, m.agency_import_take()).click();
	await expect(page.locator('.notice')).toContainText(
		m.agency_import_done({ added: String(ALL), changed: '0', left: '0' })
	);

	await page.goto('/duties/new');
	const fields = { title, orderNumber: '15/KH-UBND', issuer: 'UBND phường', graceDays: '0' };
	const days = { orderedOn: writeDay(begins), startsOn: writeDay(begins), dueOn: writeDay(due) };
	for (const [name, value] of Object.entries({ ...fields, ...days })) {
		await page.locator(`input[name=${name}]`).fill(value);
	}
	await page.locator(`label.choice:has(input[name=modules][value="${MODULE}"])`).click();
	await page.locator('label.choice:has(input[name=dueKind][value=on])').click();
	await page.locator('summary', { hasText: m.duty_agencies() }).click();
	await page.locator(`label.choice:has(input[name=agencies][value="${agencyId}"])`).click();
	await button(page, m.duty_new_submit()).click();
	await expect(heading(page)).toHaveText(title);
	const dutyId = page.url().split('/').at(-1) ?? '';
	await expect(counted(page, m.duty_state_overdue())).toHaveText(`${m.duty_state_overdue()}: ${ALL}`);

	// What they did last month: on time, late, let off; the others nothing.
	const people = (await listOfficials(db, [agencyId])).map(({ personId }) => personId);
	await passOn(db, library, people.slice(0, ON_TIME), MODULE, period.from);
	await passOn(db, library, people.slice(ON_TIME, ON_TIME + LATE), MODULE, addDays(due, 5));
	const [letOff = '', learner = '', other = ''] = people.slice(ON_TIME + LATE);
	const waiver = { dutyId, personId: letOff, n: 1, kind: 'waived' as const, reason: 'leave' as const };
	const then = new Date(`${due}T03:00:00Z`);
	await grantWaiver(db, cuaNam.officer, { ...waiver, id: newId(then), paper: null, until: null }, then);

	// And this month, too late for its extract: one passes the test on her pages, another is let off.
	const hers = await anotherDevice();
	await signIn(world, hers.context(), learner, 'link');
	await hers.goto('/me/duties');
	await hers.goto(`/learn/${MODULE}/test`);
	await goOn(hers, () => button(hers, m.learner_test_begin()).click());
	await answerWhole(hers, world, 10);
	await hers.getByLabel(m.learner_help_none()).check();
	await goOn(hers, () => button(hers, m.learner_submission_submit()).click());
	await hers.goto('/me/duties');
	await expect(hers.locator('main')).toContainText(m.duty_state_done_late());
	await page.goto(`/duties/${dutyId}/people/${other}/waiver`);
	await page.locator('label.choice', { hasText: m.duty_waive_kind_waived() }).click();
	await page.locator('label.choice', { hasText: m.duty_reason_study() }).click();
	await button(page, m.duty_waive_submit()).click();
	await expect(page.locator('.status')).toHaveText(m.duty_state_waived());

	await page.goto(here);
	const today = { done_on_time: ON_TIME, done_late: LATE + 1, overdue: 17, waived: 2 };
	for (const [state, count] of Object.entries(today)) {
		const word = m[`duty_state_${state}` as 'duty_state_overdue']();
		await expect(counted(page, word)).toHaveText(`${word}: ${count}`);
	}
	await expect(page.getByRole('region', { name: m.duty_missing_title() }).locator('tbody tr')).toHaveCount(17);

	await page.goto(`${here}/extract/${period.code}`);
	await expect(heading(page)).toHaveText(m.extract_heading({ period: periodTitle(period) }));
	const counts: Record<ExtractResult, number> = {
		...{ on_time: ON_TIME, late: LATE, missing: 19, not_due: 0, exempt: 1, none: 0 }
	};
	const live = await figures(page);
	for (const result of EXTRACT_RESULTS) {
		expect(live.find(([name]) => name === resultWord(result))?.[1]).toBe(String(counts[result]));
	}
	await link(page, m.extract_submit()).click();
	await button(page, m.extract_submit()).click();
	await expect(page.locator('main b').first()).toHaveText(m.extract_state_submitted());
	await expect(link(page, m.extract_approve())).toHaveCount(0);

	const leader = await anotherDevice();
	const personId = await settle(world, cuaNam, { confirmed: false, fullName: newName() }, now);
	const role = { personId, role: 'ward_leader', place: cuaNam.wardCode } as const;
	await grantRole(db, atConsole, { ...role, from: dayOf(now), to: null }, now);
	await signIn(world, leader.context(), personId, 'link');
	await leader.goto(`${here}/extract/${period.code}`);
	for (const step of [m.extract_approve(), m.extract_close()]) {
		await link(leader, step).click();
		await button(leader, step).click();
	}
	await expect(leader.locator('main b').first()).toHaveText(m.extract_state_closed());

	// Signed, it says the same for ever, in page and file, whatever is done afterwards.
	await passOn(db, library, people.slice(-1), MODULE, addDays(due, 6));
	await leader.reload();
	expect(await figures(leader)).toEqual(live);
	await link(leader, m.export_roll_link()).click();
	await button(leader, m.export_make()).click();
	const taken = leader.waitForEvent('download');
	await button(leader, m.export_take_xlsx()).click();
	const sheet = (await readTable(await readFile(await (await taken).path()))).map(({ cells }) => cells);
	expect(sheet.slice(1, 1 + live.length).map((cells) => live[0]?.map((_, n) => cells[n] ?? ''))).toEqual(live);
});
