import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '#lib/access/actor.ts';
import { record } from '#lib/ledger/server/record.ts';
import { readOwnSupport } from '#lib/outreach/server/support-own-record.ts';
import { listKnownMeans, readVisitHouse } from '#lib/outreach/server/visit-house.ts';
import { takeVisitList } from '#lib/outreach/server/visit-list.ts';
import { readVisitRoute } from '#lib/outreach/server/visit-route.ts';
import { registerVisit, type NewVisit } from '#lib/outreach/server/visits.ts';
import { ROUTE_PARTS, VISIT_OUTCOMES, type RoutePart } from '#lib/outreach/visit.ts';
import { foundHousehold, joinHousehold } from '#lib/people/server/household-changes.ts';
import { moveResidence, recordDeath } from '#lib/people/server/residence.ts';
import { addDays } from '#lib/shared/dates.ts';
import { newId } from '#lib/shared/ids.ts';
import { erasePerson } from '#lib/sign-in/server/erasure.ts';
import { testDatabase, type TestDatabase } from '#tests/database.ts';
import { actorWith, herself, makeWorld, mergeTwo, NOON, settle, takeTest, type World } from '#tests/world.ts';

const TODAY = '2026-11-20';
const LONG_AGO = new Date('2026-06-01T05:00:00Z');

let database: TestDatabase;
let world: World;
let helper: Actor;

beforeAll(async () => {
	database = await testDatabase();
	world = await makeWorld(database.db);
	helper = actorWith('helper', world.cuaNam.groups[0]);
});
afterAll(() => database.close());

let counter = 0;
/** A house of a group with so many people who have lived there since June. */
async function house(people = 1, group: 0 | 1 = 0) {
	const id = newId(NOON);
	const { trainer, groups } = world.cuaNam;
	const words = { label: `Nhà thăm ${(counter += 1)}`, landmark: null };
	await foundHousehold(world.db, trainer, { householdId: id, groupId: groups[group], ...words }, LONG_AGO);
	const members: string[] = [];
	for (let n = 0; n < people; n += 1) {
		const personId = await settle(world, world.cuaNam, { group }, LONG_AGO);
		await joinHousehold(world.db, trainer, { householdId: id, personId, on: '2026-06-01' }, NOON);
		members.push(personId);
	}
	return { id, members: members as [string, ...string[]] };
}

const met = (personId: string) => ({ personId, mark: 'prompted' as const, cannotReason: null, means: {} });
const visit = (householdId: string, more: Partial<NewVisit> = {}): NewVisit => ({
	...{ id: newId(NOON), householdId, on: TODAY, outcome: 'away', shown: [], device: null, people: [], nextOn: null },
	askedFor: false,
	...more
});
const register = (input: NewVisit, actor: Actor = helper) => registerVisit(world.db, actor, input, NOON);
async function route(part: RoutePart, group: 0 | 1 = 0, actor: Actor = helper) {
	const wanted = { groupId: world.cuaNam.groups[group], part, standard: world.standard, page: 1 };
	return readVisitRoute(world.db, actor, wanted, NOON);
}
const count = async (id: string) => (await readVisitHouse(world.db, helper, id)).visits.length;

test('what a visit says is kept: who was in, what was shown, what each has, and when again', async () => {
	const { id, members } = await house(2);
	const [one, other] = members as [string, string];
	const means = { smartphone: 'yes', vneid_2: 'no' } as const;
	const people = [
		{ ...met(one), means },
		{ ...met(other), mark: 'cannot' as const, cannotReason: 'health' as const }
	];
	const input = visit(id, { outcome: 'in', shown: ['vneid'], device: 'family', people, nextOn: '2026-11-27' });
	await register(input);
	await register(input);
	const { trainer, head } = world.cuaNam;
	const { visits, group } = await readVisitHouse(world.db, trainer, id);
	expect(visits).toMatchObject([
		{ id: input.id, outcome: 'in', shown: ['vneid'], device: 'family', nextOn: '2026-11-27' }
	]);
	expect(visits[0]?.people.map(({ mark }) => mark).sort()).toEqual(['cannot', 'prompted']);
	expect(await listKnownMeans(world.db, trainer, group, members)).toHaveLength(2);
	for (const actor of [helper, head]) {
		expect((await readVisitHouse(world.db, actor, id)).visits[0]?.people).toEqual([]);
		expect(await listKnownMeans(world.db, actor, group, members)).toEqual([]);
	}
	await expect(register({ ...input, outcome: 'away', people: [] })).rejects.toMatchObject({
		code: 'visit_already_registered'
	});
});

test('two taps at the same moment are one visit', async () => {
	const { id } = await house();
	const input = visit(id);
	await Promise.all([register(input), register(input), register(input)]);
	expect(await count(id)).toBe(1);
});

