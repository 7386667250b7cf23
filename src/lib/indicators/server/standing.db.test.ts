import { afterAll, beforeAll, expect, test } from 'vitest';
import { UNKNOWN_KINDS, type PeopleAsked } from '#lib/indicators/standing.ts';
import { countUnknown, listAdults, readWithin, withinProvince } from '#lib/indicators/server/standing.ts';
import { findGroupFigure, readFigure } from '#lib/literacy/server/figure.ts';
import { registerVisit } from '#lib/outreach/server/visits.ts';
import { foundHousehold, joinHousehold } from '#lib/people/server/household-changes.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { newId } from '#lib/shared/ids.ts';
import { testDatabase, type TestDatabase } from '#tests/database.ts';
import { actorWith, makeWorld, NOON, settle, takeTest, type World } from '#tests/world.ts';

const SETTLED = new Date('2026-06-01T05:00:00Z');
const ANY: PeopleAsked = { standing: null, age: null, module: null, point: null, page: 1 };

let database: TestDatabase;
let world: World;
const here: Record<string, string> = {};

/** A house of the first group with one resident, and how its door was answered, if anybody went there. */
async function visited(name: string, outcome: 'away' | 'refused' | 'in' | null, cannot = false): Promise<void> {
	const { trainer, groups } = world.cuaNam;
	const householdId = newId(NOON);
	const words = { label: `Nhà ${name}`, landmark: null };
	await foundHousehold(world.db, trainer, { householdId, groupId: groups[0], ...words }, SETTLED);
	const personId = await settle(world, world.cuaNam, {}, SETTLED);
	await joinHousehold(world.db, trainer, { householdId, personId, on: '2026-06-01' }, NOON);
	here[name] = personId;
	if (outcome === null) return;
	const mark = cannot ? ('cannot' as const) : ('not_yet' as const);
	const met =
		outcome === 'in' ? [{ personId, mark, cannotReason: cannot ? ('health' as const) : null, means: {} }] : [];
	const visit = { id: newId(NOON), householdId, on: dayOf(NOON), outcome, people: met, nextOn: null, askedFor: false };
	const more = { shown: outcome === 'in' ? ['safety' as const] : [], device: null };
	await registerVisit(world.db, actorWith('helper', groups[0]), { ...visit, ...more }, NOON);
}

beforeAll(async () => {
	database = await testDatabase();
	world = await makeWorld(database.db);
	await visited('refused', 'refused');
	await visited('cannot', 'in', true);
	await visited('absent', 'away');
	await visited('met', 'in');
	await visited('unvisited', null);
});
afterAll(() => database.close());

const ward = () => ({ wardCode: world.cuaNam.wardCode, provinceCode: world.cuaNam.provinceCode });
const within = (actor = world.cuaNam.officer as Parameters<typeof readWithin>[1], groupId: string | null = null) =>
	readWithin(world.db, actor, ward(), groupId);

test('each unknown person stands under the first reason that fits', async () => {
	const { people } = await listAdults(world.db, await within(), world.standard, ANY, NOON);
	const standing = (name: string) => people.find(({ personId }) => personId === here[name])?.standing;
	expect(standing('refused')).toBe('refused');
	expect(standing('cannot')).toBe('cannot');
	expect(standing('absent')).toBe('absent');
	expect(standing('met')).toBe('not_met');
	expect(standing('unvisited')).toBe('not_met');
});

test('the reasons come to exactly the unknown of the figure, of a ward and of each group', async () => {
	const today = dayOf(NOON);
	for (const groupId of [null, ...world.cuaNam.groups]) {
		const figure = groupId
			? await findGroupFigure(world.db, groupId, world.standard, today)
			: await readFigure(world.db, world.cuaNam.wardCode, world.standard, today);
		const counts = await countUnknown(world.db, await within(undefined, groupId), world.standard, NOON);
		const kinds = UNKNOWN_KINDS.reduce((sum, kind) => sum + counts.kinds[kind], 0);
		expect(counts.notInRoster - counts.surplus + kinds).toBe(figure ? (figure.adults ?? 0) - figure.assessed : 0);
	}
});

test('of a whole province the reasons are counted too, over the wards whose groups have declared', async () => {
	const { provinceCode } = world.cuaNam;
	const province = withinProvince(actorWith('province_officer', provinceCode), provinceCode);
	expect(await countUnknown(world.db, province, world.standard, NOON)).toEqual(
		await countUnknown(world.db, await within(), world.standard, NOON)
	);
	expect(() => withinProvince(world.cuaNam.officer, provinceCode)).toThrow();
});

test('a list is cut by standing, age and module, and holds its page', async () => {
	const list = async (more: Partial<PeopleAsked>) =>
		(await listAdults(world.db, await within(), world.standard, { ...ANY, ...more }, NOON)).people;
	expect((await list({ standing: 'refused' })).map(({ personId }) => personId)).toEqual([here['refused']]);
	const all = await list({});
	const banded = (await Promise.all((['18-39', '40-59', '60-74', '75-'] as const).map((age) => list({ age })))).flat();
	expect(banded.map(({ personId }) => personId).sort()).toEqual(all.map(({ personId }) => personId).sort());
	expect(await list({ module: world.standard.modules[0] ?? '' })).toHaveLength(all.length);
	expect(await list({ point: world.cuaNam.learningPointId })).toEqual([]);
	expect(await list({ point: "x'--" })).toEqual([]);
	expect(await list({ page: 99 })).toEqual([]);
});

test('a list is cut by the module that is missing, and by the point where somebody was tested', async () => {
	const { trainer, learningPointId } = world.cuaNam;
	const personId = await settle(world, world.cuaNam);
	const module = world.standard.modules[0] ?? '';
	const kind = { door: 'module' as const, standard: world.standard.id, module };
	const ids = async (more: Partial<PeopleAsked>) =>
		(await listAdults(world.db, await within(), world.standard, { ...ANY, ...more }, NOON)).people.map(
			(person) => person.personId
		);
	expect(await ids({ module })).toContain(personId);
	await takeTest(world, personId, kind, { witness: { trainer, learningPointId } });
	expect(await ids({ module })).not.toContain(personId);
	expect(await ids({ module: world.standard.modules[1] ?? '' })).toContain(personId);
	expect(await ids({ point: learningPointId })).toEqual([personId]);
});

test('who may not read visits or evidence is told neither, and nobody else’s ward is found', async () => {
	const leader = actorWith('ward_leader', world.cuaNam.wardCode);
	const masked = await within(leader);
	expect(masked.standings).toEqual(['attained', 'unconfirmed', 'not_met']);
	const { people } = await listAdults(world.db, masked, world.standard, ANY, NOON);
	expect(people.find(({ personId }) => personId === here['refused'])?.standing).toBe('not_met');
	const asked = { ...ANY, standing: 'refused' as const };
	expect((await listAdults(world.db, masked, world.standard, asked, NOON)).total).toBe(0);

	await expect(within(world.thanhBa.officer)).rejects.toMatchObject({ status: 404 });
	await expect(within(world.cuaNam.officer, world.thanhBa.groups[0])).rejects.toMatchObject({ status: 404 });
	await expect(within(actorWith('head_of_group', world.cuaNam.groups[0]))).rejects.toMatchObject({ status: 404 });
	await expect(
		within(actorWith('head_of_group', world.cuaNam.groups[0]), world.cuaNam.groups[0])
	).resolves.toBeTruthy();
});
