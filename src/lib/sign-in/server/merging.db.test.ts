import { eq, inArray } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { atConsole, type Actor, type PersonActor } from '#lib/access/actor.ts';
import { readHistory } from '#lib/ledger/server/history.ts';
import { rebuild } from '#lib/ledger/server/rebuild.ts';
import { record } from '#lib/ledger/server/record.ts';
import { events } from '#lib/ledger/server/schema.ts';
import { startAttempt } from '#lib/learning/server/attempt.ts';
import { completeLesson, listLessonsDone } from '#lib/learning/server/lesson.ts';
import { submitAttempt } from '#lib/learning/server/submit.ts';
import { dismissPair, findDecision, listLikelyPairs } from '#lib/people/server/duplicates.ts';
import { readHousehold } from '#lib/people/server/household.ts';
import { foundHousehold, joinHousehold } from '#lib/people/server/household-changes.ts';
import { undoMerge } from '#lib/people/server/merging.ts';
import { readPerson } from '#lib/people/server/person.ts';
import { findPeople } from '#lib/people/server/search.ts';
import { addDays } from '#lib/shared/dates.ts';
import { newId } from '#lib/shared/ids.ts';
import { exchangeCard, issueCard, voidCard } from '#lib/sign-in/server/cards.ts';
import { readCardState } from '#lib/sign-in/server/card-state.ts';
import { erasePerson } from '#lib/sign-in/server/erasure.ts';
import { mergePeople } from '#lib/sign-in/server/merging.ts';
import { PICTURES } from '#lib/sign-in/pictures.ts';
import { checkPictures, setPictures } from '#lib/sign-in/server/pictures.ts';
import { endRole, grantRole } from '#lib/sign-in/server/roles.ts';
import { findSession, startSession } from '#lib/sign-in/server/sessions.ts';
import { testDatabase, type TestDatabase } from '#tests/database.ts';
import { foldedRows } from '#tests/folded-rows.ts';
import { actorWith, herself, makeWorld, mergeTwo, NOON, settle, takeTest, type World } from '#tests/world.ts';

const WHOLE = { door: 'whole', standard: 'ky-nang-so-thiet-yeu' } as const;
const later = (minutes: number) => new Date(NOON.getTime() + minutes * 60_000);

let database: TestDatabase;
let world: World;
let second: PersonActor;

beforeAll(async () => {
	database = await testDatabase();
	world = await makeWorld(database.db);
	second = actorWith('ward_officer', world.cuaNam.wardCode);
});
afterAll(() => database.close());

/** Two records of residents of phường Cửa Nam, the lesser id first. */
async function two(): Promise<[string, string]> {
	return [await settle(world, world.cuaNam), await settle(world, world.cuaNam, { group: 1 })].sort() as [
		string,
		string
	];
}
const merge = (actor: Actor, personId: string, otherId: string, now = NOON) =>
	record(world.db, actor, mergePeople, { eventId: newId(now), personId, otherId }, now);
const undo = (actor: Actor, personId: string, mergeId: string, now = NOON) =>
	record(world.db, actor, undoMerge, { eventId: newId(now), personId, mergeId }, now);

/** Whoever is signed in by a session that was begun with one record's card, as each request finds her. */
async function signedIn(recordId: string, now = NOON): Promise<PersonActor> {
	const { token } = await startSession(world.db, recordId, 'pictures', now);
	const session = await findSession(world.db, token, now);
	if (!session) throw new Error('no session');
	const { id, personId } = session.signIn;
	return { kind: 'person', id: personId, recordId: session.signIn.recordId, signInId: id, grants: session.grants };
}

