import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '#lib/access/actor.ts';
import { record } from '#lib/ledger/server/record.ts';
import { newId } from '#lib/shared/ids.ts';
import { adultsOf } from '#lib/territory/population.ts';
import {
	decideDeclaration,
	findWaitingFall,
	listDeclarations,
	listWaitingFalls
} from '#lib/territory/server/declarations.ts';
import { listOtherCounts, noteOtherCount } from '#lib/territory/server/other-counts.ts';
import { listWards } from '#lib/territory/server/places.ts';
import { declarePopulation, latestDeclaration, type Declaration } from '#lib/territory/server/population.ts';
import { testDatabase, type TestDatabase } from '#tests/database.ts';
import { actorWith, makeCommune, makeWorld, NOON, type Commune, type World } from '#tests/world.ts';

let database: TestDatabase;
let world: World;
let ward: Commune;
let group: string;
let head: Actor;

beforeAll(async () => {
	database = await testDatabase();
	world = await makeWorld(database.db);
	wards = (await listWards(world.db, '01', '2026-11-20')).map(({ code }) => code);
	wards.splice(wards.indexOf(world.cuaNam.wardCode), 1);
});
afterAll(() => database.close());

let wards: string[];

/** Two groups that declared 100 + 20, in a ward of their own. */
async function freshGroup() {
	ward = await makeCommune(world.db, wards.pop() ?? '', '01', 'Tổ dân phố', 18, NOON);
	group = ward.groups[0];
	head = ward.head;
}

function declaration(resident: number, over: Partial<Declaration> = {}): Declaration {
	const numbers = { ageFrom: 18, resident, lodging: 20, away: 0, asOf: '2026-11-01' };
	return { eventId: newId(NOON), groupId: group, ...numbers, ...over };
}
const send = (input: Declaration, actor = head) => record(world.db, actor, declarePopulation, input, NOON);
const decide = (declared: Declaration, accepted: boolean, actor: Actor = ward.officer) =>
	record(
		world.db,
		actor,
		decideDeclaration,
		{ eventId: newId(NOON), groupId: group, declaration: declared.eventId, accepted },
		NOON
	);
const adults = async () =>
	adultsOf((await latestDeclaration(world.db, group, '2026-11-20')) ?? { resident: 0, lodging: 0 });
const states = async () =>
	(await listDeclarations(world.db, ward.officer, group)).map(({ state, resident }) => [resident, state]);

test('fewer adults need a reason, and count once the ward has accepted them', async () => {
	await freshGroup();
	await expect(send(declaration(80))).rejects.toMatchObject({ code: 'fall_without_reason', status: 422 });
	const fewer = declaration(80, { reason: 'moved_away' });
	expect(await send(fewer)).toBe('waits');
	expect(await adults()).toBe(120);
	expect(await findWaitingFall(world.db, group)).toMatchObject({ resident: 80, fall: 'moved_away' });
	expect((await listWaitingFalls(world.db, ward.officer, NOON)).map(({ groupId }) => groupId)).toEqual([group]);
	expect(await listWaitingFalls(world.db, world.thanhBa.officer, NOON)).toEqual([]);

	await decide(fewer, true);
	expect(await adults()).toBe(100);
	const [last] = await listDeclarations(world.db, ward.officer, group);
	expect(last).toMatchObject({ state: 'counts', declaredBy: head.id, decidedBy: ward.officer.id, ageFrom: 18 });
	expect(await listWaitingFalls(world.db, ward.officer, NOON)).toEqual([]);
	// The head's double tap arrives late, and is still the declaration it was.
	await send(fewer);
	expect(await adults()).toBe(100);
});

test('what is not fewer counts at once, also where only the away are fewer', async () => {
	await freshGroup();
	expect(await send(declaration(100, { away: 0 }))).toBe('counts');
	expect(await send(declaration(90, { lodging: 30 }))).toBe('counts');
	expect(await adults()).toBe(120);
});

