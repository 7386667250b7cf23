import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { addSums, NOTHING, type Figure, type Sums } from '#lib/literacy/figure.ts';
import { findGroupFigure, readFigure } from '#lib/literacy/server/figure.ts';
import { CUA_NAM, rowsIn, STANDARD, THANH_BA, TODAY } from '#lib/literacy/server/figures.fixture.ts';
import { groupTallies } from '#lib/literacy/server/schema.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { addDays, type Day } from '#lib/shared/dates.ts';
import { storePlaces } from '#lib/territory/server/places.ts';
import { groupSuccessions, populationCounts, residentialGroups } from '#lib/territory/server/schema.ts';
import { testDatabase, type TestDatabase } from '#tests/database.ts';

let world: TestDatabase;
let db: Db;
let rows: ReturnType<typeof rowsIn>;

beforeAll(async () => {
	world = await testDatabase();
	db = world.db;
	rows = rowsIn(db);
	await storePlaces(db);
});
afterAll(() => world.close());
beforeEach(clear);

async function clear() {
	for (const table of [groupTallies, populationCounts, groupSuccessions, residentialGroups]) await db.delete(table);
}

const read = (code: string, asOf: Day = TODAY) => readFigure(db, code, STANDARD, asOf);
const names = (figure: Figure) => figure.parts.map((part) => part.place.name);

describe('the figure of a ward', () => {
	test('sums its groups and then divides, and puts nobody of another ward in it', async () => {
		const [one, two] = [await rows.group(CUA_NAM, 'Tổ 2'), await rows.group(CUA_NAM, 'Tổ 10')];
		const other = await rows.group(THANH_BA, 'Khu 1');
		await rows.declare(one, 400, { lodging: 50, away: 30, asOf: '2026-11-12' });
		await rows.declare(two, 100);
		await rows.declare(other, 1000);
		await rows.tally(one, '2026-11-01', [120, 100, 60]);
		await rows.tally(one, '2026-11-10', [20, 10, 0]);
		await rows.tally(two, '2026-11-05', [50, 40, 40]);
		await rows.tally(other, '2026-11-05', [900, 900, 900]);

		const figure = await read(CUA_NAM);
		expect(figure).toMatchObject({
			place: { code: CUA_NAM, name: 'Cửa Nam', kind: 'phuong' },
			standard: 'ky-nang-so-thiet-yeu',
			ageFrom: 18,
			asOf: TODAY,
			groups: { declared: 2, all: 2 },
			adults: 500,
			assessed: 190,
			attained: 150,
			witnessed: 100,
			unknown: 310,
			rate: 0.3,
			witnessedRate: 0.2,
			doubt: null,
			undeclared: { groups: 0, assessed: 0, attained: 0 }
		});
		expect(names(figure)).toEqual(['Tổ 2', 'Tổ 10']);
		expect(figure.parts[0]).toMatchObject({
			place: { code: one, kind: 'tổ dân phố' },
			adults: 400,
			attained: 110,
			rate: 0.275,
			declaration: { asOf: '2026-11-12', source: 'head', ageFrom: 18, resident: 350, lodging: 50, away: 30 }
		});
		expect(await read(THANH_BA)).toMatchObject({ adults: 1000, attained: 900, rate: 0.9 });
		expect(await findGroupFigure(db, one, STANDARD, TODAY)).toEqual(figure.parts[0]);
	});

	test('counts a standard of its own only', async () => {
		const one = await rows.group(CUA_NAM, 'Tổ 1');
		await rows.declare(one, 100);
		await rows.tally(one, '2026-11-01', [9, 9, 9], { standard: 'another-standard' });
		expect(await read(CUA_NAM)).toMatchObject({ assessed: 0, attained: 0, rate: 0 });
	});

	test('keeps groups without a declaration beside the rate, as counts, never as zero adults', async () => {
		const [declared, silent] = [await rows.group(CUA_NAM, 'Tổ 1'), await rows.group(CUA_NAM, 'Tổ 2')];
		await rows.declare(declared, 100);
		await rows.tally(declared, '2026-11-01', [20, 10, 5]);
		await rows.tally(silent, '2026-11-01', [8, 7, 6]);
		const figure = await read(CUA_NAM);
		expect(figure).toMatchObject({
			groups: { declared: 1, all: 2 },
			adults: 100,
			attained: 10,
			rate: 0.1,
			undeclared: { groups: 1, assessed: 8, attained: 7 },
			doubt: 'coverage'
		});
		expect(figure.parts[1]).toMatchObject({
			adults: null,
			unknown: null,
			rate: null,
			attained: 0,
			doubt: 'no_denominator'
		});
		expect(figure.parts[1]?.undeclared).toEqual({ groups: 1, assessed: 8, attained: 7 });
	});

	test('takes no denominator counted by another age rule, however new, but an older one by its own', async () => {
		const one = await rows.group(CUA_NAM, 'Tổ 1');
		await rows.declare(one, 130, { ageFrom: 15, asOf: '2026-11-01' });
		expect(await read(CUA_NAM)).toMatchObject({ adults: null, rate: null, doubt: 'no_denominator' });
		expect((await read(CUA_NAM)).parts[0]?.declaration).toMatchObject({ ageFrom: 15 });
		await rows.declare(one, 100, { asOf: '2026-03-01' });
		expect(await read(CUA_NAM)).toMatchObject({ adults: 100, doubt: null });
	});

	test('is grey when fewer than four in five groups have a declaration of the last twelve months', async () => {
		const groups = await Promise.all([1, 2, 3, 4, 5].map((n) => rows.group(CUA_NAM, `Tổ ${n}`)));
		for (const group of groups.slice(0, 4)) await rows.declare(group, 100, { asOf: '2025-12-01' });
		expect(await read(CUA_NAM)).toMatchObject({ groups: { declared: 4, all: 5 }, doubt: null, rate: 0 });
		expect(await read(CUA_NAM, '2026-12-01')).toMatchObject({ fresh: 4, doubt: null });
		expect(await read(CUA_NAM, '2026-12-02')).toMatchObject({ fresh: 0, doubt: 'stale', rate: 0 });
	});

	test('is grey where one group in ten has declared, and so is its province, however many attained', async () => {
		const groups = await Promise.all(Array.from({ length: 10 }, (_, n) => rows.group(CUA_NAM, `Tổ ${n + 1}`)));
		await rows.declare(groups[0] ?? '', 100);
		for (const group of groups) await rows.tally(group, '2026-11-01', [90, 90, 90]);
		for (const place of [CUA_NAM, '01']) {
			expect(await read(place)).toMatchObject({ adults: 100, attained: 90, doubt: 'coverage' });
		}
	});

	test('without groups is one group that has not declared', async () => {
		const figure = await read(CUA_NAM);
		expect(figure).toMatchObject({
			groups: { declared: 0, all: 1 },
			adults: null,
			rate: null,
			doubt: 'no_denominator',
			bare: 1
		});
		expect(figure.parts).toEqual([]);
		const province = await read('01');
		expect(province.parts.find((part) => part.place.code === CUA_NAM)).toEqual({ ...figure, parts: [] });

		// A group that is silent counts the same, and is told apart.
		await rows.group(CUA_NAM, 'Tổ 1');
		expect(await read(CUA_NAM)).toMatchObject({ groups: { declared: 0, all: 1 }, doubt: 'no_denominator', bare: 0 });
		expect((await read('01')).bare).toBe(province.bare - 1);
	});

	test('shows a numerator above its denominator as the error it is', async () => {
		const one = await rows.group(CUA_NAM, 'Tổ 1');
		await rows.declare(one, 10);
		await rows.tally(one, '2026-11-01', [12, 11, 0]);
		expect(await read(CUA_NAM)).toMatchObject({ attained: 11, adults: 10, doubt: 'numerator_above_denominator' });
	});
});

