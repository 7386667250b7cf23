import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from 'drizzle-orm';
import { addBridges, adultsOf, LOSSES, noBridge, sumOf } from '#lib/literacy/bridge.ts';
import { listBridgeGroups } from '#lib/literacy/server/bridge-adults.ts';
import { listBridgePeople, readBridges } from '#lib/literacy/server/bridge.ts';
import { readFigure } from '#lib/literacy/server/figure.ts';
import { CUA_NAM, NOW, rowsIn, STANDARD } from '#lib/literacy/server/figures.fixture.ts';
import { groupTallies, literacyStatuses } from '#lib/literacy/server/schema.ts';
import { readTrends } from '#lib/literacy/server/trend.ts';
import { tallyChangesOf } from '#lib/literacy/tally.ts';
import { people, residences } from '#lib/people/server/schema.ts';
import { addDays, type Day } from '#lib/shared/dates.ts';
import { newId } from '#lib/shared/ids.ts';
import { ADULT_AGES } from '#lib/territory/age-rule.ts';
import { storePlaces } from '#lib/territory/server/places.ts';
import { testDatabase, type TestDatabase } from '#tests/database.ts';

const NEIGHBOUR = '00091';
const FIRST = '2026-01-01';
const NOTHING_CORRECTED = { uncorrected: { touched: [], counted: [] } };

let database: TestDatabase;
beforeAll(async () => {
	database = await testDatabase();
	await storePlaces(database.db);
});
afterAll(() => database.close());

interface Resident {
	birthYear: number;
	diedOn?: Day | null;
	attained: Day | null;
	/** where she lived in turn: group, since when, confirmed after how many days or never */
	homes: { groupId: string; from: Day; confirmedAfter: number | null }[];
}

/** A person's rows and the tallies that the fold would have written with them. */
async function settleIn(
	db: TestDatabase['db'],
	{ birthYear, diedOn = null, attained, homes }: Resident
): Promise<void> {
	const id = newId(NOW);
	const lived = homes.map(({ groupId, from, confirmedAfter }, n) => ({
		groupId,
		from,
		to: homes[n + 1]?.from ?? null,
		confirmedOn: confirmedAfter === null ? null : addDays(from, confirmedAfter),
		confirmedBy: confirmedAfter === null ? null : 'officer'
	}));
	await db.insert(people).values({ id, birthYear, diedOn });
	if (lived.length > 0) await db.insert(residences).values(lived.map((residence) => ({ personId: id, ...residence })));
	if (attained === null) return;
	const status = { standard: STANDARD.id, assessedDay: attained, attainedDay: attained, witnessedDay: null };
	const whole = { ...status, version: 1, evidence: [] };
	await db.insert(literacyStatuses).values({ personId: id, ...whole });
	const life = { birthYear, diedOn, erasedOn: null, residences: lived };
	for (const change of tallyChangesOf(life, [whole], () => STANDARD.ageFrom)) {
		await db
			.insert(groupTallies)
			.values(change)
			.onConflictDoUpdate({
				target: [groupTallies.groupId, groupTallies.standard, groupTallies.day, groupTallies.ageFrom],
				set: {
					assessed: sql`group_tallies.assessed + excluded.assessed`,
					attained: sql`group_tallies.attained + excluded.attained`
				}
			});
	}
}

const inTurn = <T>(act: (db: TestDatabase['db']) => Promise<T>) =>
	database.db
		.transaction(async (tx) => {
			await act(tx as unknown as TestDatabase['db']);
			throw new Error('done');
		})
		.catch((end: Error) => {
			if (end.message !== 'done') throw end;
		});

const day = fc.integer({ min: 0, max: 330 }).map((count) => addDays(FIRST, count));
const resident = fc.record({
	birthYear: fc.oneof(fc.integer({ min: 1950, max: 2010 }), fc.integer({ min: 2007, max: 2012 })),
	diedOn: fc.option(day, { freq: 6 }),
	attained: fc.option(day, { freq: 3 }),
	homes: fc
		.uniqueArray(fc.tuple(day, fc.nat(4), fc.option(fc.nat(60), { freq: 4 })), { selector: ([on]) => on, maxLength: 3 })
		.map((homes) => homes.toSorted(([a], [b]) => (a < b ? -1 : 1)))
});