test('a fall that is refused never counts, and its head may declare again', async () => {
	await freshGroup();
	const fewer = declaration(10, { reason: 'died' });
	await send(fewer);
	await decide(fewer, false);
	expect(await adults()).toBe(120);
	expect(await states()).toEqual([
		[10, 'refused'],
		[100, 'counts']
	]);
	await expect(decide(fewer, true)).rejects.toMatchObject({ code: 'declaration_decided', status: 409 });
	expect(await send(declaration(110))).toBe('counts');
	expect(await adults()).toBe(130);
});

test('another declaration takes the place of one that waits, which then nobody can accept', async () => {
	await freshGroup();
	const first = declaration(10, { reason: 'died' });
	await send(first);
	const second = declaration(90, { reason: 'wrong_before' });
	await send(second);
	await expect(decide(first, true)).rejects.toMatchObject({ code: 'declaration_decided' });
	await decide(second, true);
	expect(await adults()).toBe(110);
});

test('whoever declared it, heads, and officers of elsewhere accept nothing', async () => {
	await freshGroup();
	const own = declaration(50, { reason: 'border' });
	await send(own, ward.officer);
	await expect(decide(own, true)).rejects.toMatchObject({ code: 'accept_own_declaration', status: 403 });
	for (const actor of [head, world.cuaNam.officer, ward.trainer]) {
		await expect(decide(own, true, actor)).rejects.toMatchObject({ code: 'forbidden' });
	}
	await decide(own, true, actorWith('ward_leader', ward.wardCode));
	expect(await adults()).toBe(70);
	await expect(decide(declaration(1), true)).rejects.toMatchObject({ status: 404 });
});

test('two officers at once, and the double tap, decide once', async () => {
	await freshGroup();
	const fewer = declaration(60, { reason: 'lodgers_left' });
	await Promise.all([send(fewer), send(fewer), send(fewer)]);
	const other = actorWith('ward_officer', ward.wardCode);
	const said = await Promise.allSettled([decide(fewer, true), decide(fewer, true, other), decide(fewer, false, other)]);
	const refused = said.filter(({ status }) => status === 'rejected');
	expect(refused.length).toBeGreaterThan(0);
	for (const one of refused) {
		expect(one).toMatchObject({ reason: { code: 'declaration_decided' } });
	}
	const [last] = await listDeclarations(world.db, ward.officer, group);
	expect(await adults()).toBe(last?.state === 'counts' ? 80 : 120);
	expect(await states()).toHaveLength(2);
});

test('what the police and the voters’ list count stands beside, with its day and paper, and moves nothing', async () => {
	await freshGroup();
	const count = {
		id: newId(NOON),
		groupId: group,
		kind: 'police' as const,
		asOf: '2026-11-05',
		adults: 131,
		source: 'Công văn 12 '.normalize('NFD')
	};
	await Promise.all([1, 2].map(() => noteOtherCount(world.db, ward.officer, count, NOON)));
	await noteOtherCount(world.db, ward.officer, { ...count, id: newId(NOON), kind: 'voters', adults: 118 }, NOON);
	const listed = await listOtherCounts(world.db, head, group);
	expect(listed.map(({ kind, adults: many, source }) => [kind, many, source]).sort()).toEqual([
		['police', 131, 'Công văn 12'],
		['voters', 118, 'Công văn 12']
	]);
	expect(await adults()).toBe(120);
	for (const actor of [head, world.thanhBa.officer, ward.trainer]) {
		await expect(noteOtherCount(world.db, actor, { ...count, id: newId(NOON) }, NOON)).rejects.toMatchObject({
			status: 403
		});
	}
	await expect(
		noteOtherCount(world.db, ward.officer, { ...count, id: newId(NOON), asOf: '2026-11-21' }, NOON)
	).rejects.toMatchObject({ code: 'day_in_future' });
	await expect(listOtherCounts(world.db, world.thanhBa.officer, group)).rejects.toMatchObject({ status: 404 });
});
