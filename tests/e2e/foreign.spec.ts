import { m } from '#lib/messages/compiled/messages.js';
import { record } from '#lib/ledger/server/record.ts';
import { newId } from '#lib/shared/ids.ts';
import { erasePerson } from '#lib/sign-in/server/erasure.ts';
import { newToken } from '#lib/sign-in/server/tokens.ts';
import { settle } from '#tests/world.ts';
import { test } from './exhibits.ts';
import { expectRefusal, open, post } from './posts.ts';
import { expect, signIn } from './world.ts';

// Who is refused what is asked of every route by tests/start/matrix.test.ts; here, in which words.

test('whoever may not have a page is told so in a sentence, and told where to sign in', async ({
	context,
	world,
	exhibits,
	anotherDevice
}) => {
	const path = `/people/${exhibits.newcomer}/move`;
	const stranger = (await anotherDevice()).context();
	const shut = await open(stranger, path);
	expect([shut.status(), shut.headers()['location']]).toEqual([303, `/sign-in/staff?next=${encodeURIComponent(path)}`]);
	await expectRefusal(await post(stranger, path, {}), 401, m.error_sign_in_first());
	await signIn(world, stranger, exhibits.learner);
	await expectRefusal(await open(stranger, path), 403, m.error_forbidden());

	const signedIn = await signIn(world, context, world.thanhBa.officer.id, 'link');
	await expectRefusal(await open(context, path), 404, m.error_not_found());
	const moved = { eventId: newId(new Date()), toGroupId: world.thanhBa.groups[0], day: '1', month: '11', year: '2026' };
	await expectRefusal(await post(context, path, { ...moved, signIn: signedIn }), 404, m.error_not_found());
	const forged = await post(context, path, { signIn: signedIn }, { origin: 'https://elsewhere.example' });
	expect(forged.status()).toBe(403);
});

test('somebody whose name was erased gets no card, and her pages name nobody', async ({ context, world }) => {
	const now = new Date();
	const fullName = 'Trần Thị Mẫu Xóa';
	const personId = await settle(world, world.cuaNam, { confirmed: false, fullName }, now);
	await record(world.db, world.cuaNam.officer, erasePerson, { eventId: newId(now), personId }, now);
	const signedIn = await signIn(world, context, world.cuaNam.officer.id, 'link');
	for (const path of [`/people/${personId}`, `/people/${personId}/card`]) {
		const page = await open(context, path);
		expect(page.status()).toBe(200);
		expect(await page.text()).not.toContain(fullName);
	}
	const card = await post(context, `/people/${personId}/card`, { formKey: newToken(16), signIn: signedIn });
	await expectRefusal(card, 410, m.error_person_erased());
});

test('whoever signed in with a card works as nobody but a learner, whatever her role', async ({ context, world }) => {
	await signIn(world, context, world.cuaNam.officer.id, 'pictures');
	await expectRefusal(await open(context, '/residences'), 403, m.error_forbidden());
	const figure = await context.request.get(`/api/literacy/${world.cuaNam.wardCode}`);
	expect(((await figure.json()) as { parts: unknown[] }).parts).toEqual([]);
});
