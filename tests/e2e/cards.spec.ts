import { eq } from 'drizzle-orm';
import type { Page } from '@playwright/test';
import { m } from '#lib/messages/compiled/messages.js';
import { writeNumber } from '#lib/sign-in/card-code.ts';
import { issueCard } from '#lib/sign-in/server/cards.ts';
import { setPictures } from '#lib/sign-in/server/pictures.ts';
import { countRegistration } from '#lib/sign-in/server/registration-limit.ts';
import { learnerCards } from '#lib/sign-in/server/schema.ts';
import { newToken } from '#lib/sign-in/server/tokens.ts';
import { newId } from '#lib/shared/ids.ts';
import { herself, settle } from '#tests/world.ts';
import { readCard } from './card.ts';
import { goOn, PICTURES, tapPictures } from './learner.ts';
import { expectRefusal, open, post } from './posts.ts';
import { expect, heading, newName, signIn, test, type RunningWorld } from './world.ts';

/** A trainer of phường Cửa Nam at work on this device. */
async function atWork(page: Page, world: RunningWorld): Promise<string> {
	return signIn(world, page.context(), world.cuaNam.trainer.id, 'link');
}

test('a sheet of cards shows the same cards when it is sent twice, and each lets its own person in anywhere', async ({
	page,
	world,
	anotherDevice
}) => {
	const now = new Date();
	const signedIn = await atWork(page, world);
	const people = [];
	for (const fullName of [newName(), newName()]) {
		people.push({ fullName, personId: await settle(world, world.cuaNam, { confirmed: false, fullName }, now) });
	}
	const [groupId] = world.cuaNam.groups;
	const [first, second] = people.map(({ personId }) => personId);
	const form = new URLSearchParams({ signIn: signedIn, formKey: newToken(16), personId: first ?? '' });
	form.append('personId', second ?? '');
	const print = () =>
		page.request.post(`/cards/groups/${groupId}`, {
			data: form.toString(),
			headers: {
				origin: world.address,
				accept: 'text/html',
				'content-type': 'application/x-www-form-urlencoded'
			}
		});
	const [once, twice] = await Promise.all([print(), print()]);
	expect([once.status(), once.headers()['cache-control']]).toEqual([200, 'no-store']);
	const codes = (html: string) => html.match(/[2-9A-Z]{4}-[2-9A-Z]{4}(?=<)/g);
	expect(codes(await twice.text())).toEqual(codes(await once.text()));

	await page.setContent(await once.text());
	for (const which of [0, 1]) {
		const card = await readCard(page, which);
		const tablet = await anotherDevice();
		await tablet.goto(card.address);
		await expect(heading(tablet)).toHaveText(m.sign_in_pictures_choose_1());
		const name = people[which]?.fullName ?? '';
		await expect(tablet.getByText(m.sign_in_pictures_card_of({ name }))).toBeVisible();
	}
});

test('where no printer is, somebody with one word for a name, no phone and 105 years gets a blank card and learns', async ({
	page,
	world,
	anotherDevice
}) => {
	await atWork(page, world);
	await page.goto('/cards/batches');
	await page.getByRole('button', { name: m.cards_batches_print() }).click();
	await expect(page.getByText(m.cards_sheet_once())).toBeVisible();
	const [card, next] = [await readCard(page, 0), await readCard(page, 1)];
	await goOn(page, () => page.getByRole('link', { name: m.cards_sheet_done() }).click());
	const batch = page.url();
	const number = (await page.getByRole('rowheader').first().textContent()) ?? '';

	const stranger = await anotherDevice();
	await stranger.goto(card.address);
	await expect(heading(stranger)).toHaveText(m.cards_blank_heading());
	await expect(stranger.getByRole('link', { name: m.cards_blank_register() })).toBeHidden();
	await expectRefusal(await post(stranger.context(), '/sign-in', { code: card.code }), 409, m.error_card_blank());

	await page.goto(card.address);
	await goOn(page, () => page.getByRole('link', { name: m.cards_blank_register() }).click());
	await expect(page.getByLabel(m.cards_register_label())).toHaveValue(number);
	const [groupId] = world.cuaNam.groups;
	const register = async (typed?: string) => {
		await page.getByLabel(m.learner_register_full_name()).fill('Mẫu');
		await page.getByLabel(m.learner_register_birth_year()).fill(String(new Date().getFullYear() - 105));
		await page.locator('label', { has: page.locator(`input[value="${groupId}"]`) }).click();
		if (typed) await page.getByLabel(m.cards_register_label()).fill(typed);
		await page.getByRole('button', { name: m.office_register_submit(), exact: true }).click();
	};
	await register();
	await expect(page.getByText(m.cards_bound({ number, name: 'Mẫu' }))).toBeVisible();

	// Somebody of the same name and year: the card that was given away stays with the first one.
	await page.goto('/people/new');
	await register(card.code);
	await expect(page.getByRole('alert')).toContainText(m.error_card_taken({ number: Number(number) }));
	await page.getByLabel(m.cards_register_label()).fill(next.code);
	await page.getByRole('button', { name: m.office_register_submit(), exact: true }).click();
	await page.getByRole('button', { name: m.households_alike_none() }).click();
	await expect(page.getByText(m.cards_bound({ number: writeNumber(Number(number) + 1), name: 'Mẫu' }))).toBeVisible();

	await stranger.goto(card.address);
	await tapPictures(stranger, 'choose');
	await tapPictures(stranger, 'confirm');
	await expect(stranger).toHaveURL('/me');
	await goOn(stranger, () => stranger.getByRole('link', { name: m.learner_me_learn_first() }).click());
	await expect(stranger.getByRole('button', { name: m.public_lesson_complete() })).toBeVisible();
	await page.goto(batch);
	await expect(page.getByRole('row', { name: number })).toContainText(m.cards_state_held());
});

