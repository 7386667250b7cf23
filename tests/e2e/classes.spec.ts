import { readFile } from 'node:fs/promises';
import { eq } from 'drizzle-orm';
import { m } from '#lib/messages/compiled/messages.js';
import { enrolPeople, listEnrolled } from '#lib/classes/server/enrolment.ts';
import { openEveningClass } from '#lib/classes/server/evening-class.fixture.ts';
import { attendanceMarks } from '#lib/classes/server/schema.ts';
import { addDays, dayOf, writeDay } from '#lib/shared/dates.ts';
import { issueCard } from '#lib/sign-in/server/cards.ts';
import { settle, takeTest } from '#tests/world.ts';
import { holdEvening, sitDown } from './evening.ts';
import { test } from './exhibits.ts';
import { expect, heading, newName, signIn, type RunningWorld } from './world.ts';

const PEOPLE = 40;

/** A class of forty from yesterday on, one of whom has a card and one of whom has failed the first module's test twice. */
async function gather(world: RunningWorld) {
	const { db, cuaNam, library, standard } = world;
	const now = new Date();
	const made = await openEveningClass(db, cuaNam.trainer, library, cuaNam.learningPointId, now);
	const people: { id: string; name: string }[] = [];
	for (let n = 0; n < PEOPLE; n += 1) {
		const name = newName();
		people.push({ id: await settle(world, cuaNam, { confirmed: false, fullName: name }, now), name });
	}
	const [stuck, byCard, sits] = people as [(typeof people)[0], (typeof people)[0], (typeof people)[0]];
	const personIds = people.map(({ id }) => id);
	const enrolment = { classId: made.classId, personIds, on: addDays(dayOf(now), -1), way: 'list' as const };
	await enrolPeople(db, cuaNam.trainer, enrolment, now);
	const module = standard.modules[0] ?? '';
	for (const _ of [1, 2]) {
		await takeTest(world, stuck.id, { door: 'module', standard: standard.id, module }, { right: 2 }, now);
	}
	const { code } = await issueCard(db, cuaNam.trainer, byCard.id, now);
	return { ...made, people, stuck, byCard: { ...byCard, code }, sits };
}

test('forty on a sheet are typed in with a few taps, a card and the tablets fill in tonight’s roll, and the board says who is stuck and what comes next', async ({
	page,
	world,
	anotherDevice
}) => {
	const { db, cuaNam } = world;
	const made = await gather(world);
	const here = `/classes/${made.classId}`;
	await signIn(world, page.context(), cuaNam.trainer.id, 'link');

	// The sheet of yesterday: two exceptions are tapped, the rest is said once.
	await page.goto(`${here}/meetings/${made.yesterday}`);
	await expect(page.locator('main').getByRole('group')).toHaveCount(PEOPLE + 1);
	const mark = (name: string, word: string) =>
		page.getByRole('group', { name }).getByRole('radio', { name: word }).check();
	await mark(made.people[4]?.name ?? '', m.class_roll_mark_late());
	await mark(made.people[5]?.name ?? '', m.class_roll_mark_excused());
	await page.getByRole('group', { name: m.class_roll_rest() }).getByText(m.class_roll_mark_present()).click();
	await page.getByRole('button', { name: m.class_roll_submit() }).click();
	await expect(page.getByRole('status')).toHaveText(m.class_roll_saved({ came: PEOPLE - 1, enrolled: PEOPLE }));
	const rows = await db.select().from(attendanceMarks).where(eq(attendanceMarks.meetingId, made.yesterday));
	expect(rows).toHaveLength(PEOPLE);
	expect(new Set(rows.map(({ way }) => way))).toEqual(new Set(['sheet']));

	// A correction keeps what stood there.
	await mark(made.people[5]?.name ?? '', m.class_roll_mark_absent());
	await page.getByRole('button', { name: m.class_roll_submit() }).click();
	await expect(page.getByText(m.class_roll_corrections({ count: 1 }))).toBeVisible();

	// Tonight: one by card, twice, and one who has signed in on a tablet.
	await page.goto(`${here}/meetings/${made.tonight}`);
	for (const said of [m.class_roll_scanned, m.class_roll_scanned_again]) {
		await page.getByLabel(m.class_roll_card()).fill(made.byCard.code);
		await page.keyboard.press('Enter');
		await expect(page.getByRole('status')).toHaveText(said({ name: made.byCard.name }));
	}
	const tablet = await anotherDevice();
	const evening = await holdEvening(world, () => settle(world, cuaNam, { confirmed: false }, new Date()));
	await sitDown(world, tablet.context(), evening, made.sits.id);
	await tablet.goto('/me');
	await expect(tablet.getByText(`19:00`)).toBeVisible();
	await page.getByRole('button', { name: m.class_roll_fill() }).click();
	await expect(page.getByRole('status')).toHaveText(m.class_roll_saved({ came: 2, enrolled: PEOPLE }));

	await page.goto(`${here}/board`);
	await expect(
		page.getByText(m.class_board_of({ count: String(PEOPLE), day: writeDay(dayOf(new Date())) }))
	).toBeVisible();
	const stuck = page.getByRole('row', { name: made.stuck.name });
	await expect(stuck).toContainText(m.class_state_stuck());
	await expect(stuck).toContainText(m.class_step_again({ lesson: '' }).trim());
	await expect(page.getByRole('row', { name: made.sits.name })).toContainText(m.class_state_on_the_way());
	await page.getByRole('link', { name: m.class_board_copy() }).click();
	await page.getByRole('button', { name: m.export_make() }).click();
	const take = page.getByRole('button', { name: m.export_take_csv() });
	const [copy] = await Promise.all([page.waitForEvent('download'), take.click()]);
	const lines = (await readFile(await copy.path(), 'utf8')).split('\r\n');
	expect(lines.filter((line) => line !== '')).toHaveLength(PEOPLE + 1);

	await page.goto(`${here}/closure`);
	await page.getByRole('button', { name: m.class_close_link() }).click();
	await expect(page.getByText(m.class_closed_note({ day: writeDay(dayOf(new Date())) }))).toBeVisible();
	await page.goto(`${here}/meetings/${made.tonight}`);
	await expect(page.getByRole('button', { name: m.class_roll_submit() })).toHaveCount(0);
});