test('the terms of a bridge add up to the difference of the two figures, at every level', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.array(resident, { minLength: 5, maxLength: 25 }),
			fc.array(fc.option(day, { freq: 3 }), { minLength: 5, maxLength: 5 }),
			day,
			day,
			fc.boolean(),
			fc.constantFrom(...ADULT_AGES),
			(residents, declared, one, other, merged, ageFrom) =>
				inTurn(async (db) => {
					const rows = rowsIn(db);
					const ended = merged ? '2026-06-01' : null;
					const ids = [
						await rows.group(CUA_NAM, 'Tổ 1', { to: ended ?? undefined }),
						await rows.group(CUA_NAM, 'Tổ 2'),
						await rows.group(CUA_NAM, 'Tổ 3', { from: ended ?? undefined }),
						await rows.group(NEIGHBOUR, 'Tổ 1'),
						await rows.group(NEIGHBOUR, 'Tổ 2')
					];
					if (ended) await rows.succeed(ids[0] ?? '', ids[2] ?? '', ended);
					for (const [n, asOf] of declared.entries()) if (asOf) await rows.declare(ids[n] ?? '', 50, { asOf, ageFrom });
					for (const { homes, ...person } of residents) {
						const lived = homes.map(([from, n, confirmedAfter]) => ({ groupId: ids[n] ?? '', from, confirmedAfter }));
						await settleIn(db, { ...person, homes: lived });
					}

					const [from, to] = [one, other].sort() as [Day, Day];
					const standard = { ...STANDARD, ageFrom };
					const span = { standard, from, to, ...NOTHING_CORRECTED };
					const country = await readBridges(db, { ...span, place: 'vn' });
					const province = await readBridges(db, { ...span, place: '01' });
					expect(country.get('01') ?? noBridge()).toMatchObject({ adults: addBridges(province.values()).adults });
					for (const place of [CUA_NAM, NEIGHBOUR]) {
						const before = await readFigure(db, place, standard, from);
						const after = await readFigure(db, place, standard, to);
						const bridge = (await readBridges(db, { ...span, place })).get(place) ?? noBridge();
						expect(sumOf(bridge.people)).toBe(after.attained - before.attained);
						expect(adultsOf(bridge.adults)).toBe((after.adults ?? 0) - (before.adults ?? 0));
						expect(province.get(place) ?? noBridge()).toEqual(bridge);

						for (const part of after.parts) {
							const own = (await readBridges(db, { ...span, place: part.place.code })).get(part.place.code);
							const then = before.parts.find(({ place }) => place.code === part.place.code);
							expect(sumOf((own ?? noBridge()).people)).toBe(part.attained - (then?.attained ?? 0));
							const trends = await readTrends(db, place, standard, to);
							if (part.adults !== null) {
								expect(trends.attained.get(part.place.code)?.at(-1) ?? 0).toBe(part.attained);
							}
						}
					}
				})
		),
		{ numRuns: 12 }
	);
}, 60_000);

