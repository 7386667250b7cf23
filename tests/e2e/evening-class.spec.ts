import { and, eq, isNull } from 'drizzle-orm';
import type { Page } from '@playwright/test';
import { m } from '#lib/messages/compiled/messages.js';
import { enrolPeople } from '#lib/classes/server/enrolment.ts';
import { openEveningClass } from '#lib/classes/server/evening-class.fixture.ts';
import { attendanceMarks } from '#lib/classes/server/schema.ts';
import { addDays, dayOf } from '#lib/shared/dates.ts';
import { issueCard } from '#lib/sign-in/server/cards.ts';
import { setPictures } from '#lib/sign-in/server/pictures.ts';
import { herself, settle } from '#tests/world.ts';
import { holdEvening, sitDown } from './evening.ts';
import { test } from './exhibits.ts';
import { PICTURES, tapPictures } from './learner.ts';
import { expect, newName, signIn, type RunningWorld } from './world.ts';

/** Forty come on a real evening; the long run has them all. */
const PEOPLE = process.env['FULL'] ? 40 : 12;
const TABLETS = 3;

interface Learner {
	id: string;
	name: string;
	token: string;
	code: string;
}

/** Somebody with a card and pictures. */
async function invite(world: RunningWorld): Promise<Learner> {
	const now = new Date();
	const name = newName();
	const id = await settle(world, world.cuaNam, { confirmed: false, fullName: name }, now);
	await setPictures(world.db, herself(id, now), id, PICTURES, now);
	const { token, code } = await issueCard(world.db, world.cuaNam.trainer, id, now);
	return { id, name, token, code };
}

/** Comes in by card and pictures, sees her own name, and hands the tablet on. */
async function takeTurn(tablet: Page, { name, token }: Learner): Promise<void> {
	await tablet.goto(`/c/${token}`);
	await tapPictures(tablet, 'enter');
	await expect(tablet).toHaveURL('/me');
	await expect(tablet.getByRole('banner')).toContainText(name);
	await expect(tablet.getByText('19:00').first()).toBeVisible();
	await tablet.getByRole('banner').getByRole('button', { name: m.common_change_person() }).click();
	await expect(tablet.getByRole('banner')).not.toContainText(name);
}

test(`${PEOPLE} people share three tablets in an evening, and the roll takes every one of them once`, async ({
	page,
	world,
	anotherDevice
}) => {
	test.slow();
	const { db, cuaNam, library } = world;
	const now = new Date();
	const made = await openEveningClass(db, cuaNam.trainer, library, cuaNam.learningPointId, now);
	const people: Learner[] = [];
	for (let n = 0; n < PEOPLE; n += 1) people.push(await invite(world));
	const personIds = people.map(({ id }) => id);
	const enrolment = { classId: made.classId, personIds, on: addDays(dayOf(now), -1), way: 'list' as const };
	await enrolPeople(db, cuaNam.trainer, enrolment, now);
	const evening = await holdEvening(world, () => settle(world, cuaNam, { confirmed: false }, now));

	// Two are marked by card when they come late, one has lost hers and is marked by hand; the others find a tablet.
	const [byHand, ...others] = people as [Learner, ...Learner[]];
	const byCard = others.splice(0, 2);
	const tablets: Page[] = [];
	for (let n = 0; n < TABLETS; n += 1) {
		const tablet = await anotherDevice();
		await sitDown(world, tablet.context(), evening);
		tablets.push(tablet);
	}
	const queue = [...others];
	await Promise.all(
		tablets.map(async (tablet) => {
			for (let next = queue.shift(); next; next = queue.shift()) await takeTurn(tablet, next);
		})
	);

	await signIn(world, page.context(), cuaNam.trainer.id, 'link');
	const roll = `/classes/${made.classId}/meetings/${made.tonight}`;
	await page.goto(roll);
	await page.getByRole('button', { name: m.class_roll_fill() }).click();
	await expect(page.getByRole('status')).toHaveText(m.class_roll_saved({ came: others.length, enrolled: PEOPLE }));
	for (const { name, code } of byCard) {
		for (const said of [m.class_roll_scanned, m.class_roll_scanned_again]) {
			await page.getByLabel(m.class_roll_card()).fill(code);
			await page.keyboard.press('Enter');
			await expect(page.getByRole('status')).toHaveText(said({ name }));
		}
	}
	const late = m.class_roll_mark_late();
	await page.getByRole('group', { name: byHand.name }).getByRole('radio', { name: late }).check();
	await page.getByRole('button', { name: m.class_roll_submit() }).click();
	await expect(page.getByRole('status')).toHaveText(m.class_roll_saved({ came: PEOPLE, enrolled: PEOPLE }));

	const inForce = and(eq(attendanceMarks.meetingId, made.tonight), isNull(attendanceMarks.replacedAt));
	const marks = await db.select().from(attendanceMarks).where(inForce);
	expect(marks.map(({ personId }) => personId).sort()).toEqual([...personIds].sort());
	const ways = Object.groupBy(marks, ({ way }) => way);
	expect([ways['opening']?.length, ways['card']?.length, ways['tap']?.length]).toEqual([PEOPLE - 3, 2, 1]);
});