async function learn(actor: PersonActor, lesson: string, now: Date): Promise<void> {
	const { db, library } = world;
	const read = { eventId: newId(now), personId: actor.id, module: 'vneid', lesson, contentHash: 'x' };
	await record(db, actor, completeLesson, read, now);
	const attempt = await startAttempt(db, library, actor, actor.id, WHOLE, now);
	await record(db, actor, submitAttempt, { attemptId: attempt.id, personId: actor.id, helped: 'none' }, now);
}
const kindsOf = async (personId: string) => (await readHistory(world.db, personId)).map(({ kind }) => kind);
const ownLessons = async (personId: string) => [...(await listLessonsDone(world.db, personId))].sort();

test('only whoever may merge does, and the same merge twice makes one', async () => {
	const [one, other] = await two();
	const { officer, trainer, head } = world.cuaNam;
	for (const actor of [trainer, head, world.thanhBa.officer, herself(one)]) {
		await expect(merge(actor, one, other)).rejects.toMatchObject({ status: 403 });
	}
	expect((await readPerson(world.db, other)).id).toBe(other);
	const input = { eventId: newId(NOON), personId: other, otherId: one };
	await Promise.all([1, 2].map(() => record(world.db, officer, mergePeople, input, NOON)));
	expect((await readPerson(world.db, other)).id).toBe(one);
	await expect(merge(officer, one, other)).rejects.toMatchObject({ code: 'already_one_person' });
	await undo(officer, one, input.eventId);
	await record(world.db, officer, mergePeople, input, NOON);
	expect((await readPerson(world.db, other)).id).toBe(other);
	const log = await world.db.select().from(events).where(eq(events.id, input.eventId));
	expect(log.map(({ subjectId }) => subjectId).sort()).toEqual([one, other]);
});

test('whoever holds a role is merged only after it has ended, and an erased person never', async () => {
	const [one, other] = await two();
	const { officer, wardCode } = world.cuaNam;
	const role = { personId: other, role: 'helper', place: wardCode, from: '2026-12-01', to: null } as const;
	const id = await grantRole(world.db, atConsole, role, NOON);
	await expect(merge(officer, one, other)).rejects.toMatchObject({ code: 'merge_holds_role', status: 409 });
	expect(await findDecision(world.db, { personId: one, otherId: other })).toBeNull();
	const later = new Date('2026-12-02T05:00:00Z');
	await endRole(world.db, atConsole, id, '2026-12-02', later);
	await record(world.db, officer, erasePerson, { eventId: newId(later), personId: other }, later);
	await expect(merge(officer, one, other, later)).rejects.toMatchObject({ code: 'person_erased', status: 410 });
});

test('after a merge no password opens the office of another record', async () => {
	const [one, other] = await two();
	await mergeTwo(world, world.cuaNam, one, other);
	const role = { personId: one, role: 'trainer', place: world.cuaNam.wardCode, from: '2026-11-01', to: null } as const;
	await grantRole(world.db, atConsole, role, NOON);
	for (const [recordId, roles] of [
		[one, ['trainer']],
		[other, []]
	] as const) {
		const { token } = await startSession(world.db, recordId, 'password', NOON);
		const session = await findSession(world.db, token, NOON);
		const held = [...(session?.grants ?? []), ...(session?.withheld ?? [])];
		expect(held.map((grant) => grant.role)).toEqual(roles);
	}
});

