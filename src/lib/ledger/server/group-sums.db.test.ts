import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { live, randomDaysIn, START, step, type RandomDays } from '#lib/ledger/server/random-days.fixture.ts';
import { rebuild } from '#lib/ledger/server/rebuild.ts';
import type { Figure } from '#lib/literacy/figure.ts';
import { readFigure } from '#lib/literacy/server/figure.ts';
import { addDays } from '#lib/shared/dates.ts';
import { testDatabase, type TestDatabase } from '#tests/database.ts';
import { foldedRows } from '#tests/folded-rows.ts';
import { makeWorld, type World } from '#tests/world.ts';

/** How many random histories; `npm run test:full` asks for more. Each goes on where the one before ended. */
const runs = Number(process.env['FULL'] ? 12 : 2);

let database: TestDatabase;
let world: World;
let days: RandomDays;

beforeAll(async () => {
	database = await testDatabase();
	world = await makeWorld(database.db);
	days = randomDaysIn(world);
});
afterAll(() => database.close());

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
				const before = days.day;
				for (const one of steps) await live(days, one);
				for (let n = before; n <= days.day; n += 6) {
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
