import { inArray, sql } from 'drizzle-orm';
import { m } from '#lib/messages/compiled/messages.js';
import { record } from '#lib/ledger/server/record.ts';
import { events } from '#lib/ledger/server/schema.ts';
import { newId } from '#lib/shared/ids.ts';
import { erasePerson } from '#lib/sign-in/server/erasure.ts';
import { newToken } from '#lib/sign-in/server/tokens.ts';
import { settle } from '#tests/world.ts';
import { test, type Exhibits } from './exhibits.ts';
import { expectRefusal, open, post } from './posts.ts';
import { addressOf, endpoints, forms } from './routes.ts';
import { SHOWINGS, type Showing } from './showings.ts';
import { expect, signIn, type RunningWorld } from './world.ts';

const STAFF = SHOWINGS.filter(({ route, state }) => /^\/\((field|office)\)/.test(route) && state === '');
/** A test may be witnessed wherever the learner sits, found by the number on her screen. */
const OF_SOMEBODY = STAFF.filter(({ route }) => /\[id\]/.test(route) && !route.includes('/witnessing/'));

/** What every form of the staff would take, if it were theirs to send. */
function anything(world: RunningWorld, made: Exhibits): Record<string, string> {
	return {
		eventId: newId(new Date()),
		otherId: made.newcomer,
		groupId: world.cuaNam.groups[0],
		toGroupId: world.cuaNam.groups[1],
		personId: made.learner,
		formKey: newToken(16),
		blankCard: '1',
		...{ from: String(made.blank.number), to: '', why: 'lost', then: 'reissue' },
		birthYear: '1960',
		assistance: 'done_for',
		reason: 'technical_fault',
		learningPointId: world.cuaNam.learningPointId,
		...{ label: 'x', householdId: newId(new Date()), movers: made.newcomer, decision: 'ask' },
		...{ resident: '1', lodging: '1', away: '1' },
		...{ day: '1', month: '11', year: '2026' }
	};
}

/** All that the staff could have changed about the people and the group that these tests look at. */
async function traceOf({ db, cuaNam }: RunningWorld, made: Exhibits) {
	const people = [made.learner, made.newcomer, made.merged.id];
	const log = await db
		.select({ id: events.id })
		.from(events)
		.where(inArray(events.subjectId, [...people, cuaNam.groups[0]]));
	const cards = await db.execute(
		sql`select id, voided_at from learner_cards where person_id = ${made.learner} order by id`
	);
	const pictures = await db.execute(sql`select * from picture_secrets where person_id = ${made.learner}`);
	return { log: log.map(({ id }) => id).sort(), cards: [...cards], pictures: [...pictures] };
}

const pathOf = (showing: Showing, made: Exhibits, world: RunningWorld) =>
	showing.address(made, world).split('?')[0] ?? '';
const takesForm = ({ route }: Showing) => forms.includes(route);

test('people and groups of another ward are not found by its staff, and nothing that they send changes anything', async ({
	world,
	exhibits,
	anotherDevice
}) => {
	const before = await traceOf(world, exhibits);
	for (const role of ['officer', 'trainer', 'head'] as const) {
		const context = (await anotherDevice()).context();
		const signedIn = await signIn(world, context, world.thanhBa[role].id, 'link');
		for (const showing of OF_SOMEBODY) {
			const path = pathOf(showing, exhibits, world);
			const isOffice = showing.route.startsWith('/(office)');
			const [status, words] = isOffice && role === 'trainer' ? [403, m.error_forbidden()] : [404, m.error_not_found()];
			await expectRefusal(await open(context, path), status, words);
			if (!takesForm(showing)) continue;
			const sent = await post(context, path, { ...anything(world, exhibits), signIn: signedIn });
			expect([403, 404], `${role} at ${path}`).toContain(sent.status());
		}
	}
	expect(await traceOf(world, exhibits)).toEqual(before);
});

test('a head finds the people of her own group and of no other', async ({ context, world, exhibits }) => {
	const { head, groups } = world.cuaNam;
	const signedIn = await signIn(world, context, head.id, 'link');
	expect((await open(context, `/groups/${groups[0]}`)).status()).toBe(200);
	for (const path of [
		`/groups/${groups[1]}`,
		`/groups/${groups[1]}/population`,
		`/groups/${world.thanhBa.groups[0]}`
	]) {
		await expectRefusal(await open(context, path), 404, m.error_not_found());
	}
	const sent = await post(context, `/groups/${groups[1]}/population`, {
		...anything(world, exhibits),
		signIn: signedIn
	});
	await expectRefusal(sent, 404, m.error_not_found());
	const elsewhere = await settle(world, world.cuaNam, { group: 1, confirmed: false }, new Date());
	await expectRefusal(await open(context, `/people/${elsewhere}/card`), 404, m.error_not_found());
});

