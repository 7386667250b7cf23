import { statSync } from 'node:fs';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import type { BrowserContext, Page } from '@playwright/test';
import { m } from '#lib/messages/compiled/messages.js';
import { events } from '#lib/ledger/server/schema.ts';
import { startAttempt } from '#lib/learning/server/attempt.ts';
import { TABLET_IDLE } from '#lib/sign-in/session-length.ts';
import { WARN_AFTER } from '#lib/openings/idle.ts';
import { issueCard, voidCard } from '#lib/sign-in/server/cards.ts';
import { findPicturesState, setPictures } from '#lib/sign-in/server/pictures.ts';
import { answerAll, herself, settle, type Commune } from '#tests/world.ts';
import { readSquare } from './card.ts';
import { sitDown } from './evening.ts';
import { test } from './exhibits.ts';
import { goOn, PICTURES, tapPictures } from './learner.ts';
import { traceOf } from './open-test.ts';
import { expectRefusal, open, post } from './posts.ts';
import { expect, heading, newName, signIn, type RunningWorld } from './world.ts';

const WHOLE = { door: 'whole', standard: 'ky-nang-so-thiet-yeu' } as const;

/** A resident with card and pictures, of this ward unless told. */
async function equip(world: RunningWorld, commune: Commune = world.cuaNam) {
	const now = new Date();
	const name = newName();
	const personId = await settle(world, commune, { confirmed: false, fullName: name }, now);
	await setPictures(world.db, herself(personId, now), personId, PICTURES, now);
	return { personId, name, card: await issueCard(world.db, commune.trainer, personId, now) };
}

async function asTrainer(world: RunningWorld, page: Page): Promise<Page> {
	await signIn(world, page.context(), world.cuaNam.trainer.id, 'link');
	return page;
}

const session = async (context: BrowserContext) => (await context.cookies()).find(({ name }) => name === 'session');

test('a trainer opens an evening in three taps, a resident is in by card and pictures, and her test is witnessed by a tap each', async ({
	page,
	world,
	anotherDevice
}) => {
	test.slow();
	const trainer = await asTrainer(world, await anotherDevice());
	let taps = 0;
	const tap = async (name: string) => {
		taps += 1;
		await trainer.getByText(name, { exact: true }).last().click();
	};
	await trainer.goto('/work');
	await tap(m.opening_new_title());
	await expect(heading(trainer)).toHaveText(m.opening_new_title());
	if ((await trainer.locator('input[name=learningPointId]:checked').count()) === 0) {
		taps += 1;
		await trainer
			.locator('label', { has: trainer.locator('input[name=learningPointId]') })
			.first()
			.click();
	}
	await goOn(trainer, () => tap(m.opening_new_submit()));
	expect(taps).toBeLessThanOrEqual(3);
	const opening = trainer.url();

	const address = await readSquare(trainer.getByRole('img', { name: m.opening_join_qr() }));
	await page.goto(address ?? '');
	await page.getByRole('button', { name: m.join_this_submit() }).click();
	await expect(heading(page)).toHaveText(m.tablet_sign_in_heading({ number: 1 }));

	const resident = await equip(world, world.thanhBa);
	await page.goto(`/c/${resident.card.token}`);
	await tapPictures(page, 'enter');
	await expect(page).toHaveURL('/me');
	await expect(page.getByRole('banner')).toContainText(resident.name);

	await page.goto('/standards/ky-nang-so-thiet-yeu/test');
	await goOn(page, () => page.getByRole('button', { name: m.learner_test_begin() }).click());
	await trainer.goto(opening);
	await expect(trainer.getByText(m.opening_tablet_of({ number: 1, name: resident.name }))).toBeVisible();
	await trainer.getByRole('button', { name: m.opening_witness_start({ name: resident.name }) }).click();
	await expect(trainer.getByRole('status')).toHaveText(m.office_witnessing_started());
	const { db, library } = world;
	const attempt = await startAttempt(db, library, herself(resident.personId), resident.personId, WHOLE, new Date());
	await answerAll(world, resident.personId, attempt, 20, new Date());
	await trainer.goto(opening);
	await trainer.getByRole('button', { name: m.opening_witness_end({ name: resident.name }) }).click();
	await expect(trainer.getByRole('status')).toHaveText(m.office_witnessing_ended());

	await page.goto('/me');
	await page.getByRole('link', { name: m.help_now_open() }).click();
	await page.getByRole('button', { name: m.help_now_read_aloud() }).click();
	await expect(page.getByText(m.help_on_read_aloud())).toBeVisible();
	await page.goto(`/attempts/${attempt.id}/submission`);
	await goOn(page, () => page.getByRole('button', { name: m.learner_submission_submit() }).click());
	const log = await db.select().from(events).where(eq(events.subjectId, resident.personId));
	expect(log.find(({ kind }) => kind === 'test.submitted')).toMatchObject({
		assistance: 'read_aloud',
		witnessId: world.cuaNam.trainer.id,
		actorId: resident.personId
	});

	await trainer.goto(opening);
	await trainer.getByRole('link', { name: m.opening_close() }).click();
	await goOn(trainer, () => trainer.getByRole('button', { name: m.opening_close() }).click());
	await page.goto('/me');
	await expect(page, 'closing signs everybody out').toHaveURL(/\/sign-in/);
	await expect(heading(page)).toHaveText(m.sign_in_heading());
});