test('a class is opened on one page, filled from a pasted list, and a resident enrols herself', async ({
	page,
	world,
	anotherDevice
}) => {
	const { db, cuaNam } = world;
	const now = new Date();
	const name = newName();
	const listed = await settle(world, cuaNam, { confirmed: false, fullName: name, birthYear: 1951 }, now);
	const herself = await settle(world, cuaNam, { confirmed: false, fullName: newName() }, now);
	await signIn(world, page.context(), cuaNam.trainer.id, 'link');
	await page.goto('/classes/new');
	await page.getByLabel(m.class_new_name()).fill(name);
	await page
		.locator('label', { has: page.locator('input[name=learningPointId]') })
		.first()
		.click();
	for (const day of [m.class_weekday_2(), m.class_weekday_4()]) await page.getByText(day, { exact: true }).click();
	await page.locator('label', { has: page.locator('input[name=openToAll]') }).click();
	await page.getByRole('button', { name: m.class_new_submit() }).click();
	await expect(heading(page)).toHaveText(name);
	const here = new URL(page.url()).pathname;
	const classId = here.split('/').at(-1) ?? '';

	await page.goto(`${here}/enrolment/list`);
	await page.getByLabel(m.class_enrol_pasted_label()).fill(`1\t${name.toUpperCase()}\t1951\nKhông Ai Cả`);
	await page.getByRole('button', { name: m.class_enrol_pasted_submit() }).click();
	await expect(page.getByText('Không Ai Cả')).toBeVisible();
	await page.getByRole('button', { name: m.class_enrol_submit() }).click();
	await expect(page.getByRole('status')).toHaveText(m.class_enrol_done({ count: 1 }));

	const own = await anotherDevice();
	await signIn(world, own.context(), herself);
	await own.goto('/me');
	await own.getByRole('link', { name: m.class_own_open() }).click();
	await own.getByRole('link', { name }).click();
	await own.getByRole('button', { name: m.class_own_enrol() }).click();
	await expect(own.getByRole('button', { name: m.class_own_enrol() })).toHaveCount(0);
	const enrolled = (await listEnrolled(db, classId, dayOf(new Date()))).map(({ personId }) => personId);
	expect(enrolled.sort()).toEqual([listed, herself].sort());
});
