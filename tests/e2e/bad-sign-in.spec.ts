import { eq } from 'drizzle-orm';
import { m } from '#lib/messages/compiled/messages.js';
import { addDays, dayOf } from '#lib/shared/dates.ts';
import { issueCard, voidCard, type NewCard } from '#lib/sign-in/server/cards.ts';
import { makeSignInLink } from '#lib/sign-in/server/links.ts';
import { findPicturesState, setPictures } from '#lib/sign-in/server/pictures.ts';
import type { PictureId } from '#lib/sign-in/pictures.ts';
import { learnerCards } from '#lib/sign-in/server/schema.ts';
import { herself, settle } from '#tests/world.ts';
import { goOn, PICTURES, tapPictures } from './learner.ts';
import { expectRefusal, open, post } from './posts.ts';
import { expect, heading, signIn, test, type RunningWorld } from './world.ts';

/** Three pictures that are not hers. */
const WRONG: PictureId[] = ['fish', 'sun', 'hat'];

/** A resident with a card and, unless told, with her three pictures. */
async function equip(world: RunningWorld, hasPictures = true): Promise<{ personId: string; card: NewCard }> {
	const now = new Date();
	const personId = await settle(world, world.cuaNam, { confirmed: false }, now);
	if (hasPictures) await setPictures(world.db, herself(personId, now), personId, PICTURES, now);
	return { personId, card: await issueCard(world.db, world.cuaNam.trainer, personId, now) };
}

test('a card that was voided, one that has expired and one that nobody has lead no further', async ({
	context,
	world
}) => {
	const [voided, expired] = [await equip(world), await equip(world)];
	await voidCard(world.db, world.cuaNam.trainer, voided.personId, new Date());
	const yesterday = addDays(dayOf(new Date()), -1);
	await world.db.update(learnerCards).set({ expiresOn: yesterday }).where(eq(learnerCards.id, expired.card.cardId));

	for (const [card, status, words] of [
		[voided.card, 410, m.error_card_voided()],
		[expired.card, 410, m.error_card_expired()],
		[{ token: 'A'.repeat(22), code: '2222-2222' }, 404, m.error_card_unknown()]
	] as const) {
		await expectRefusal(await open(context, `/c/${card.token}`), status, words);
		const typed = await post(context, '/sign-in', { code: card.code });
		await expectRefusal(typed, status === 404 ? 422 : status, words);
		expect(await typed.text(), 'what was typed stands there again').toContain(card.code);
		const pictures = await open(context, '/sign-in/pictures');
		expect(pictures.headers()['location']).toBe('/sign-in');
	}
	for (const nonsense of ['x', 'https:%2F%2Felsewhere.example', 'A'.repeat(5000)]) {
		await expectRefusal(await open(context, `/c/${nonsense}`), 404, m.error_card_unknown());
	}
	expect((await open(context, '/c/%00')).status()).toBe(404);
	expect((await context.cookies()).map(({ name }) => name)).not.toContain('session');
});

test('a card that is voided while pictures are tapped leads no further', async ({ page, world }) => {
	const { personId, card } = await equip(world);
	await page.goto(`/c/${card.token}`);
	await expect(heading(page)).toHaveText(m.sign_in_pictures_enter_1());
	await voidCard(world.db, world.cuaNam.trainer, personId, new Date());
	await page.locator('button[name=picture]').first().click();
	await expect(page.getByText(m.error_card_voided())).toBeVisible();
});

test('five wrong choices of pictures lock them, a sixth is not looked at, and the trainer lets her choose anew', async ({
	page,
	world,
	anotherDevice
}) => {
	const { personId, card } = await equip(world);
	const choose = async (pictures: readonly PictureId[]) => {
		const taps = pictures.map((picture, n) => ({ picture, place: String(n + 1) }));
		for (const tap of taps.slice(0, 2)) await post(page.context(), '/sign-in/pictures', tap);
		return post(page.context(), '/sign-in/pictures', taps[2] ?? {});
	};
	await page.goto(`/c/${card.token}`);
	await tapPictures(page, 'enter', WRONG);
	await expect(page.getByRole('alert')).toContainText(m.error_pictures_wrong({ left: 4 }));
	for (const left of [3, 2, 1]) await expectRefusal(await choose(WRONG), 401, m.error_pictures_wrong({ left }));
	await page.goto('/sign-in/pictures');
	await tapPictures(page, 'enter', WRONG);
	await expect(page.getByText(m.error_pictures_locked())).toBeVisible();
	for (const pictures of [WRONG, PICTURES]) await expectRefusal(await choose(pictures), 423, m.error_pictures_locked());
	expect((await page.context().cookies()).map(({ name }) => name)).not.toContain('session');

	const trainer = await anotherDevice();
	await signIn(world, trainer.context(), world.cuaNam.trainer.id, 'link');
	await trainer.goto(`/people/${personId}/card`);
	await trainer.getByRole('link', { name: m.office_pictures_forgotten() }).click();
	await goOn(trainer, () => trainer.getByRole('button', { name: m.office_pictures_submit() }).click());
	await expect(trainer.getByText(m.office_pictures_done())).toBeVisible();

	await page.goto(`/c/${card.token}`);
	await tapPictures(page, 'choose', ['hat', 'hat', 'leaf']);
	await tapPictures(page, 'confirm', ['hat', 'hat', 'leaf']);
	await expect(page).toHaveURL('/me');
});

test('pictures that anybody would try first, or that are repeated in another order, are chosen again', async ({
	page,
	world
}) => {
	const { personId, card } = await equip(world, false);
	await page.goto(`/c/${card.token}`);
	await tapPictures(page, 'choose', ['leaf', 'leaf', 'leaf']);
	await expect(page.getByRole('alert')).toContainText(m.error_pictures_too_easy());
	await tapPictures(page, 'choose', PICTURES);
	await tapPictures(page, 'confirm', PICTURES.toReversed());
	await expect(page.getByRole('alert')).toContainText(m.error_pictures_differ());
	expect(await findPicturesState(world.db, personId)).toBe('none');
});

test('a link to sign in works once, and only when its button is pressed', async ({ page, context, world }) => {
	const token = await makeSignInLink(world.db, world.cuaNam.trainer.id, new Date(), 5);
	expect((await open(context, `/sign-in/link/${token}`)).status()).toBe(200);
	await page.goto(`/sign-in/link/${token}`);
	await goOn(page, () => page.getByRole('button', { name: m.sign_in_link_enter() }).click());
	await context.clearCookies();
	await expectRefusal(await post(context, `/sign-in/link/${token}`, {}), 410, m.error_link_used());
	await expectRefusal(await post(context, '/sign-in/link/unknown', {}), 404, m.error_link_unknown());
	expect((await context.cookies()).map(({ name }) => name)).not.toContain('session');
});

test('after forty wrong codes from one place no more are tried, and other places are not kept waiting', async ({
	context,
	world,
	anotherDevice
}) => {
	const wrong = () => post(context, '/sign-in', { code: '2222-3333' });
	for (let tries = 0; tries < 40; tries += 1) expect((await wrong()).status()).toBe(422);
	const refused = await wrong();
	expect(refused.status()).toBe(429);
	const { card } = await equip(world);
	expect((await post(context, '/sign-in', { code: card.code })).status()).toBe(429);

	const elsewhere = (await anotherDevice()).context();
	const right = await post(elsewhere, '/sign-in', { code: card.code }, { 'x-forwarded-for': '10.0.0.1' });
	expect(right.headers()['location']).toBe('/sign-in/pictures');
});
