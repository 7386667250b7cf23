import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PersonActor } from '#lib/access/actor.ts';
import {
	countWaiting,
	findOwnHelpRequest,
	listHelpRequests,
	readHelpRequest
} from '#lib/outreach/server/help-request-list.ts';
import { tidyHelpRequests } from '#lib/outreach/server/help-request-tidy.ts';
import {
	assignHelpRequest,
	finishHelpRequest,
	listToSend,
	takeHelpRequest,
	type NewHelpRequest
} from '#lib/outreach/server/help-requests.ts';
import { addMember, endMember } from '#lib/outreach/server/team-members.ts';
import { addTeam } from '#lib/outreach/server/teams.ts';
import { newId } from '#lib/shared/ids.ts';
import { storePlaces } from '#lib/territory/server/places.ts';
import { actorWith, herself, minutesAfter, NOW, settlePerson, settleTwoWards } from '#tests/two-wards.ts';
import { testDatabase, type TestDatabase } from '#tests/database.ts';

const TODAY = '2026-11-22';
let database: TestDatabase;
let world: Awaited<ReturnType<typeof settleTwoWards>>;
let teamId: string;

beforeAll(async () => {
	database = await testDatabase();
	await storePlaces(database.db);
	world = await settleTwoWards(database.db);
	teamId = newId(NOW);
	const team = { id: teamId, wardCode: world.here.wardCode, name: 'Tổ', groupId: null, decision: null };
	await addTeam(database.db, officer(), team, NOW);
});
afterAll(() => database.close());

const officer = () => actorWith('ward_officer', world.here.wardCode);
const resident = (name = 'Bà Mẫu Hỏi') => settlePerson(database.db, world.here.groupId, name);

async function helper(): Promise<{ actor: PersonActor; memberId: string }> {
	const personId = await resident('Anh Mẫu Giúp');
	const memberId = newId(NOW);
	await addMember(database.db, officer(), { id: memberId, teamId, personId, part: 'member', from: '2026-11-01' }, NOW);
	return { actor: { ...actorWith('helper', world.here.wardCode), id: personId }, memberId };
}

async function ask(more: Partial<NewHelpRequest> = {}, actor = officer()): Promise<string> {
	const id = newId(NOW);
	const who = more.who ?? { name: ' Bà  Tư ', wardCode: world.here.wardCode, groupId: world.here.groupId };
	const asked = {
		topic: 'vneid',
		note: 'Quên mật khẩu',
		suits: 'evening',
		way: 'phone',
		askedOn: '2026-11-20'
	} as const;
	await takeHelpRequest(database.db, actor, { ...asked, ...more, who, id }, NOW);
	return id;
}

test('a request is taken, given to a member, done by her, and each has its day', async () => {
	const { db } = database;
	const { actor, memberId } = await helper();
	const id = await ask();
	expect(await readHelpRequest(db, actor, id)).toMatchObject({
		state: 'waiting',
		name: 'Bà Tư',
		askedOn: '2026-11-20'
	});
	await assignHelpRequest(db, officer(), { requestId: id, memberId }, NOW);
	expect(await readHelpRequest(db, actor, id)).toMatchObject({ state: 'assigned', helper: 'Anh Mẫu Giúp' });
	const done = { requestId: id, outcome: 'helped', on: '2026-11-21' } as const;
	for (const on of ['2026-11-19', '2026-11-23']) {
		const wrong = finishHelpRequest(db, actor, { ...done, on }, NOW);
		await expect(wrong).rejects.toMatchObject({ code: 'help_day_wrong', status: 422 });
	}
	await finishHelpRequest(db, actor, done, NOW);
	await finishHelpRequest(db, actor, { ...done, outcome: 'not_reached' }, NOW);
	expect(await readHelpRequest(db, actor, id)).toMatchObject({
		state: 'done',
		outcome: 'helped',
		doneOn: '2026-11-21'
	});
	const late = assignHelpRequest(db, officer(), { requestId: id, memberId }, NOW);
	await expect(late).rejects.toMatchObject({ code: 'help_done', status: 409 });
});

test('a helper takes a request herself, ends only what she was sent to, and nothing once she has left', async () => {
	const { db } = database;
	const [one, other] = [await helper(), await helper()];
	const id = await ask();
	const request = await readHelpRequest(db, one.actor, id);
	expect((await listToSend(db, one.actor, request, NOW)).map((member) => member.id)).toEqual([one.memberId]);
	const sends = assignHelpRequest(db, one.actor, { requestId: id, memberId: other.memberId }, NOW);
	await expect(sends).rejects.toMatchObject({ status: 403 });
	await assignHelpRequest(db, one.actor, { requestId: id, memberId: one.memberId }, NOW);
	const done = { requestId: id, outcome: 'helped', on: TODAY } as const;
	await expect(finishHelpRequest(db, other.actor, done, NOW)).rejects.toMatchObject({ status: 403 });

	await endMember(db, officer(), { teamId, memberId: one.memberId, on: '2026-11-21' }, NOW);
	await expect(finishHelpRequest(db, one.actor, done, NOW)).rejects.toMatchObject({ status: 403 });
	const again = assignHelpRequest(db, officer(), { requestId: await ask(), memberId: one.memberId }, NOW);
	await expect(again).rejects.toMatchObject({ code: 'member_not_there', status: 409 });
	await finishHelpRequest(db, officer(), done, NOW);
});