test('ids that are malformed, unknown or of a group where a person is meant are not found', async ({
	context,
	world,
	exhibits
}) => {
	await signIn(world, context, world.cuaNam.officer.id, 'link');
	const nonsense = ['0', '-1', '100000000000000000000', "x'--", '%00', newId(new Date()), world.cuaNam.groups[0]];
	for (const { route } of OF_SOMEBODY.filter((one) => one.route.includes('/people/'))) {
		for (const id of nonsense) {
			const path = addressOf(route, { id: 'ID', result: exhibits.failed.submissionId, merge: exhibits.merged.mergeId });
			await expectRefusal(await open(context, path.replace('ID', id)), 404, m.error_not_found());
		}
	}
	const hers = `/people/${exhibits.newcomer}`;
	for (const path of [
		`${hers}/results/${exhibits.failed.submissionId}/voiding`,
		`${hers}/merges/${exhibits.merged.mergeId}/undoing`
	]) {
		await expectRefusal(await open(context, path), 404, m.error_not_found());
	}
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

test('a resident is not let into the pages of the staff, and nobody signed out into any but the public ones', async ({
	context,
	world,
	exhibits,
	anotherDevice
}) => {
	const before = await traceOf(world, exhibits);
	const stranger = (await anotherDevice()).context();
	const signedIn = await signIn(world, context, exhibits.learner);
	for (const showing of SHOWINGS.filter(({ route, state }) => !route.startsWith('/(public)') && state === '')) {
		const path = pathOf(showing, exhibits, world);
		const isStaff = STAFF.includes(showing);
		const shut = await open(stranger, path);
		expect(shut.status()).toBe(303);
		expect(shut.headers()['location']).toBe(
			`${isStaff ? '/sign-in/staff' : '/sign-in'}?next=${encodeURIComponent(path)}`
		);
		if (isStaff) await expectRefusal(await open(context, path), 403, m.error_forbidden());
		if (!takesForm(showing)) continue;
		await expectRefusal(await post(stranger, path, anything(world, exhibits)), 401, m.error_sign_in_first());
		if (!isStaff) continue;
		const sent = await post(context, path, { ...anything(world, exhibits), signIn: signedIn });
		await expectRefusal(sent, 403, m.error_forbidden());
	}
	expect(await traceOf(world, exhibits)).toEqual(before);
});

test('whoever signed in with a card works as nobody but a learner, whatever her role', async ({ context, world }) => {
	await signIn(world, context, world.cuaNam.officer.id, 'pictures');
	await expectRefusal(await open(context, '/residences'), 403, m.error_forbidden());
	const figure = await context.request.get(`/api/literacy/${world.cuaNam.wardCode}`);
	expect(((await figure.json()) as { parts: unknown[] }).parts).toEqual([]);
});

test('nothing is taken from a page of another host', async ({ context, world, exhibits }) => {
	const before = await traceOf(world, exhibits);
	const signedIn = await signIn(world, context, world.cuaNam.officer.id, 'link');
	const paths = [
		...forms
			.map((route) => SHOWINGS.find((showing) => showing.route === route))
			.map((showing) => (showing ? pathOf(showing, exhibits, world) : '')),
		...endpoints.map((route) => addressOf(route, {}))
	];
	expect(paths).not.toContain('');
	for (const path of paths) {
		const body = { ...anything(world, exhibits), signIn: signedIn };
		for (const origin of ['https://elsewhere.example', 'null', `${world.address}.elsewhere.example`, '']) {
			expect((await post(context, path, body, { origin })).status(), `${path} from ${origin}`).toBe(403);
		}
		const plain = await context.request.post(path, { data: 'a=b', headers: { 'content-type': 'text/plain' } });
		expect(plain.status(), `${path} as plain text`).toBe(403);
		const put = await context.request.put(path, { data: 'a=b', headers: { origin: 'https://elsewhere.example' } });
		expect(put.status(), `${path} by PUT`).toBe(403);
	}
	expect(await traceOf(world, exhibits)).toEqual(before);
	expect((await open(context, '/residences')).status(), 'and nobody was signed out').toBe(200);
});
