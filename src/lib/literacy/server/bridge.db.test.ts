import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from 'drizzle-orm';
import { LOSSES, sumOf } from '#lib/literacy/bridge.ts';
import { listBridgePeople, readBridges } from '#lib/literacy/server/bridge.ts';
import { readFigure } from '#lib/literacy/server/figure.ts';
import { CUA_NAM, NOW, rowsIn, STANDARD } from '#lib/literacy/server/figures.fixture.ts';
import { groupTallies, literacyStatuses } from '#lib/literacy/server/schema.ts';
import { readTrends } from '#lib/literacy/server/trend.ts';
import { tallyChangesOf } from '#lib/literacy/tally.ts';
import { people, residences } from '#lib/people/server/schema.ts';
import { addDays, type Day } from '#lib/shared/dates.ts';
import { newId } from '#lib/shared/ids.ts';
import { storePlaces } from '#lib/territory/server/places.ts';
import { testDatabase, type TestDatabase } from '#tests/database.ts';

const NEIGHBOUR = '00091';
const FIRST = '2026-01-01';

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
				target: [groupTallies.groupId, groupTallies.standard, groupTallies.day],
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
	birthYear: fc.integer({ min: 1950, max: 2010 }),
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
			(residents, declared, one, other, merged) =>
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
					for (const [n, asOf] of declared.entries()) if (asOf) await rows.declare(ids[n] ?? '', 50, { asOf });
					for (const { homes, ...person } of residents) {
						const lived = homes.map(([from, n, confirmedAfter]) => ({ groupId: ids[n] ?? '', from, confirmedAfter }));
						await settleIn(db, { ...person, homes: lived });
					}

					const [from, to] = [one, other].sort() as [Day, Day];
					const province = await readBridges(db, { place: '01', standard: STANDARD, from, to });
					for (const place of [CUA_NAM, NEIGHBOUR]) {
						const before = await readFigure(db, place, STANDARD, from);
						const after = await readFigure(db, place, STANDARD, to);
						const span = { place, standard: STANDARD, from, to };
						const bridge = (await readBridges(db, span)).get(place);
						expect(bridge?.before ?? 0).toBe(before.attained);
						expect(bridge?.after ?? 0).toBe(after.attained);
						if (bridge) expect(sumOf(bridge.terms)).toBe(after.attained - before.attained);
						expect(province.get(place)).toEqual(bridge);

						for (const part of after.parts) {
							const own = (await readBridges(db, { ...span, place: part.place.code })).get(part.place.code);
							const then = before.parts.find(({ place }) => place.code === part.place.code);
							expect(own ? sumOf(own.terms) : 0).toBe(part.attained - (then?.attained ?? 0));
							const trends = await readTrends(db, place, STANDARD, to);
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

		const span = { place: CUA_NAM, standard: STANDARD, from: '2026-03-01', to: '2026-05-01' };
		const bridge = (await readBridges(db, span)).get(CUA_NAM);
		expect(bridge).toMatchObject({ before: 3, after: 4 });
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
			group_undeclared: [],
			other_out: []
		});
	}));