test('no day to come, none long ago, and no next visit before this one', async () => {
	const { id } = await house();
	await expect(register(visit(id, { on: '2026-11-21' }))).rejects.toMatchObject({
		code: 'visit_in_future',
		status: 409
	});
	await expect(register(visit(id, { on: '2026-09-01' }))).rejects.toMatchObject({ code: 'visit_too_old' });
	await expect(register(visit(id, { nextOn: TODAY }))).rejects.toMatchObject({ code: 'visit_next_before' });
	await expect(register(visit(id, { outcome: 'in' }))).rejects.toMatchObject({ code: 'visit_nobody_in' });
	expect(await count(id)).toBe(0);
});

test('nobody is met who had died, moved or was not yet registered, and the refusal says so', async () => {
	const { id, members } = await house(2);
	const [dead, moved] = members as [string, string];
	const { officer, groups, trainer } = world.cuaNam;
	const on = '2026-11-10';
	await record(world.db, officer, recordDeath, { eventId: newId(NOON), personId: dead, on }, NOON);
	await record(
		world.db,
		officer,
		moveResidence,
		{ eventId: newId(NOON), personId: moved, toGroupId: groups[1], on },
		NOON
	);
	const meet = (personId: string, day: string, householdId = id) =>
		register(visit(householdId, { outcome: 'in', on: day, people: [met(personId)] }));
	await expect(meet(dead, on)).rejects.toMatchObject({ code: 'visit_house_empty' });
	const full = await house();
	for (const [member, code] of [
		[dead, 'visit_person_died'],
		[moved, 'visit_person_moved']
	] as const) {
		await world.db.execute(
			sql`insert into household_members (household_id, person_id, "from", "to") values (${full.id}, ${member}, '2026-06-01', ${on})`
		);
		await expect(meet(member, TODAY, full.id)).rejects.toMatchObject({ code, status: 409 });
		await meet(member, '2026-11-05', full.id);
	}
	const newcomer = await settle(world, world.cuaNam);
	await joinHousehold(world.db, trainer, { householdId: full.id, personId: newcomer, on: '2026-10-01' }, NOON);
	await expect(meet(newcomer, '2026-11-19', full.id)).rejects.toMatchObject({ code: 'visit_before_registration' });
	await expect(meet(newId(NOON), TODAY, full.id)).rejects.toMatchObject({ status: 404 });
	await expect(meet((await house()).members[0], TODAY, full.id)).rejects.toMatchObject({ status: 404 });
});

test('a house that refused is proposed no more, and visited again only when it asked', async () => {
	const { id, members } = await house();
	await register(visit(id, { outcome: 'refused', nextOn: '2026-12-01', on: '2026-11-18' }));
	for (const part of ['today', 'later', 'visited'] as const)
		expect((await route(part)).houses.map((one) => one.id)).not.toContain(id);
	expect((await route('refused')).houses.map((one) => one.id)).toEqual([id]);
	const again = visit(id, { outcome: 'in', people: [met(members[0])] });
	await expect(register(again)).rejects.toMatchObject({ code: 'visit_not_asked_for', status: 409 });
	await register({ ...again, askedFor: true });
	expect((await route('visited')).houses.map((one) => one.id)).toContain(id);
});

test('houses of which nobody was assessed come first, then those on the way, then those that are done', async () => {
	const [done, begun, unknown] = [await house(1, 1), await house(2, 1), await house(1, 1)];
	const door = { door: 'whole', standard: world.standard.id } as const;
	await takeTest(world, done.members[0], door, {}, NOON);
	await takeTest(world, begun.members[0], door, {}, NOON);
	const here = actorWith('helper', world.cuaNam.wardCode);
	const order = (await route('today', 1, here)).houses.map(({ id }) => id);
	expect(order).toEqual([unknown.id, begun.id, done.id]);
	// Who cannot learn is not waited for; a visit moves no figure.
	const [, other] = begun.members;
	const people = [{ ...met(other as string), mark: 'cannot' as const, cannotReason: 'language' as const }];
	const before = await world.db.execute(sql`select count(*)::int n from events`);
	await register(visit(begun.id, { outcome: 'in', people, nextOn: TODAY, on: '2026-11-12' }), here);
	expect((await route('today', 1, here)).houses.at(1)?.id).toBe(begun.id);
	expect(await world.db.execute(sql`select count(*)::int n from events`)).toEqual(before);
});