test('card and nod let in without pictures, once, and only whom the trainer saw', async ({
	page,
	world,
	exhibits,
	anotherDevice
}) => {
	const trainer = await asTrainer(world, await anotherDevice());
	const resident = await equip(world);
	const { number } = await sitDown(world, page.context(), exhibits.evening);
	await page.goto(`/c/${resident.card.token}`);
	await page.getByRole('link', { name: m.nod_way() }).click();
	await page.getByRole('button', { name: m.nod_ask() }).click();
	await expect(heading(page)).toHaveText(m.nod_asked_heading());
	expect(await session(page.context())).toBeUndefined();

	await trainer.goto(`/openings/${exhibits.evening.id}?still`);
	const asked = trainer.locator('.card', { hasText: m.opening_nod_heading({ name: resident.name, number }) });
	await asked.getByRole('button', { name: m.opening_nod_yes() }).click();
	await expect(trainer.getByRole('status')).toHaveText(m.opening_done_nodded());
	await expect(heading(page), 'the tablet looks again by itself').toHaveText(
		m.nod_given_heading({ name: resident.name })
	);
	await page.getByRole('main').getByRole('button', { name: m.common_enter() }).click();
	await expect(page).toHaveURL('/me');
	const again = await post(page.context(), '/sign-in/nod', {});
	expect(again.headers()['location'], 'the nod is used up').toBe('/me');
	await voidCard(world.db, world.cuaNam.trainer, resident.personId, new Date());
	await page.goto('/me');
	await expect(page, 'and voiding the card ends what it began').toHaveURL(/\/sign-in/);
});

test("in a tab left open by another person nothing is stored, and today's list leads on by pictures alone", async ({
	page,
	context,
	world,
	exhibits
}) => {
	const [first, second] = [await equip(world), await equip(world)];
	const { personId } = first;
	const attempt = await startAttempt(world.db, world.library, herself(personId), personId, WHOLE, new Date());
	await sitDown(world, context, exhibits.evening, first.personId);
	await page.goto(`/attempts/${attempt.id}/1`);
	await page.locator('label', { has: page.locator('input[value=unknown]') }).click();

	const tab = await context.newPage();
	await tab.goto(`/c/${second.card.token}`);
	await tapPictures(tab, 'enter');
	await expect(tab.getByRole('banner')).toContainText(second.name);
	await page.locator('main form').getByRole('button').last().click();
	await expect(heading(page)).toHaveText(m.public_error_409());
	await expect(page.getByText(m.learner_question_unknown())).toBeVisible();
	expect((await traceOf(world, attempt)).answers).toEqual([]);

	await tab.getByRole('button', { name: m.common_change_person() }).click();
	await tab.getByRole('link', { name: m.tablet_today_heading() }).click();
	await tab.getByRole('button', { name: first.name }).click();
	await expect(tab.getByRole('link', { name: m.nod_way() }), 'a nod takes the card').toHaveCount(0);
	await tapPictures(tab, 'enter');
	await expect(tab.getByRole('banner')).toContainText(first.name);
});