describe('as of an earlier day', () => {
	test('only what had happened and was declared by then counts', async () => {
		const one = await rows.group(CUA_NAM, 'Tổ 1', { from: '2026-01-01' });
		await rows.declare(one, 100, { asOf: '2026-02-01' });
		await rows.declare(one, 120, { asOf: '2026-06-01' });
		await rows.tally(one, '2026-03-01', [10, 5, 0]);
		await rows.tally(one, '2026-05-01', [10, 5, 5]);
		await rows.tally(one, '2026-05-10', [-1, -1, 0]);
		expect(await read(CUA_NAM, '2025-12-31')).toMatchObject({ groups: { all: 1 }, parts: [] });
		expect(await read(CUA_NAM, '2026-01-31')).toMatchObject({ adults: null, attained: 0 });
		expect(await read(CUA_NAM, '2026-03-01')).toMatchObject({ adults: 100, attained: 5, rate: 0.05 });
		expect(await read(CUA_NAM, '2026-05-09')).toMatchObject({ adults: 100, attained: 10 });
		expect(await read(CUA_NAM, '2026-05-31')).toMatchObject({ adults: 100, attained: 9 });
		expect(await read(CUA_NAM, '2026-06-01')).toMatchObject({ adults: 120, attained: 9 });
	});

	test('a merged group stands for the ended ones from its first day, with their people and its own denominator', async () => {
		const [a, b] = [
			await rows.group(CUA_NAM, 'Tổ 1', { to: '2026-09-01' }),
			await rows.group(CUA_NAM, 'Tổ 2', { to: '2026-09-01' })
		];
		const merged = await rows.group(CUA_NAM, 'Tổ 1 mới', { from: '2026-09-01' });
		for (const from of [a, b]) await rows.succeed(from, merged, '2026-09-01');
		for (const group of [a, b]) await rows.declare(group, 100, { asOf: '2026-03-01' });
		await rows.declare(merged, 200, { asOf: '2026-09-01', source: 'merged' });
		await rows.tally(a, '2026-08-01', [30, 20, 0]);
		await rows.tally(b, '2026-08-01', [10, 5, 5]);
		// She had not moved: what she reaches later still stands under the group she claimed.
		await rows.tally(b, '2026-10-01', [1, 1, 0]);
		await rows.tally(merged, '2026-10-02', [2, 2, 2]);

		const before = await read(CUA_NAM, '2026-08-31');
		expect(names(before)).toEqual(['Tổ 1', 'Tổ 2']);
		expect(before).toMatchObject({ adults: 200, attained: 25, groups: { declared: 2, all: 2 } });
		const after = await read(CUA_NAM);
		expect(names(after)).toEqual(['Tổ 1 mới']);
		expect(after).toMatchObject({
			adults: 200,
			assessed: 43,
			attained: 28,
			witnessed: 7,
			groups: { declared: 1, all: 1 }
		});
		expect(after.parts[0]?.declaration).toMatchObject({ source: 'merged' });
		await rows.declare(merged, 190, { asOf: '2026-09-01', declaredOn: '2026-09-20' });
		expect(await read(CUA_NAM)).toMatchObject({ adults: 190 });
	});

	test('a place that had no name yet is not found, and neither is a code that names nothing', async () => {
		await expect(read(CUA_NAM, '2025-06-30')).rejects.toMatchObject({ status: 404 });
		for (const code of ['', '99', '99999', 'VN', "' or 1=1", '00082 ']) {
			await expect(read(code), code).rejects.toMatchObject({ status: 404 });
		}
		expect(await findGroupFigure(db, CUA_NAM, STANDARD, TODAY)).toBeNull();
	});
});