test('a wrong merge loses no event: both go on learning, and once it is undone everything is its own person’s again', async () => {
	const [one, other] = await two();
	const untouched = await Promise.all([kindsOf(one), kindsOf(other)]);
	const [hers, others] = [await signedIn(one), await signedIn(other)];
	await learn(hers, 'dang-nhap', later(1));
	await learn(others, 'dinh-danh', later(2));
	const half = await startAttempt(world.db, world.library, others, other, WHOLE, later(3));
	const mergeId = await mergeTwo(world, world.cuaNam, one, other, later(4));

	// Each with her own card, while the log takes them for one.
	const [first, next] = [await signedIn(one, later(5)), await signedIn(other, later(5))];
	expect([first.id, next.id]).toEqual([one, one]);
	expect((await startAttempt(world.db, world.library, next, one, WHOLE, later(6))).id).toBe(half.id);
	await learn(first, 'giay-to', later(7));
	await learn(next, 'an-toan', later(8));
	expect(await ownLessons(one)).toHaveLength(4);
	const before = await foldedRows(world.db);
	await rebuild(world.db);
	expect(await foldedRows(world.db)).toEqual(before);

	await undo(second, one, mergeId, later(9));
	await learn(await signedIn(other, later(10)), 'sau-khi-tach', later(10));
	expect(await ownLessons(one)).toEqual(['vneid/dang-nhap', 'vneid/giay-to']);
	expect(await ownLessons(other)).toEqual(['vneid/an-toan', 'vneid/dinh-danh', 'vneid/sau-khi-tach']);
	const [asBefore = [], itsOwn = []] = untouched;
	const work = ['lesson.completed', 'test.submitted'];
	const merge = ['person.merged', 'person.unmerged'];
	expect((await kindsOf(one)).sort()).toEqual([...asBefore, ...work, ...work, ...merge].sort());
	expect((await kindsOf(other)).sort()).toEqual([...itsOwn, ...work, ...work, ...work, ...merge].sort());
	const live = await foldedRows(world.db);
	await rebuild(world.db);
	expect(await foldedRows(world.db)).toEqual(live);
});

test('the cards of both open the one person, each with its own pictures, and reporting one lost voids both', async () => {
	const [one, other] = await two();
	const { trainer, officer } = world.cuaNam;
	const cards = [await issueCard(world.db, trainer, one, NOON), await issueCard(world.db, trainer, other, NOON)];
	const three = (n: number) => [PICTURES[n], PICTURES[n + 4], PICTURES[n + 2]].map(String);
	await setPictures(world.db, herself(one), one, three(1), NOON);
	await setPictures(world.db, herself(other), other, three(2), NOON);
	const mergeId = await mergeTwo(world, world.cuaNam, one, other);
	for (const [n, card] of cards.entries()) {
		const shown = await exchangeCard(world.db, card.token, 'somewhere', NOON);
		await checkPictures(world.db, shown.personId, three(n + 1), 'somewhere', NOON);
		expect((await signedIn(shown.personId)).id).toBe(one);
	}
	await undo(officer, one, mergeId);
	expect((await signedIn((await exchangeCard(world.db, cards[1]?.token ?? '', 'somewhere', NOON)).personId)).id).toBe(
		other
	);

	await mergeTwo(world, world.cuaNam, one, other);
	await voidCard(world.db, trainer, one, NOON);
	for (const card of cards) {
		await expect(exchangeCard(world.db, card.token, 'somewhere', NOON)).rejects.toMatchObject({ code: 'card_voided' });
	}
	expect(await readCardState(world.db, one, NOON)).toEqual({ kind: 'none' });
});

test('households are joined by date and names are both found; undoing gives each its own again', async () => {
	const { trainer, groups } = world.cuaNam;
	const [one, other] = [
		await settle(world, world.cuaNam, { fullName: 'Đỗ Thị Trùng' }),
		await settle(world, world.cuaNam, { fullName: 'Đỗ Trùng Lặp' })
	].sort() as [string, string];
	const houses: string[] = [];
	for (const [n, person] of [one, other].entries()) {
		const householdId = newId(NOON);
		const house = { householdId, groupId: groups[0], label: `Nhà trùng ${n}`, landmark: null };
		await foundHousehold(world.db, trainer, house, NOON);
		await joinHousehold(world.db, trainer, { householdId, personId: person, on: `2026-0${n + 2}-01` }, NOON);
		houses.push(householdId);
	}
	const stays = async () =>
		(await Promise.all(houses.map((id) => readHousehold(world.db, trainer, id)))).map(({ members }) =>
			members.map(({ personId, from, to }) => [personId, from, to])
		);
	const apart = await stays();
	const mergeId = await mergeTwo(world, world.cuaNam, one, other);
	expect(await stays()).toEqual([[[one, '2026-02-01', '2026-03-01']], [[one, '2026-03-01', null]]]);
	for (const typed of ['thi trung', 'trung lap']) {
		const found = await findPeople(world.db, trainer, 'card.issue', typed, NOON);
		expect(found.map(({ personId, household }) => [personId, household])).toEqual([[one, 'Nhà trùng 1']]);
	}
	await undo(second, one, mergeId);
	expect(await stays()).toEqual(apart);
});

