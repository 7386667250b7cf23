import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
	addMember,
	endMember,
	listActiveMembers,
	listMembers,
	countMembers,
	recordTraining
} from '#lib/outreach/server/team-members.ts';
import { endTeam } from '#lib/outreach/server/team-end.ts';
import { addTeam, changeTeam, listTeamPoints, listTeams, readTeam, setTeamPoints } from '#lib/outreach/server/teams.ts';
import { newId } from '#lib/shared/ids.ts';
import { grantRole, listRoles } from '#lib/sign-in/server/roles.ts';
import { addLearningPoint } from '#lib/territory/server/points.ts';
import { storePlaces } from '#lib/territory/server/places.ts';
import { actorWith, NOW, settlePerson, settleTwoWards } from '#tests/two-wards.ts';
import { testDatabase, type TestDatabase } from '#tests/database.ts';

const TODAY = '2026-11-22';
let database: TestDatabase;
let world: Awaited<ReturnType<typeof settleTwoWards>>;

beforeAll(async () => {
	database = await testDatabase();
	await storePlaces(database.db);
	world = await settleTwoWards(database.db);
});
afterAll(() => database.close());

const officer = () => actorWith('ward_officer', world.here.wardCode);
const facts = (more: object = {}) => ({ name: 'Tổ công nghệ số', groupId: null, decision: null, ...more });

async function team(more: object = {}): Promise<string> {
	const id = newId(NOW);
	await addTeam(database.db, officer(), { ...facts(more), id, wardCode: world.here.wardCode }, NOW);
	return id;
}
const resident = (name = 'Bà Mẫu Thành') => settlePerson(database.db, world.here.groupId, name);
const membership = (teamId: string, personId: string, more: object = {}) => ({
	...{ id: newId(NOW), teamId, personId, part: 'member' as const, from: '2026-11-01' },
	...more
});

test('a team has a decision of a day that has come, and one group of its own ward or the whole ward', async () => {
	const { db } = database;
	const id = await team({ decision: { number: '12/QĐ-UBND', on: '2026-11-20' }, groupId: world.here.groupId });
	expect(await readTeam(db, officer(), id)).toMatchObject({
		decision: { number: '12/QĐ-UBND', on: '2026-11-20' },
		place: world.here.groupId
	});
	const future = facts({ decision: { number: '13', on: '2026-11-23' } });
	await expect(changeTeam(db, officer(), id, future, NOW)).rejects.toMatchObject({
		code: 'day_in_future',
		status: 422
	});
	for (const groupId of [world.there.groupId, 'x']) {
		const refused = changeTeam(db, officer(), id, facts({ groupId }), NOW);
		await expect(refused).rejects.toMatchObject({ code: 'group_not_in_ward', status: 422 });
	}
});

test('sent twice it is one team; another ward’s officer neither sees nor changes it', async () => {
	const { db } = database;
	const input = { ...facts({ name: 'Tổ gửi hai lần' }), id: newId(NOW), wardCode: world.here.wardCode };
	await Promise.all([addTeam(db, officer(), input, NOW), addTeam(db, officer(), input, NOW)]);
	const listed = await listTeams(db, officer(), world.here.wardCode);
	expect(listed.filter(({ name }) => name === 'Tổ gửi hai lần')).toHaveLength(1);
	const stranger = actorWith('ward_officer', world.there.wardCode);
	expect(await listTeams(db, stranger, world.here.wardCode)).toEqual([]);
	await expect(readTeam(db, stranger, input.id)).rejects.toMatchObject({ status: 404 });
	await expect(addTeam(db, stranger, { ...input, id: newId(NOW) }, NOW)).rejects.toMatchObject({ status: 403 });
	await expect(changeTeam(db, world.here.trainer, input.id, facts(), NOW)).rejects.toMatchObject({ status: 403 });
});

test('nobody is in a team twice at a time, dead, erased or from nowhere', async () => {
	const { db } = database;
	const id = await team();
	const person = await resident();
	const first = membership(id, person);
	await Promise.all([addMember(db, officer(), first, NOW), addMember(db, officer(), first, NOW)]);
	expect(await listMembers(db, id)).toHaveLength(1);
	const again = addMember(db, officer(), membership(id, person), NOW);
	await expect(again).rejects.toMatchObject({ code: 'member_already', status: 409 });
	const [dead, erased] = [await resident(), await resident()];
	await db.execute(sql`update people set died_on = ${TODAY} where id = ${dead}`);
	await db.execute(sql`update people set erased_on = ${TODAY} where id = ${erased}`);
	const refusals: [string, object][] = [
		[dead, { code: 'person_died', status: 409 }],
		[erased, { code: 'person_erased', status: 410 }],
		[world.there.personId, { status: 404 }],
		[newId(NOW), { status: 404 }]
	];
	for (const [personId, refusal] of refusals)
		await expect(addMember(db, officer(), membership(id, personId), NOW)).rejects.toMatchObject(refusal);
});