test('whoever scanned her card may keep its picture on that device for a while; leaving takes it away', async ({
	page,
	context,
	world
}) => {
	const now = new Date();
	const personId = await settle(world, world.cuaNam, { confirmed: false }, now);
	await setPictures(world.db, herself(personId, now), personId, PICTURES, now);
	const card = await issueCard(world.db, world.cuaNam.trainer, personId, now);
	await page.goto(`/c/${card.token}`);
	await tapPictures(page, 'enter');
	await expect(page).toHaveURL('/me');
	await page.goto('/me/card');
	const address = (await page.getByRole('link', { name: m.cards_keep_download() }).getAttribute('href')) ?? '';
	const picture = await context.request.get(address);
	expect(picture.headers()).toMatchObject({
		'content-type': 'image/png',
		'content-disposition': 'attachment; filename="the-hoc-so.png"',
		'cache-control': 'no-store'
	});
	await page.getByRole('button', { name: m.common_change_person() }).click();
	await expect(page).toHaveURL('/sign-in');
	await signIn(world, context, personId);
	const gone = await open(context, '/me/card.png');
	expect([gone.status(), gone.headers()['location']]).toEqual([303, '/me/card']);
});

test('a wrong third picture sent twice at once costs one try', async ({ page, context, world }) => {
	const now = new Date();
	const personId = await settle(world, world.cuaNam, { confirmed: false }, now);
	await setPictures(world.db, herself(personId, now), personId, PICTURES, now);
	const card = await issueCard(world.db, world.cuaNam.trainer, personId, now);
	const tap = (picture: string, place: string) => post(context, '/sign-in/pictures', { picture, place });
	for (const left of [4, 3]) {
		await page.goto(`/c/${card.token}`);
		await tap('fish', '1');
		await tap('sun', '2');
		for (const one of await Promise.all([tap('hat', '3'), tap('hat', '3')])) {
			await expectRefusal(one, 401, m.error_pictures_wrong({ left }));
		}
	}
});

test('a lost card is void and replaced in one step', async ({ page, context, world }) => {
	const now = new Date();
	const personId = await settle(world, world.cuaNam, { confirmed: false }, now);
	const lost = await issueCard(world.db, world.cuaNam.trainer, personId, now);
	await atWork(page, world);
	await page.goto(`/people/${personId}/card-voiding`);
	await page.getByRole('button', { name: m.cards_void_and_reissue() }).click();
	const { code } = await readCard(page);
	await expectRefusal(await open(context, `/c/${lost.token}`), 410, m.error_card_voided());
	expect((await post(context, '/sign-in', { code })).headers()['location']).toBe('/sign-in/pictures');
	const cards = await world.db.select().from(learnerCards).where(eq(learnerCards.personId, personId));
	expect(cards).toHaveLength(2);
});

test('when too many register themselves from one place, they are told how long to wait and who helps at once', async ({
	context,
	world
}) => {
	const address = '10.254.254.254';
	const { wardCode, groups } = world.cuaNam;
	await Promise.all(Array.from({ length: 100 }, () => countRegistration(world.db, { address })));
	const form = {
		formId: `${newId(new Date())}.${'a'.repeat(24)}`,
		...{ wardCode, groupId: groups[0], fullName: newName(), birthYear: '1960' }
	};
	const page = `/register?ward=${wardCode}&group=${groups[0]}`;
	const refused = await post(context, page, form, { 'x-forwarded-for': address });
	await expectRefusal(refused, 429, m.error_too_many_registrations({ minutes: 60 }));
	expect((await context.cookies()).map(({ name }) => name)).not.toContain('session');
});
