import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { anonymous, type Actor } from '#lib/access/actor.ts';
import { DEFAULT_ADDRESS } from '#lib/curriculum/address.ts';
import { contentVersions } from '#lib/curriculum/server/schema.ts';
import { record } from '#lib/ledger/server/record.ts';
import { consentText, type Agreeing, type Purpose } from '#lib/people/consent.ts';
import { agreementOf, giveConsent, hashShown, listConsents } from '#lib/people/server/consents.ts';
import { findGuardian } from '#lib/people/server/guardians.ts';
import { readOwnRecord } from '#lib/people/server/own-record.ts';
import { registerPerson, type Registration } from '#lib/people/server/register.ts';
import { listOwnRequests } from '#lib/people/server/requests.ts';
import { consents, guardians, people } from '#lib/people/server/schema.ts';
import { newId } from '#lib/shared/ids.ts';
import { exchangeCard, issueCard } from '#lib/sign-in/server/cards.ts';
import { erasePerson } from '#lib/sign-in/server/erasure.ts';
import { findSession, startSession } from '#lib/sign-in/server/sessions.ts';
import { withdrawConsent } from '#lib/sign-in/server/withdrawal.ts';
import { testDatabase, type TestDatabase } from '#tests/database.ts';
import { herself, makeWorld, NOON, settle, type World } from '#tests/world.ts';

let database: TestDatabase;
let world: World;

beforeAll(async () => {
	database = await testDatabase();
	world = await makeWorld(database.db);
});
afterAll(() => database.close());

const agreed = (purpose: Purpose, by: Agreeing = 'herself') => ({
	purpose,
	by,
	text: consentText(purpose, by, DEFAULT_ADDRESS)
});
const MOTHER = { fullName: 'Nguyễn Thị Mẹ', relationship: 'mother' } as const;
const BOTH = [agreed('learning', 'guardian'), agreed('learning')];

async function register(over: Partial<Registration>, actor: Actor = world.cuaNam.trainer): Promise<string> {
	const { wardCode, groups } = world.cuaNam;
	const names = { fullName: 'Nguyễn Thị Mẫu', everydayName: null, household: null, phone: null };
	const place = { wardCode, groupId: groups[0], birthYear: 1950 };
	const input = { personId: newId(NOON), eventId: newId(NOON), ...names, ...place, ...over };
	await record(world.db, actor, registerPerson, input, NOON);
	return input.personId;
}

test('a phone number is kept only with consent, with the words, the time and who read them aloud', async () => {
	const { db, cuaNam } = world;
	await expect(register({ phone: '0912345678' })).rejects.toMatchObject({ code: 'phone_without_consent', status: 422 });
	const helped = await register({ phone: '0912345678', agreements: [agreed('phone')] });
	const alone = await register({ phone: '0912345678', agreements: [agreed('phone')] }, anonymous);
	const [row] = await db.select().from(consents).where(eq(consents.personId, helped));
	expect(row).toMatchObject({ purpose: 'phone', by: 'herself', givenAt: NOON, assistedBy: cuaNam.trainer.id });
	const [text] = await db
		.select()
		.from(contentVersions)
		.where(eq(contentVersions.hash, row?.textHash ?? ''));
	expect(text).toMatchObject({ kind: 'consent', body: { text: consentText('phone', 'herself', DEFAULT_ADDRESS) } });
	expect(await listConsents(db, alone)).toMatchObject([{ purpose: 'phone', assisted: false, withdrawnAt: null }]);
});

test('nobody agrees to words that are not shown', () => {
	const hash = hashShown('phone', 'herself', DEFAULT_ADDRESS, 'en');
	expect(agreementOf('phone', 'herself', hash, DEFAULT_ADDRESS)?.text).toContain('You agree');
	expect(agreementOf('phone', 'herself', null, DEFAULT_ADDRESS)).toBeNull();
	for (const other of ['0'.repeat(64), hashShown('learning', 'guardian', DEFAULT_ADDRESS, 'vi')]) {
		expect(() => agreementOf('phone', 'herself', other, DEFAULT_ADDRESS)).toThrow(
			expect.objectContaining({ code: 'consent_text_changed' })
		);
	}
});