test('a tablet asks after some minutes, goes on by a tap, never asks while something plays, and then locks', async ({
	page,
	world,
	exhibits
}) => {
	const { personId, name } = await equip(world);
	await page.clock.install();
	await sitDown(world, page.context(), exhibits.evening, personId);
	const { module, lesson } = exhibits;
	await page.goto(`/learn/${module.id}/${lesson.id}`);
	const asks = page.getByRole('dialog', { name: m.tablet_idle_heading({ name }) });
	const wait = (seconds: number) => page.clock.runFor(seconds * 1_000);

	await wait(WARN_AFTER - 5);
	await expect(asks).toBeHidden();
	await page.mouse.move(10, 10);
	await page.mouse.click(10, 300);
	await wait(WARN_AFTER - 5);
	await expect(asks, 'a touch counts').toBeHidden();
	await wait(10);
	await expect(asks).toBeVisible();
	expect(TABLET_IDLE / 1_000 - WARN_AFTER, 'a minute or more to answer').toBeGreaterThanOrEqual(60);
	await asks.getByRole('link', { name: m.tablet_idle_go_on() }).click();
	await expect(asks).toBeHidden();
	await expect(page, 'and nothing was loaded anew').toHaveURL(new RegExp(lesson.id));

	await page.evaluate(() =>
		Object.defineProperty(HTMLMediaElement.prototype, 'paused', { get: () => false, configurable: true })
	);
	await wait(900);
	await expect(asks).toBeHidden();
	await page.evaluate(() => Object.defineProperty(HTMLMediaElement.prototype, 'paused', { get: () => true }));
	await wait(WARN_AFTER + 2);
	await expect(asks).toBeVisible();
	await wait(70);
	await expect(page).toHaveURL('/sign-in');
	await expect(page.locator('body')).not.toContainText(name);
	expect(await session(page.context())).toBeUndefined();
	expect(statSync(join(import.meta.dirname, '../../static/tablet.js')).size).toBeLessThanOrEqual(5 * 1024);
});

test('cards that are no good are refused politely at a tablet, each at its own expense', async ({
	context,
	world,
	exhibits,
	anotherDevice
}) => {
	await sitDown(world, context, exhibits.evening);
	const { personId, card } = await equip(world, world.thanhBa);
	expect((await open(context, `/c/${card.token}`)).headers()['location'], 'of another ward').toBe('/sign-in/pictures');
	await voidCard(world.db, world.thanhBa.trainer, personId, new Date());
	await expectRefusal(await open(context, `/c/${card.token}`), 410, m.error_card_voided());
	const edited = card.token.slice(0, -1) + (card.token.endsWith('A') ? 'B' : 'A');
	for (const token of [edited, 'x', encodeURIComponent('https://elsewhere.example'), 'A'.repeat(5_000)]) {
		await expectRefusal(await open(context, `/c/${token}`), 404, m.error_card_unknown());
	}
	for (let tries = 0; tries < 40; tries += 1) await post(context, '/sign-in', { code: '2222-3333' });
	expect((await post(context, '/sign-in', { code: '2222-3333' })).status()).toBe(429);
	const beside = (await anotherDevice()).context();
	await sitDown(world, beside, exhibits.evening);
	expect((await post(beside, '/sign-in', { code: '2222-3333' })).status(), 'the tablet beside it').toBe(422);
	expect(await findPicturesState(world.db, personId)).toBe('set');
	const staff = await post(beside, '/sign-in/staff', { loginName: 'ai do', password: 'x'.repeat(15) });
	await expectRefusal(staff, 403, m.error_staff_on_tablet());
});