const PLACES = [CUA_NAM, '00070', THANH_BA];

test('for every place and day the counts equal the sum of the parts', async () => {
	const day = fc.nat(400).map((n) => addDays('2025-12-01', n));
	const group = fc.record({
		ward: fc.constantFrom(...PLACES),
		declarations: fc.uniqueArray(fc.record({ asOf: day, adults: fc.nat(300), ageFrom: fc.constantFrom(18, 18, 15) }), {
			selector: ({ asOf }) => asOf,
			maxLength: 3
		}),
		tallies: fc.uniqueArray(fc.tuple(day, fc.integer({ min: -2, max: 9 })), { selector: ([on]) => on, maxLength: 4 }),
		mergedOn: fc.option(day)
	});
	await fc.assert(
		fc.asyncProperty(fc.array(group, { minLength: 1, maxLength: 5 }), day, async (groups, asOf) => {
			await clear();
			for (const { ward, declarations, tallies, mergedOn } of groups) {
				const id = await rows.group(ward, 'Tổ', mergedOn === null ? {} : { to: mergedOn });
				for (const { asOf: on, adults, ageFrom } of declarations) await rows.declare(id, adults, { asOf: on, ageFrom });
				for (const [on, count] of tallies) await rows.tally(id, on, [count + 2, count, Math.trunc(count / 2)]);
				if (mergedOn === null) continue;
				await rows.succeed(id, await rows.group(ward, 'Tổ mới', { from: mergedOn }), mergedOn);
			}
			const country = await read('vn', asOf);
			const figures = [country, ...country.parts, ...(await Promise.all(PLACES.map((code) => read(code, asOf))))];
			for (const figure of figures.filter(({ parts }) => parts.length > 0)) {
				expect(sumsOf(figure)).toEqual(figure.parts.map(sumsOf).reduce(addSums, NOTHING));
			}
			// The same numbers whether a place is asked for itself or as a part.
			for (const code of ['01', '25']) {
				expect(country.parts.find((part) => part.place.code === code)).toEqual(await read(code, asOf));
			}
			for (const code of PLACES) {
				const asPart = country.parts.flatMap((province) => province.parts).find((part) => part.place.code === code);
				expect(asPart).toEqual({ ...(await read(code, asOf)), parts: [] });
			}
			// And nobody is lost: every tally up to the day stands in some valid group or beside it.
			const all = groups.flatMap(({ tallies }) => tallies).filter(([on]) => on <= asOf);
			const attained = all.reduce((sum, [, count]) => sum + count, 0);
			expect(country.attained + country.undeclared.attained).toBe(attained);
		}),
		{ numRuns: 25 }
	);
});

function sumsOf({ groups, fresh, adults, assessed, attained, witnessed, undeclared, bare }: Figure): Sums {
	return { groups, fresh, adults, assessed, attained, witnessed, undeclared, bare };
}