test('a merge is undone within thirty days by whoever may merge, later only at the console', async () => {
	const [one, other] = await two();
	const mergeId = await mergeTwo(world, world.cuaNam, one, other);
	const tooLate = new Date(NOON.getTime() + 30 * 86_400_000 + 1);
	await expect(undo(second, one, mergeId, tooLate)).rejects.toMatchObject({ code: 'merge_too_old', status: 409 });
	for (const actor of [world.cuaNam.trainer, world.thanhBa.officer, herself(one)]) {
		await expect(undo(actor, one, mergeId)).rejects.toMatchObject({ status: 403 });
	}
	const [elsewhere] = await two();
	await expect(undo(second, elsewhere, mergeId)).rejects.toMatchObject({ status: 404 });
	await undo(atConsole, one, mergeId, tooLate);
	await undo(atConsole, one, mergeId, tooLate);
	expect((await readPerson(world.db, other)).id).toBe(other);
	const log = await world.db
		.select()
		.from(events)
		.where(inArray(events.subjectId, [one]));
	expect(log.filter(({ kind }) => kind === 'person.unmerged')).toHaveLength(1);
});

test('who looks like one person is proposed, until somebody says that they are not', async () => {
	const { officer, wardCode } = world.cuaNam;
	const [one, other] = [
		await settle(world, world.cuaNam, { fullName: 'Lâm Thị Nhầm', birthYear: 1949 }),
		await settle(world, world.cuaNam, { fullName: 'lam thi nham', birthYear: 1949 })
	].sort() as [string, string];
	await settle(world, world.thanhBa, { fullName: 'Lâm Thị Nhầm', birthYear: 1949 });
	const proposed = async (now = NOON) =>
		(await listLikelyPairs(world.db, officer, wardCode, now))
			.filter((pair) => pair.one.fullName.toLowerCase().startsWith('l'))
			.map((pair) => [pair.one.personId, pair.other.personId]);
	expect(await proposed()).toEqual([[one, other]]);
	for (const actor of [world.thanhBa.officer, world.cuaNam.trainer, world.cuaNam.head]) {
		await expect(listLikelyPairs(world.db, actor, wardCode, NOON)).rejects.toMatchObject({ status: 404 });
	}
	const pair = { personId: other, otherId: one };
	await dismissPair(world.db, officer, pair, NOON);
	expect(await proposed()).toEqual([]);
	expect(await findDecision(world.db, pair)).toMatchObject({ state: 'dismissed' });
	// Who looks again may ask all the same; a merge that was undone is never proposed anew either.
	const mergeId = await mergeTwo(world, world.cuaNam, one, other);
	await undo(second, one, mergeId);
	expect(await proposed(new Date(Date.parse(`${addDays('2026-11-20', 40)}T05:00:00Z`)))).toEqual([]);
});

test('who passed the test under one record has it under the other while they are one', async () => {
	const [one, other] = await two();
	await takeTest(world, other, WHOLE);
	const mergeId = await mergeTwo(world, world.cuaNam, one, other);
	const rows = async (id: string) =>
		(await foldedRows(world.db))['literacy_statuses']?.filter((row) => JSON.stringify(row).includes(id));
	expect(await rows(one)).toHaveLength(1);
	await undo(second, one, mergeId);
	expect(await rows(one)).toHaveLength(0);
	expect(await rows(other)).toHaveLength(1);
});