test('whatever visits there are, every house stands in one part of the coverage and of the route', async () => {
	const houses = [await house(), await house(), await house(2), await house()];
	const answer = fc.record({
		which: fc.nat({ max: 3 }),
		ago: fc.nat({ max: 20 }),
		outcome: fc.constantFrom(...VISIT_OUTCOMES),
		next: fc.option(fc.integer({ min: 1, max: 30 }))
	});
	await fc.assert(
		fc.asyncProperty(fc.array(answer, { maxLength: 6 }), async (answers) => {
			for (const { which, ago, outcome, next } of answers) {
				const { id, members } = houses[which] as (typeof houses)[number];
				const on = addDays(TODAY, -ago);
				const people = outcome === 'in' ? [met(members[0])] : [];
				const nextOn = next === null ? null : addDays(on, next);
				await register(visit(id, { on, outcome, people, nextOn, askedFor: true }));
			}
			const { coverage } = await route('today');
			expect(coverage.visited + coverage.away + coverage.refused + coverage.unvisited).toBe(coverage.houses);
			const parts = await Promise.all(ROUTE_PARTS.map(async (part) => (await route(part)).total));
			expect(parts.reduce((a, b) => a + b, 0)).toBe(coverage.houses);
			expect(parts[ROUTE_PARTS.indexOf('refused')]).toBe(coverage.refused);
		}),
		{ numRuns: 12 }
	);
});

test('two records that became one person are one, and who is erased is named nowhere', async () => {
	const { id, members } = await house(2);
	const [one, other] = [...members].sort() as [string, string];
	await register(visit(id, { outcome: 'in', people: [{ ...met(other), means: { signature: 'yes' } }] }));
	await mergeTwo(world, world.cuaNam, one, other);
	const { trainer, officer, groups } = world.cuaNam;
	const { group } = await readVisitHouse(world.db, trainer, id);
	expect(await listKnownMeans(world.db, trainer, group, [one])).toMatchObject([{ personId: one, state: 'yes' }]);
	const twice = [met(one), met(other)];
	await register(visit(id, { outcome: 'in', people: twice }));
	const listed = await takeVisitList(world.db, officer, groups[0], NOON);
	expect(listed.filter(({ means }) => means.signature === 'yes')).toHaveLength(1);
	await record(world.db, officer, erasePerson, { eventId: newId(NOON), personId: one }, NOON);
	const after = await takeVisitList(world.db, officer, groups[0], NOON);
	expect(after.filter(({ means }) => means.signature === 'yes')).toEqual([]);
	await expect(readVisitHouse(world.db, trainer, id)).rejects.toMatchObject({ status: 404 });
});

test('only the team of the place comes to a house or a route, and a role that ended opens no door', async () => {
	const { id, members } = await house();
	const { thanhBa, cuaNam } = world;
	const strangers = [thanhBa.officer, thanhBa.trainer, herself(members[0]), actorWith('helper', cuaNam.groups[1])];
	for (const actor of strangers) {
		await expect(register(visit(id), actor)).rejects.toMatchObject({ status: 404 });
		await expect(readVisitHouse(world.db, actor, id)).rejects.toMatchObject({ status: 404 });
		await expect(route('today', 0, actor)).rejects.toMatchObject({ status: 404 });
	}
	expect(await count(id)).toBe(0);
});

test('a list of people leaves only through an officer of the ward, and leaves an entry each time', async () => {
	const { cuaNam, thanhBa } = world;
	for (const actor of [helper, cuaNam.head, cuaNam.trainer, thanhBa.officer, actorWith('auditor', 'vn')])
		await expect(takeVisitList(world.db, actor, cuaNam.groups[0], NOON)).rejects.toMatchObject({ status: 404 });
	const entries = async () => {
		const [row] = await world.db.execute<{ n: number }>(
			sql`select count(*)::int n from audit_entries where verb = 'visit_list.read' and place = ${cuaNam.wardCode}`
		);
		return row?.n ?? 0;
	};
	const before = await entries();
	expect((await takeVisitList(world.db, cuaNam.officer, cuaNam.groups[0], NOON)).length).toBeGreaterThan(5);
	expect(await entries()).toBe(before + 1);
});

test('somebody’s own copy names the visits at which she was in, and what she has, under every record that was hers', async () => {
	const { id, members } = await house(2);
	const [one, other] = members as [string, string];
	const people = [{ ...met(one), means: { smartphone: 'yes' as const } }];
	await register(visit(id, { outcome: 'in', shown: ['vneid', 'calls'], device: 'own', people }));
	await register(visit(id, { on: addDays(TODAY, -1) }));
	expect(await readOwnSupport(world.db, other)).toEqual({ support: [], means: [], visits: [] });
	await mergeTwo(world, world.cuaNam, one, other);
	const least = one < other ? one : other;
	expect(await readOwnSupport(world.db, least)).toEqual({
		support: [],
		means: [{ means: 'smartphone', state: 'yes', asOf: TODAY, source: 'visit' }],
		visits: [{ on: TODAY, shown: ['vneid', 'calls'], device: 'own', mark: 'prompted', cannotReason: null }]
	});
});