test('each term lists whom it counts: who attained, moved in or out, or died', () =>
	inTurn(async (db) => {
		const rows = rowsIn(db);
		const [here, there] = [await rows.group(CUA_NAM, 'Tổ 1'), await rows.group(NEIGHBOUR, 'Tổ 1')];
		await rows.declare(here, 100, { asOf: '2026-01-02' });
		const home = { groupId: here, from: FIRST, confirmedAfter: 0 };
		const before = '2026-02-01';
		const during = '2026-04-10';
		await settleIn(db, { birthYear: 1960, attained: before, homes: [home] });
		await settleIn(db, { birthYear: 1961, attained: during, homes: [home] });
		await settleIn(db, { birthYear: 1962, attained: before, diedOn: during, homes: [home] });
		const away = { groupId: there, from: during, confirmedAfter: 0 };
		await settleIn(db, { birthYear: 1963, attained: before, homes: [home, away] });
		await settleIn(db, {
			birthYear: 1964,
			attained: before,
			homes: [
				{ ...away, from: FIRST },
				{ ...home, from: during }
			]
		});
		await settleIn(db, { birthYear: 1965, attained: before, homes: [{ ...home, confirmedAfter: 100 }] });

		const span = { place: CUA_NAM, standard: STANDARD, from: '2026-03-01', to: '2026-05-01', ...NOTHING_CORRECTED };
		expect(sumOf((await readBridges(db, span)).get(CUA_NAM)?.people ?? noBridge().people)).toBe(1);
		const born: Record<string, number[]> = {};
		for (const term of ['attained', 'moved_in', 'confirmed', ...LOSSES] as const) {
			born[term] = (await listBridgePeople(db, span, term, 1)).people.map(({ birthYear }) => birthYear);
		}
		expect(born).toEqual({
			attained: [1961],
			moved_in: [1964],
			confirmed: [1965],
			died: [1962],
			moved_out: [1963],
			merged_out: [],
			corrected_out: [],
			group_undeclared: [],
			other_out: []
		});
	}));

test('each term of the denominator lists its groups with both declarations and their days', () =>
	inTurn(async (db) => {
		const rows = rowsIn(db);
		const change = '2026-04-10';
		const anew = await rows.group(CUA_NAM, 'Tổ 1');
		const first = await rows.group(CUA_NAM, 'Tổ 2');
		const [one, other] = [
			await rows.group(CUA_NAM, 'Tổ 3', { to: change }),
			await rows.group(CUA_NAM, 'Tổ 4', { to: change })
		];
		const merged = await rows.group(CUA_NAM, 'Tổ 5', { from: change });
		const closed = await rows.group(CUA_NAM, 'Tổ 6', { to: change });
		await rows.declare(anew, 100, { asOf: '2026-01-02' });
		await rows.declare(anew, 90, { asOf: '2026-04-02' });
		await rows.declare(first, 70, { asOf: '2026-04-03' });
		await rows.declare(one, 20, { asOf: '2026-01-04' });
		await rows.declare(other, 30, { asOf: '2026-01-05' });
		await rows.declare(merged, 55, { asOf: '2026-04-20' });
		await rows.declare(closed, 40, { asOf: '2026-01-06' });
		for (const part of [one, other]) await rows.succeed(part, merged, change);

		const span = { place: CUA_NAM, standard: STANDARD, from: '2026-03-01', to: '2026-05-01', ...NOTHING_CORRECTED };
		const bridge = (await readBridges(db, span)).get(CUA_NAM);
		expect(bridge?.adults).toEqual({ declared_anew: -10, newly_declared: 70, regrouped: 5, ended: -40, other: 0 });
		expect((await listBridgeGroups(db, span, 'declared_anew', 1)).groups).toMatchObject([
			{ groupId: anew, before: 100, beforeOn: '2026-01-02', after: 90, afterOn: '2026-04-02', parts: [] }
		]);
		expect((await listBridgeGroups(db, span, 'regrouped', 1)).groups).toMatchObject([
			{ groupId: merged, before: 50, beforeOn: '2026-01-04', after: 55, afterOn: '2026-04-20', parts: ['Tổ 3', 'Tổ 4'] }
		]);
		expect((await listBridgeGroups(db, span, 'ended', 1)).groups).toMatchObject([
			{ groupId: closed, before: 40, after: null, afterOn: null }
		]);
		expect((await listBridgeGroups(db, { ...span, place: '01' }, 'newly_declared', 1)).groups).toMatchObject([
			{ groupId: first, wardCode: CUA_NAM, before: null, after: 70 }
		]);
	}));
