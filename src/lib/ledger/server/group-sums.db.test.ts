import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { record } from '#lib/ledger/server/record.ts';
import { rebuild } from '#lib/ledger/server/rebuild.ts';
import type { Figure } from '#lib/literacy/figure.ts';
import { readFigure } from '#lib/literacy/server/figure.ts';
import { assignResidents, listWaiting } from '#lib/people/server/assignment.ts';
import { moveResidence, recordDeath } from '#lib/people/server/residence.ts';
import { addDays } from '#lib/shared/dates.ts';
import { newId } from '#lib/shared/ids.ts';
import { FALL_REASONS } from '#lib/territory/events.ts';
import { splitBefore } from '#lib/territory/server/group-changes.ts';
import { listGroups } from '#lib/territory/server/groups.ts';
import { decideDeclaration, findWaitingFall } from '#lib/territory/server/declarations.ts';
import { declarePopulation, mergeGroups, splitGroup } from '#lib/territory/server/population.ts';
import { testDatabase, type TestDatabase } from '#tests/database.ts';
import { foldedRows } from '#tests/folded-rows.ts';
import { actorWith, makeWorld, settle, takeTest, type Commune, type World } from '#tests/world.ts';

/** How many random histories; `npm run test:full` asks for more. Each goes on where the one before ended. */
const runs = Number(process.env['FULL'] ? 12 : 2);
const START = '2026-11-20';

let database: TestDatabase;
let world: World;
let day = 0;
const living: string[] = [];
const tested = new Set<string>();

beforeAll(async () => {
	database = await testDatabase();
	world = await makeWorld(database.db);
});
afterAll(() => database.close());

const KINDS = [
	'birth',
	'birth',
	'test',
	'move',
	'death',
	'declare',
	'declare',
	'decide',
	'merge',
	'split',
	'assign'
] as const;
const step = fc.record({
	kind: fc.constantFrom(...KINDS),
	far: fc.boolean(),
	one: fc.nat(20),
	other: fc.nat(20),
	adults: fc.integer({ min: 20, max: 90 })
});
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** Does one random thing as its officer would, on a day of its own. */
async function live({ kind, far, one, other, adults }: Step): Promise<void> {
	const { db, cuaNam, thanhBa } = world;
	day += 1;
	const now = new Date(`${addDays(START, day)}T05:00:00Z`);
	const on = addDays(START, day);
	const commune = far ? thanhBa : cuaNam;
	const groups = (await listGroups(db, commune.wardCode, on)).filter(({ validFrom }) => validFrom < on);
	const group = groups[one % groups.length];
	const next = groups[other % groups.length];
	const personId = living[one % Math.max(1, living.length)];
	if (!group || !next) return;
	const event = { eventId: newId(now) };
	const named = (word: string) => ({ id: newId(now), name: `${word} ${day}`, kind: 'tổ' });

	if (kind === 'birth')
		living.push(await settle(world, { ...commune, groups: [group.id, next.id] } as Commune, {}, now));
	if (kind === 'test' && personId && !tested.has(personId)) {
		await takeTest(world, personId, { door: 'whole', standard: world.standard.id }, {}, now);
		tested.add(personId);
	}
	if (kind === 'move' && personId) {
		await record(db, commune.officer, moveResidence, { ...event, personId, toGroupId: group.id, on }, now);
	}
	if (kind === 'death' && personId) {
		await record(db, actorWith('ward_officer', 'vn'), recordDeath, { ...event, personId, on }, now);
		living.splice(living.indexOf(personId), 1);
	}
	if (kind === 'declare') {
		const reason = FALL_REASONS[one % FALL_REASONS.length] ?? null;
		const numbers = { ageFrom: 18, resident: adults, lodging: one, away: other, asOf: on, reason };
		await record(db, commune.officer, declarePopulation, { ...event, groupId: group.id, ...numbers }, now);
	}
	const waiting = kind === 'decide' ? await findWaitingFall(db, group.id) : null;
	if (waiting) {
		const decision = { ...event, groupId: group.id, declaration: waiting.eventId, accepted: far };
		await record(db, actorWith('ward_officer', 'vn', now), decideDeclaration, decision, now);
	}
	if (kind === 'merge' && group !== next) {
		const merge = { ...event, from: [group.id, next.id], into: named('Tổ gộp'), on };
		await record(db, commune.officer, mergeGroups, merge, now);
	}
	if (kind === 'split') {
		const into = [named('Tổ trên'), named('Tổ dưới')];
		const split = { ...event, from: group.id, holding: named('Chưa phân tổ'), into, on };
		await record(db, commune.officer, splitGroup, split, now);
	}
	for (const held of kind === 'assign' ? groups : []) {
		if (held === next || (await splitBefore(db, held.id)) === null) continue;
		const { people } = await listWaiting(db, commune.officer, held.id, now);
		const half = people.slice(0, 1 + Math.trunc(people.length / 2)).map((person) => person.personId);
		const assignment = { eventId: newId(now), groupId: held.id, toGroupId: next.id, people: half };
		await record(db, commune.officer, assignResidents, assignment, now);
	}
}

const COUNTS = ['adults', 'assessed', 'attained', 'witnessed'] as const;

/** Every number of a place is the sum of its parts', down to the groups. */
async function expectSums(code: string, asOf: string): Promise<Figure> {
	const figure = await readFigure(world.db, code, world.standard, asOf);
	for (const of of COUNTS) {
		const parts = figure.parts.reduce((sum, part) => sum + (part[of] ?? 0), 0);
		expect({ code, asOf, of, whole: figure[of] ?? 0 }).toEqual({ code, asOf, of, whole: parts });
	}
	for (const of of ['groups', 'assessed', 'attained'] as const) {
		const parts = figure.parts.reduce((sum, part) => sum + part.undeclared[of], 0);
		expect({ code, asOf, of: `undeclared ${of}`, whole: figure.undeclared[of] }).toEqual({
			...{ code, asOf, of: `undeclared ${of}`, whole: parts }
		});
	}
	return figure;
}

test(
	'after random births, moves, deaths, declarations, merges, splits and assignments parts add up at every level and date',
	{ timeout: 240_000 },
	async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(step, { minLength: 18, maxLength: 26 }), async (steps) => {
				const before = day;
				for (const one of steps) await live(one);
				for (let n = before; n <= day; n += 6) {
					for (const code of ['vn', '01', '25', world.cuaNam.wardCode, world.thanhBa.wardCode]) {
						await expectSums(code, addDays(START, n));
					}
				}
				const rows = await foldedRows(world.db);
				await rebuild(world.db);
				expect(await foldedRows(world.db)).toEqual(rows);
			}),
			{ numRuns: runs, endOnFailure: true }
		);
	}
);
