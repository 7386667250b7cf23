import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
	live,
	randomDaysIn,
	START,
	stepOrCorrection,
	type RandomDays
} from '#lib/ledger/server/random-days.fixture.ts';
import { record } from '#lib/ledger/server/record.ts';
import { readUncorrected } from '#lib/ledger/server/uncorrected.ts';
import {
	ADULT_TERMS,
	addBridges,
	adultsOf,
	correctedBy,
	noBridge,
	sumOf,
	TERMS,
	type Bridge
} from '#lib/literacy/bridge.ts';
import { listBridgeGroups } from '#lib/literacy/server/bridge-adults.ts';
import { listBridgePeople, readBridges } from '#lib/literacy/server/bridge.ts';
import { findGroupFigure, readFigure } from '#lib/literacy/server/figure.ts';
import type { Figure } from '#lib/literacy/figure.ts';
import { voidResult } from '#lib/learning/server/corrections.ts';
import { correctBirthYear } from '#lib/people/server/corrections.ts';
import { addDays, type Day } from '#lib/shared/dates.ts';
import { isId, newId } from '#lib/shared/ids.ts';
import { testDatabase, type TestDatabase } from '#tests/database.ts';
import { makeWorld, mergeTwo, settle, takeTest, type World } from '#tests/world.ts';

const runs = Number(process.env['FULL'] ? 12 : 2);
/** What many histories hold. */
const OFTEN = ['attained', 'merged_out', 'corrected_out', 'declared_anew', 'newly_declared', 'regrouped'];
const PROVINCES = ['01', '25'];

let database: TestDatabase;
let world: World;
let days: RandomDays;
/** what the figures said when each day closed */
const printed = new Map<Day, Map<string, number>>();
const met = new Set<string>();

beforeAll(async () => {
	database = await testDatabase();
	world = await makeWorld(database.db);
	days = randomDaysIn(world);
	const begun = { far: false, one: 0, other: 1, adults: 60 };
	for (const far of [false, true]) {
		for (let n = 0; n < 8; n += 1) await live(days, { ...begun, kind: 'birth', far, one: n, other: n + 1 });
	}
	for (let n = 0; n < 8; n += 1) await live(days, { ...begun, kind: 'test', one: 2 * n });
});
afterAll(() => database.close());

const wards = () => [world.cuaNam.wardCode, world.thanhBa.wardCode];
const allFigures = (figure: Figure): Figure[] => [figure, ...figure.parts.flatMap(allFigures)];

/** The figures of the country, provinces, wards and groups of the two communes on a day, as known now. */
async function figuresOn(day: Day): Promise<Map<string, Figure>> {
	const country = await readFigure(world.db, 'vn', world.standard, day);
	const [one, other] = await Promise.all(wards().map((code) => readFigure(world.db, code, world.standard, day)));
	const all = [...allFigures(country), ...(one?.parts ?? []), ...(other?.parts ?? [])];
	return new Map(all.map((figure) => [figure.place.code, figure]));
}

async function bridgesOf(place: string, from: Day, to: Day) {
	const { standard, db } = world;
	const uncorrected = await readUncorrected(db, { place, standard, from });
	const span = { place, standard, from, to, uncorrected };
	return { span, bridges: await readBridges(db, span) };
}

async function expectBridge(code: string, bridge: Bridge, from: Day, to: Day): Promise<void> {
	const figureOn = (day: Day) =>
		isId(code) ? findGroupFigure(world.db, code, world.standard, day) : readFigure(world.db, code, world.standard, day);
	const [before, after] = [await figureOn(from), await figureOn(to)];
	const stood = printed.get(from)?.get(code) ?? 0;
	const what = { code, from, to };
	expect({ ...what, people: sumOf(bridge.people) }).toEqual({ ...what, people: (after?.attained ?? 0) - stood });
	expect({ ...what, corrected: correctedBy(bridge.people) }).toEqual({
		...what,
		corrected: (before?.attained ?? 0) - stood
	});
	const adults = (after?.adults ?? 0) - (before?.adults ?? 0);
	expect({ ...what, adults: adultsOf(bridge.adults) }).toEqual({ ...what, adults });
	for (const term of TERMS) if (bridge.people[term] > 0) met.add(term);
	for (const term of ADULT_TERMS) if (bridge.adults[term] !== 0) met.add(term);
}