test('a learner asks from her own page once, sees how it stands, and takes it back', async () => {
	const { db } = database;
	const personId = await resident();
	const her = herself(personId);
	const id = newId(NOW);
	const input = {
		id,
		who: { personId },
		topic: 'device',
		note: null,
		suits: 'any',
		way: 'herself',
		askedOn: TODAY
	} as const;
	await Promise.all([takeHelpRequest(db, her, input, NOW), takeHelpRequest(db, her, input, NOW)]);
	const second = takeHelpRequest(db, officer(), { ...input, id: newId(NOW) }, NOW);
	await expect(second).rejects.toMatchObject({ code: 'help_already_asked', status: 409 });
	expect(await findOwnHelpRequest(db, personId, NOW)).toMatchObject({ id, state: 'waiting' });
	const helped = finishHelpRequest(db, her, { requestId: id, outcome: 'helped', on: TODAY }, NOW);
	await expect(helped).rejects.toMatchObject({ status: 403 });
	await finishHelpRequest(db, her, { requestId: id, outcome: 'not_needed', on: TODAY }, NOW);
	expect(await findOwnHelpRequest(db, personId, NOW)).toMatchObject({ state: 'done' });
	expect(await findOwnHelpRequest(db, personId, minutesAfter(NOW, 8 * 24 * 60))).toBeNull();
	await expect(readHelpRequest(db, herself(await resident()), id)).rejects.toMatchObject({ status: 404 });
});

test('a wrong day, a group of another ward, the dead and the erased are refused', async () => {
	const { db } = database;
	await expect(ask({ askedOn: '2026-11-23' })).rejects.toMatchObject({ code: 'day_in_future', status: 422 });
	const foreign = { name: 'Bà Tư', wardCode: world.here.wardCode, groupId: world.there.groupId };
	await expect(ask({ who: foreign })).rejects.toMatchObject({ code: 'group_not_in_ward', status: 422 });
	const [dead, erased] = [await resident(), await resident()];
	await db.execute(sql`update people set died_on = ${TODAY} where id = ${dead}`);
	await db.execute(sql`update people set erased_on = ${TODAY} where id = ${erased}`);
	await expect(ask({ who: { personId: dead } })).rejects.toMatchObject({ code: 'person_died', status: 409 });
	await expect(ask({ who: { personId: erased } })).rejects.toMatchObject({ code: 'person_erased', status: 410 });
});

test('each sees the requests of her own places', async () => {
	const { db } = database;
	const id = await ask();
	const sees = async (actor: PersonActor) => {
		const listed = await listHelpRequests(db, actor, NOW);
		expect(await countWaiting(db, actor, NOW)).toBe(listed.filter(({ state }) => state === 'waiting').length);
		return listed.some((one) => one.id === id);
	};
	const { here, there } = world;
	for (const actor of [
		officer(),
		here.head,
		here.trainer,
		actorWith('helper', here.groupId),
		actorWith('auditor', 'vn')
	])
		expect(await sees(actor), actor.grants[0]?.role).toBe(true);
	for (const actor of [
		there.head,
		there.trainer,
		actorWith('ward_officer', there.wardCode),
		actorWith('contact', here.wardCode)
	]) {
		expect(await sees(actor)).toBe(false);
		await expect(readHelpRequest(db, actor, id)).rejects.toMatchObject({ status: 404 });
	}
	await expect(ask({}, actorWith('ward_officer', there.wardCode))).rejects.toMatchObject({ status: 403 });
});

test('the name of whoever is erased vanishes, and what was written down about her is forgotten', async () => {
	const { db } = database;
	const personId = await resident();
	const [id, known] = [await ask(), await ask({ who: { personId } })];
	await finishHelpRequest(db, officer(), { requestId: id, outcome: 'helped', on: TODAY }, NOW);
	await db.execute(sql`update people set erased_on = ${TODAY} where id = ${personId}`);
	await db.execute(sql`delete from person_names where person_id = ${personId}`);
	expect(await readHelpRequest(db, officer(), known)).toMatchObject({ name: null, note: null });
	expect(await tidyHelpRequests(db, minutesAfter(NOW, 89 * 24 * 60))).toBe(1);
	expect(await tidyHelpRequests(db, minutesAfter(NOW, 91 * 24 * 60))).toBeGreaterThan(0);
	expect(await readHelpRequest(db, officer(), id)).toMatchObject({ name: null, note: null, state: 'done' });
	expect(await tidyHelpRequests(db, minutesAfter(NOW, 91 * 24 * 60))).toBe(0);
});