test('whoever leaves is in no list from that day, and acts as a helper there no more', async () => {
	const { db } = database;
	const id = await team({ groupId: world.here.groupId });
	const person = await resident();
	const member = membership(id, person);
	await addMember(db, officer(), member, NOW);
	const grant = { personId: person, role: 'helper' as const, place: world.here.groupId, from: '2026-11-01', to: null };
	await grantRole(db, officer(), grant, NOW);
	const place = { wardCode: world.here.wardCode, groupId: world.here.groupId };
	expect((await listActiveMembers(db, place, TODAY)).map(({ id }) => id)).toContain(member.id);
	expect((await countMembers(db, [id], TODAY)).get(id)).toBe(1);

	const early = endMember(db, officer(), { teamId: id, memberId: member.id, on: '2026-10-31' }, NOW);
	await expect(early).rejects.toMatchObject({ code: 'member_end_first', status: 422 });
	await endMember(db, officer(), { teamId: id, memberId: member.id, on: '2026-11-21' }, NOW);
	expect((await listActiveMembers(db, place, TODAY)).map(({ id }) => id)).not.toContain(member.id);
	expect(await listRoles(db, person, TODAY)).toEqual([]);
	await addMember(db, officer(), membership(id, person, { from: '2026-11-21' }), NOW);
	expect(await listMembers(db, id)).toHaveLength(2);
	expect((await countMembers(db, [id], TODAY)).get(id)).toBe(1);
});

test('merged records are one member, and whoever is erased vanishes', async () => {
	const { db } = database;
	const id = await team();
	const [one, other] = [await resident(), await resident('Bà Mẫu Hai Tên')];
	await addMember(db, officer(), membership(id, other), NOW);
	await db.execute(sql`update people set merged_into = ${one} where id = ${other}`);
	expect((await listMembers(db, id)).map(({ personId }) => personId)).toEqual([one]);
	const again = addMember(db, officer(), membership(id, other), NOW);
	await expect(again).rejects.toMatchObject({ code: 'member_already' });
	await db.execute(sql`update people set erased_on = ${TODAY} where id = ${one}`);
	expect(await listMembers(db, id)).toEqual([]);
	expect(await countMembers(db, [id], TODAY)).toEqual(new Map());
});

test('training is recorded on a day that has come', async () => {
	const { db } = database;
	const id = await team();
	const member = membership(id, await resident());
	await addMember(db, officer(), member, NOW);
	const of = { teamId: id, memberId: member.id };
	await recordTraining(db, officer(), { ...of, on: TODAY }, NOW);
	expect(await listMembers(db, id)).toMatchObject([{ trainedOn: TODAY }]);
	const future = recordTraining(db, officer(), { ...of, on: '2026-11-23' }, NOW);
	await expect(future).rejects.toMatchObject({ code: 'day_in_future' });
	const foreign = recordTraining(db, officer(), { teamId: await team(), memberId: member.id, on: TODAY }, NOW);
	await expect(foreign).rejects.toMatchObject({ status: 404 });
});

test('a team looks after points of its own ward', async () => {
	const { db } = database;
	const id = await team();
	const add = (wardCode: string) =>
		addLearningPoint(
			db,
			actorWith('ward_officer', wardCode),
			{ name: 'Điểm', address: 'Mẫu', kind: 'fixed', wardCode },
			NOW
		);
	const [here, there] = [await add(world.here.wardCode), await add(world.there.wardCode)];
	await setTeamPoints(db, officer(), id, [here, here], NOW);
	const foreign = setTeamPoints(db, officer(), id, [there], NOW);
	await expect(foreign).rejects.toMatchObject({ code: 'point_elsewhere', status: 422 });
	expect(await listTeamPoints(db, [id])).toEqual([{ teamId: id, pointId: here }]);
});

test('a team that ends takes everybody out of it that day and nobody in any more, and stands last in the list', async () => {
	const { db } = database;
	const [ended, other] = [await team({ name: 'Tổ A thôi' }), await team({ name: 'Tổ B còn' })];
	const [old, gone] = [await resident(), await resident()];
	const [one, two] = [membership(ended, old), membership(ended, gone)];
	await addMember(db, officer(), one, NOW);
	await addMember(db, officer(), two, NOW);
	await endMember(db, officer(), { teamId: ended, memberId: two.id, on: '2026-11-10' }, NOW);
	await expect(endTeam(db, officer(), { id: ended, on: '2026-11-23' }, NOW)).rejects.toMatchObject({ status: 422 });
	await endTeam(db, officer(), { id: ended, on: '2026-11-20' }, NOW);
	await endTeam(db, officer(), { id: ended, on: '2026-11-15' }, NOW);
	expect(await readTeam(db, officer(), ended)).toMatchObject({ endedOn: '2026-11-20' });
	const ends = new Map((await listMembers(db, ended)).map(({ personId, to }) => [personId, to]));
	expect([ends.get(old), ends.get(gone)]).toEqual(['2026-11-20', '2026-11-10']);
	const again = addMember(db, officer(), membership(ended, await resident()), NOW);
	await expect(again).rejects.toMatchObject({ code: 'team_ended', status: 409 });
	const listed = (await listTeams(db, officer(), world.here.wardCode)).map(({ id }) => id);
	expect(listed.indexOf(other)).toBeLessThan(listed.indexOf(ended));
	expect(listed.at(-1)).toBe(ended);
});