test(
	'after random lives, declarations, merges, splits and corrections the terms of people and of adults add up at every level',
	{ timeout: 240_000 },
	async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(stepOrCorrection, { minLength: 24, maxLength: 32 }), async (steps) => {
				const first = days.day + 1;
				for (const one of steps) {
					await live(days, one);
					const day = addDays(START, days.day);
					const figures = await figuresOn(day);
					printed.set(day, new Map([...figures].map(([code, { attained }]) => [code, attained])));
				}
				const to = addDays(START, days.day);
				for (const from of [first, first + 7, first + 15].map((count) => addDays(START, count))) {
					const { bridges: provinces } = await bridgesOf('vn', from, to);
					await expectBridge('vn', addBridges(provinces.values()), from, to);
					for (const code of PROVINCES) {
						await expectBridge(code, provinces.get(code) ?? noBridge(), from, to);
						const { bridges: within } = await bridgesOf(code, from, to);
						await expectBridge(code, addBridges(within.values()), from, to);
						for (const ward of wards()) {
							const { span, bridges } = await bridgesOf(ward, from, to);
							const own = bridges.get(ward) ?? noBridge();
							await expectBridge(ward, own, from, to);
							if (within.has(ward)) expect(within.get(ward)).toEqual(own);
							for (const term of TERMS) {
								expect({ term, people: (await listBridgePeople(world.db, span, term, 1)).total }).toEqual({
									...{ term, people: own.people[term] }
								});
							}
							for (const term of ADULT_TERMS) {
								const { groups } = await listBridgeGroups(world.db, span, term, 1);
								const sum = groups.reduce((all, { before, after }) => all + (after ?? 0) - (before ?? 0), 0);
								expect({ term, sum }).toEqual({ term, sum: own.adults[term] });
							}
						}
					}
					const groups = [...(await figuresOn(from)).keys(), ...(await figuresOn(to)).keys()].filter(isId);
					for (const group of new Set(groups)) {
						const { bridges } = await bridgesOf(group, from, to);
						await expectBridge(group, bridges.get(group) ?? noBridge(), from, to);
					}
				}
			}),
			{ numRuns: runs, endOnFailure: true }
		);
		if (process.env['FULL']) expect([...met]).toEqual(expect.arrayContaining(OFTEN));
	}
);

test('who was counted twice, and whose result or year of birth was wrong, stand in lists of their own', async () => {
	const own = await testDatabase();
	const world = await makeWorld(own.db);
	const { cuaNam, standard } = world;
	const [from, to] = ['2026-11-20', '2026-11-25'];
	const later = new Date('2026-11-24T05:00:00Z');
	const whole = { door: 'whole', standard: standard.id } as const;
	const attained: string[] = [];
	const results: string[] = [];
	for (const birthYear of [1951, 1952, 1953, 1954]) {
		const personId = await settle(world, cuaNam, { birthYear });
		attained.push(personId);
		results.push((await takeTest(world, personId, whole)).submissionId);
	}
	const [one, twin, voided, young] = attained as [string, string, string, string];
	const stood = await readFigure(own.db, cuaNam.wardCode, standard, from);
	await mergeTwo(world, cuaNam, one, twin, later);
	const voiding = {
		eventId: newId(later),
		personId: voided,
		resultId: results[2] ?? '',
		reason: 'technical_fault' as const
	};
	await record(own.db, cuaNam.officer, voidResult, voiding, later);
	const correction = { eventId: newId(later), personId: young, birthYear: 2012 };
	await record(own.db, cuaNam.officer, correctBirthYear, correction, later);

	const asked = { place: cuaNam.wardCode, standard, from, to };
	const span = { ...asked, uncorrected: await readUncorrected(own.db, asked) };
	const people = (await readBridges(own.db, span)).get(cuaNam.wardCode)?.people ?? noBridge().people;
	expect(stood.attained).toBe(4);
	expect((await readFigure(own.db, cuaNam.wardCode, standard, from)).attained).toBe(1);
	expect(people).toEqual({ ...noBridge().people, merged_out: 1, corrected_out: 2 });
	const listed = async (term: 'merged_out' | 'corrected_out') =>
		(await listBridgePeople(own.db, span, term, 1)).people.map(({ personId }) => personId).sort();
	expect(await listed('merged_out')).toEqual([twin]);
	expect(await listed('corrected_out')).toEqual([voided, young].sort());

	// Asked from a day after the corrections, they are no step any more; nor are they one of another ward.
	const since = { ...asked, from: '2026-11-24' };
	expect(await readUncorrected(own.db, since)).toEqual({ touched: [], counted: [] });
	expect(await readUncorrected(own.db, { ...asked, place: world.thanhBa.wardCode })).toEqual({
		touched: [],
		counted: []
	});
	await own.close();
});