test('withdrawing consent deletes the number in that moment; agreeing again is a consent of its own', async () => {
	const { db } = world;
	const personId = await register({ phone: '0912345678', agreements: [agreed('phone')] });
	const she = herself(personId);
	await withdrawConsent(db, she, { personId, purpose: 'phone' }, NOON);
	await withdrawConsent(db, she, { personId, purpose: 'phone' }, NOON);
	expect((await readOwnRecord(db, personId)).phone).toBeNull();
	const again = { personId, agreement: agreed('phone') };
	await expect(giveConsent(db, she, { ...again, phone: null }, NOON)).rejects.toMatchObject({ code: 'phone_missing' });
	for (let times = 0; times < 2; times += 1) await giveConsent(db, she, { ...again, phone: '0987654321' }, NOON);
	expect((await readOwnRecord(db, personId)).phone).toBe('0987654321');
	expect((await listConsents(db, personId)).map((consent) => consent.withdrawnAt)).toEqual([null, NOON]);
	const stranger = herself(await settle(world, world.cuaNam));
	const refused = { status: 403 };
	await expect(withdrawConsent(db, stranger, { personId, purpose: 'phone' }, NOON)).rejects.toMatchObject(refused);
	const elsewhere = giveConsent(db, world.thanhBa.trainer, { ...again, phone: '0911111111' }, NOON);
	await expect(elsewhere).rejects.toMatchObject(refused);
});

test('somebody under sixteen is registered only with a guardian, whose consent and from seven her own are stored', async () => {
	const { db } = world;
	for (const [birthYear, agreements, guardian, code] of [
		[2011, [], null, 'guardian_missing'],
		[2011, BOTH, null, 'guardian_missing'],
		[2011, [agreed('learning', 'guardian')], MOTHER, 'consent_missing'],
		[2011, [agreed('learning')], MOTHER, 'consent_missing'],
		[2020, [], MOTHER, 'consent_missing']
	] as const) {
		const personId = newId(NOON);
		await expect(register({ personId, birthYear, agreements, guardian })).rejects.toMatchObject({ code, status: 422 });
		expect(await db.select().from(people).where(eq(people.id, personId))).toEqual([]);
	}
	const pupil = await register({ birthYear: 2011, agreements: BOTH, guardian: MOTHER });
	expect(await findGuardian(db, pupil)).toEqual(MOTHER);
	expect((await listConsents(db, pupil)).map(({ by }) => by).sort()).toEqual(['guardian', 'herself']);
	await register({ birthYear: 2020, agreements: [agreed('learning', 'guardian')], guardian: MOTHER });
	const grown = await register({ birthYear: 2010, guardian: MOTHER });
	expect(await findGuardian(db, grown), 'of anybody older nothing is kept').toBeNull();
});

test('when consent for a child is withdrawn nobody lets her in, and her erasure waits with its day', async () => {
	const { db, cuaNam } = world;
	const personId = await register({ birthYear: 2012, agreements: BOTH, guardian: MOTHER });
	const card = await issueCard(db, cuaNam.trainer, personId, NOON);
	const session = await startSession(db, personId, 'pictures', NOON);
	await withdrawConsent(db, herself(personId), { personId, purpose: 'learning' }, NOON);
	expect(await findSession(db, session.token, NOON)).toBeNull();
	await expect(exchangeCard(db, card.token, { address: '10.0.0.1', tablet: null }, NOON)).rejects.toMatchObject({
		code: 'card_voided'
	});
	await expect(startSession(db, personId, 'link', NOON)).rejects.toMatchObject({ code: 'learning_withdrawn' });
	expect(await listOwnRequests(db, personId)).toMatchObject([
		{ kind: 'erasure', state: 'received', due: '2026-11-30' }
	]);
	for (const agreement of BOTH) await giveConsent(db, cuaNam.trainer, { personId, agreement, phone: null }, NOON);
	await startSession(db, personId, 'link', NOON);
});

test('erasing ends consents, forgets the guardian and answers what was asked', async () => {
	const { db, cuaNam } = world;
	const personId = await register({ birthYear: 2012, agreements: BOTH, guardian: MOTHER });
	await withdrawConsent(db, herself(personId), { personId, purpose: 'learning' }, NOON);
	await record(db, cuaNam.officer, erasePerson, { eventId: newId(NOON), personId }, NOON);
	expect(await db.select().from(guardians).where(eq(guardians.personId, personId))).toEqual([]);
	expect((await listConsents(db, personId)).every((consent) => consent.withdrawnAt !== null)).toBe(true);
	expect(await listOwnRequests(db, personId)).toMatchObject([{ state: 'done', answeredAt: NOON, text: null }]);
});
