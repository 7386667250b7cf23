import type { BrowserContext } from '@playwright/test';
import { sql } from 'drizzle-orm';
import { m } from '#lib/messages/compiled/messages.js';
import { dayOf, yearOf } from '#lib/shared/dates.ts';
import { settle } from '#tests/world.ts';
import { test, type Exhibits } from './exhibits.ts';
import { goOn } from './learner.ts';
import { open } from './posts.ts';
import { SHOWINGS } from './showings.ts';
import { SHOWS } from './shows.ts';
import { ADDRESSED, expect, heading, newName, signIn, type RunningWorld } from './world.ts';

const STAFF = SHOWINGS.filter(({ route, state }) => /^\/\((field|office)\)/.test(route) && state === '');

/** A phone number that stands in the database and on no page of the staff. */
const PHONE = '0987650123';

async function looksAt({ db }: RunningWorld, people: string[]): Promise<number> {
	const [row] = await db.execute<{ n: number }>(
		sql`select count(*)::int n from audit_entries where verb = 'evidence.read' and person_id in ${people}`
	);
	return row?.n ?? 0;
}

/** Her results in words: what no page without evidence holds. */
const RESULTS = [m.office_person_results(), m.office_result_at_home()];

test('every look of the staff at somebody’s evidence leaves an entry, and no other page shows it, nor her phone', async ({
	world,
	exhibits,
	anotherDevice
}) => {
	test.slow();
	expect(Object.keys(SHOWS).sort()).toEqual(STAFF.map(({ route }) => route).sort());
	const { learner, merged, pair, certified } = exhibits;
	const people = [learner, merged.id, pair.id, pair.other, certified.personId];
	await world.db.execute(sql`update person_names set phone = ${PHONE} where person_id in ${people}`);
	const devices = new Map<string, BrowserContext>();
	for (const showing of STAFF) {
		const staff = staffOf(showing.as, world, exhibits);
		const context = devices.get(staff) ?? (await anotherDevice()).context();
		if (!devices.has(staff)) await signIn(world, context, staff, 'link');
		devices.set(staff, context);
		const before = await looksAt(world, people);
		const page = await open(context, showing.address(exhibits, world));
		expect(page.status(), showing.route).toBe(200);
		const html = await page.text();
		if (SHOWS[showing.route] !== 'phones') expect(html, showing.route).not.toContain(PHONE);
		const looked = (await looksAt(world, people)) - before;
		const isEvidence = SHOWS[showing.route] === 'evidence';
		expect(looked > 0, `${showing.route} leaves an entry`).toBe(isEvidence);
		if (!isEvidence) expect(RESULTS.filter((words) => html.includes(words), showing.route)).toEqual([]);
	}
});

function staffOf(as: string, { cuaNam }: RunningWorld, made: Exhibits): string {
	if (as === 'auditor') return made.auditor;
	if (as === 'administrator') return made.administrator;
	if (as === 'province') return made.provinceOfficer;
	if (as === 'leader') return made.drive.leader;
	if (as === 'keeper') return made.kept.keeper;
	if (as === 'head of agency') return made.office.head;
	return cuaNam[as as 'officer' | 'trainer' | 'head'].id;
}

test('pages of a person, and the data behind them, are kept in no cache, framed by nobody and guessed at by no browser', async ({
	context,
	world,
	exhibits
}) => {
	await signIn(world, context, exhibits.learner);
	const own = ['/me', '/me/results', '/me/data', `/attempts/${exhibits.failed.id}`];
	const behind = own.map((path) => `${path}/__data.json`);
	const copies = ['/me/data/copy?as=json', '/me/data/copy?as=html'];
	for (const path of [...own, ...behind, ...copies, '/learn', '/nowhere']) {
		const headers = (await context.request.get(path, { maxRedirects: 0 })).headers();
		expect(headers['cache-control'], path).toBe('no-store');
		expect(headers['x-content-type-options'], path).toBe('nosniff');
		expect(headers['x-frame-options'], path).toBe('DENY');
		if (headers['content-type']?.startsWith('text/html')) {
			expect(headers['content-security-policy'], path).toContain("frame-ancestors 'none'");
		}
	}
	// No page ships script, so what a page is made from leaves the server as the page alone.
	for (const path of behind) expect(await (await context.request.get(path)).text(), path).not.toContain('Mẫu');
	await context.clearCookies();
	for (const path of [...behind, ...copies]) {
		const shut = await context.request.get(path, { maxRedirects: 0 });
		expect(await shut.text(), path).not.toContain('Mẫu');
	}
});

test('somebody under sixteen registers with her guardian, and sees what is kept and who looked', async ({
	page,
	world,
	anotherDevice
}) => {
	const { wardCode, groups, officer } = world.cuaNam;
	const name = newName();
	await page.goto(`/register?ward=${wardCode}&group=${groups[0]}`);
	await page.getByLabel(m.learner_register_full_name()).fill(name);
	await page.getByLabel(m.learner_register_birth_year()).fill(String(yearOf(dayOf(new Date())) - 12));
	await expect(page.getByLabel(m.privacy_guardian_name())).toHaveCount(0);
	const submit = page.getByRole('button', { name: m.learner_register_submit(), exact: true });
	await submit.click();
	await expect(page.getByRole('alert')).toContainText(m.error_guardian_missing());
	await page.getByLabel(m.privacy_guardian_name()).fill('Trần Thị Mẹ');
	await page.locator('label', { has: page.locator('input[value=mother]') }).click();
	await submit.click();
	await expect(page.getByRole('alert')).toContainText(m.error_consent_missing());
	await expect(page.locator('input[type=checkbox]:checked'), 'no box is ticked for anybody').toHaveCount(0);
	await page.locator('label', { hasText: m.privacy_consent_guardian() }).click();
	await page.locator('label', { hasText: m.privacy_consent_child() }).click();
	await goOn(page, () => submit.click());

	const [person] = await world.db.execute<{ id: string }>(
		sql`select person_id id from person_names where full_name = ${name}`
	);
	const office = await anotherDevice();
	await signIn(world, office.context(), officer.id, 'link');
	await office.goto(`/people/${person?.id}`);
	await page.goto('/me/data');
	await expect(page.getByText(m.privacy_mine_name({ name }))).toBeVisible();
	await expect(page.getByText('Trần Thị Mẹ')).toBeVisible();
	await expect(page.getByRole('main')).toContainText(`${m.office_role_ward_officer()}, Phường Cửa Nam`);
	await expect(page.getByRole('main')).not.toContainText(`${m.privacy_mine_looks_none()}`);
});

test('she keeps and takes back a phone number, takes a copy away and asks for a correction, which the officer answers', async ({
	page,
	world,
	anotherDevice
}) => {
	const { cuaNam } = world;
	const name = newName();
	const personId = await settle(world, cuaNam, { confirmed: false, fullName: name }, new Date());
	await signIn(world, page.context(), personId);
	await page.goto('/me/data/consents/phone');
	await page.locator('input[name=phone]').fill('0912.345.678');
	await page.getByRole('button', { name: m.privacy_agree() }).click();
	await expect(page.getByRole('alert')).toContainText(m.error_consent_not_given());
	await page.locator('main label', { has: page.locator('input[type=checkbox]') }).click();
	await goOn(page, () => page.getByRole('button', { name: m.privacy_agree() }).click());
	await expect(page.getByText(m.privacy_mine_phone({ phone: '0912345678' }))).toBeVisible();
	const copy = await page.request.get('/me/data/copy?as=json');
	expect(copy.headers()['content-disposition']).toMatch(/^attachment; filename="hoc-so-.*\.json"$/);
	expect(await copy.json()).toMatchObject({ who: { fullName: name, phone: '0912345678' } });
	await page.goto('/me/data/consents/phone');
	await goOn(page, () => page.getByRole('button', { name: m.privacy_withdraw() }).click());
	await expect(page.getByText(m.privacy_mine_phone_none())).toBeVisible();

	await goOn(page, () => page.getByRole('link', { name: m.privacy_mine_request_new() }).click());
	await page.locator('label', { hasText: m.privacy_kind_correction() }).click();
	await page.getByLabel(m.privacy_request_text()).fill('Tên đúng là Mẫu Hiền.');
	await goOn(page, () => page.getByRole('button', { name: m.privacy_request_submit() }).click());
	await expect(page.getByText(m.privacy_mine_filed(ADDRESSED))).toBeVisible();

	const office = await anotherDevice();
	await signIn(world, office.context(), cuaNam.officer.id, 'link');
	await office.goto('/data-requests');
	await goOn(office, () => office.getByRole('link', { name }).click());
	await expect(heading(office)).toHaveText(m.privacy_kind_correction());
	await office.locator('label', { hasText: m.privacy_answer_declined() }).click();
	await office.getByRole('button', { name: m.privacy_answer_submit() }).click();
	await expect(office.getByRole('alert')).toContainText(m.error_reply_missing());
	await office.locator('label', { hasText: m.privacy_answer_done() }).click();
	await office.getByLabel(m.privacy_answer_reply()).fill('Đã sửa rồi.');
	await goOn(office, () => office.getByRole('button', { name: m.privacy_answer_submit() }).click());
	await page.goto('/me/data');
	await expect(page.getByText(m.privacy_request_reply({ reply: 'Đã sửa rồi.' }))).toBeVisible();
});
