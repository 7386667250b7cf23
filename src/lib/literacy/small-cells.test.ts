import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addSums, figureOf, NOTHING, type Figure, type Sums } from '#lib/literacy/figure.ts';
import { hideSmallCells, type PublicFigure } from '#lib/literacy/small-cells.ts';

const FRAME = { standard: 'ky-nang', ageFrom: 18, asOf: '2026-11-21' };
const CELLS = ['assessed', 'attained', 'witnessed'] as const;

function place(code: string, [witnessed, attained, assessed, adults]: number[], undeclared = [0, 0]): Figure {
	const sums: Sums = {
		...NOTHING,
		groups: { declared: 1, all: 1 },
		fresh: 1,
		adults: adults ?? 1000,
		assessed: assessed ?? 0,
		attained: attained ?? 0,
		witnessed: witnessed ?? 0,
		undeclared: { groups: 0, assessed: undeclared[1] ?? 0, attained: undeclared[0] ?? 0 }
	};
	return figureOf({ code, name: code, kind: 'xa' }, sums, FRAME);
}

function above(code: string, parts: Figure[]): Figure {
	return figureOf({ code, name: code, kind: 'tinh' }, parts.reduce<Sums>(addSums, NOTHING), FRAME, parts);
}

const of = (figure: PublicFigure, cell: (typeof CELLS)[number]) => figure.parts.map((part) => part[cell]);

describe('the public sees of one place', () => {
	test('everything, where no number is small', () => {
		expect(hideSmallCells(place('a', [616, 836, 967, 1622]))).toEqual(place('a', [616, 836, 967, 1622]));
		expect(hideSmallCells(place('a', [0, 0, 0, 1622]))).toEqual(place('a', [0, 0, 0, 1622]));
	});

	test('no count from one to four, and no share or rest that would give it away', () => {
		const few = hideSmallCells(place('a', [4, 40, 60, 100]));
		expect(few).toMatchObject({
			witnessed: null,
			witnessedRate: null,
			attained: 40,
			rate: 0.4,
			assessed: 60,
			unknown: 40
		});
		const none = hideSmallCells(place('a', [1, 2, 3, 100]));
		expect(none).toMatchObject({ witnessed: null, attained: null, rate: null, assessed: null, unknown: null });
		expect(hideSmallCells(place('a', [5, 40, 60, 100]))).toMatchObject({ witnessed: 5, witnessedRate: 0.05 });
	});

	test('no two counts whose difference is one to four: at home, not yet attained, unknown', () => {
		expect(hideSmallCells(place('a', [38, 40, 60, 100]))).toMatchObject({
			witnessed: null,
			attained: 40,
			assessed: 60
		});
		expect(hideSmallCells(place('a', [20, 40, 43, 100]))).toMatchObject({
			attained: 40,
			assessed: null,
			unknown: null
		});
		expect(hideSmallCells(place('a', [20, 40, 98, 100]))).toMatchObject({
			attained: 40,
			assessed: null,
			unknown: null
		});
		expect(hideSmallCells(place('a', [20, 98, 99, 100]))).toMatchObject({ witnessed: 20, attained: null, rate: null });
	});

	test('small counts of undeclared groups as hidden, never as zero', () => {
		expect(hideSmallCells(place('a', [0, 0, 0], [2, 9])).undeclared).toEqual({
			groups: 0,
			assessed: 9,
			attained: null
		});
		expect(hideSmallCells(place('a', [0, 0, 0], [0, 0])).undeclared).toEqual({ groups: 0, assessed: 0, attained: 0 });
	});
});

describe('of a sum and its parts', () => {
	test('the smallest other part is hidden with the small one', () => {
		const province = hideSmallCells(
			above('p', [place('a', [0, 3, 50]), place('b', [0, 80, 90]), place('c', [0, 20, 60])])
		);
		expect(of(province, 'attained')).toEqual([null, 80, null]);
		expect(province.attained).toBe(103);
		expect(of(province, 'assessed')).toEqual([50, 90, 60]);
	});

	test('a third one is hidden where two small ones would still be certain', () => {
		const province = hideSmallCells(
			above('p', [place('a', [0, 1]), place('b', [0, 1]), place('c', [0, 20]), place('d', [0, 30])])
		);
		expect(of(province, 'attained')).toEqual([null, null, null, 30]);
	});

	test('the sum itself is hidden where nothing else is left to hide', () => {
		const province = hideSmallCells(above('p', [place('a', [0, 2]), place('b', [0, 3]), place('c', [0, 0])]));
		expect(province).toMatchObject({ attained: null, rate: null });
		expect(of(province, 'attained')).toEqual([null, null, 0]);
	});

	test('what is hidden in the country is hidden on the way down, so that no page gives it away', () => {
		const small = above('01', [place('a', [0, 2]), place('b', [0, 0])]);
		const next = above('02', [place('c', [0, 30]), place('d', [0, 40])]);
		const large = above('03', [place('e', [0, 900]), place('f', [0, 800])]);
		const country = hideSmallCells(above('vn', [small, next, large]));
		expect(of(country, 'attained')).toEqual([null, null, 1700]);
		expect(country.parts.map((province) => of(province, 'attained'))).toEqual([
			[null, 0],
			[null, 40],
			[900, 800]
		]);
	});
});

test('in any tree no sum leaves exactly one count hidden, and what is shown is true', () => {
	const ward = fc
		.tuple(fc.nat(12), fc.nat(9), fc.nat(9), fc.nat(12))
		.map(([a, b, c, d]) => place('w', [a, a + b, a + b + c, a + b + c + d]));
	const country = fc
		.array(fc.array(ward, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 4 })
		.map((provinces) =>
			above(
				'vn',
				provinces.map((wards) => above('p', wards))
			)
		);
	fc.assert(
		fc.property(country, (figure) => {
			const seen = hideSmallCells(figure);
			for (const [sum, real] of [
				[seen, figure] as const,
				...seen.parts.map((part, n) => [part, figure.parts[n] as Figure] as const)
			]) {
				for (const cell of CELLS) {
					const hidden = [sum[cell], ...sum.parts.map((part) => part[cell])].filter((count) => count === null).length;
					expect(hidden === 1 && real[cell] > 0).toBe(false);
					if (sum[cell] !== null) expect(sum[cell]).toBe(real[cell]);
					for (const part of sum.parts) expect([1, 2, 3, 4]).not.toContain(part[cell]);
				}
			}
		}),
		{ numRuns: 300 }
	);
});

test('no hidden count can be worked out from everything that is shown of all places, added and subtracted at will', () => {
	const ward = fc
		.tuple(fc.nat(7), fc.nat(6), fc.nat(6), fc.nat(9))
		.map(([a, b, c, d]) => place('w', [a, a + b, a + b + c, a + b + c + d], [Math.min(b, c), c]));
	const tree = fc
		.array(fc.array(ward, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 5 })
		.map((provinces) =>
			above(
				'vn',
				provinces.map((wards) => above('p', wards))
			)
		);
	const shown: ((figure: PublicFigure) => number | null)[] = [
		(figure) => figure.assessed,
		(figure) => figure.attained,
		(figure) => figure.witnessed,
		(figure) => figure.undeclared.assessed,
		(figure) => figure.undeclared.attained
	];
	fc.assert(
		fc.property(tree, (figure) => {
			const seen = hideSmallCells(figure);
			for (const count of shown) expect(workedOut(seen, count)).toEqual([]);
		}),
		{ numRuns: 300 }
	);
});

/** The hidden counts of a tree that its sums determine: what Gauss would find. Zeros are told, so none is looked for. */
function workedOut(tree: PublicFigure, count: (figure: PublicFigure) => number | null): number[] {
	const nodes = [tree, ...tree.parts, ...tree.parts.flatMap((part) => part.parts)];
	const hidden = nodes.filter((node) => count(node) === null);
	const row = (node: PublicFigure): number[] => {
		const terms = [[node, 1] as const, ...node.parts.map((part) => [part, -1] as const)];
		const known = terms.reduce((sum, [one, sign]) => sum - sign * (count(one) ?? 0), 0);
		return [...hidden.map((one) => terms.find(([term]) => term === one)?.[1] ?? 0), known];
	};
	const rows = nodes.filter((node) => node.parts.length > 0).map(row);
	let done = 0;
	for (let column = 0; column < hidden.length; column += 1) {
		const pivot = rows.findIndex((one, n) => n >= done && one[column] !== 0);
		if (pivot === -1) continue;
		const [found = []] = rows.splice(pivot, 1);
		const scaled = found.map((value) => value / (found[column] ?? 1));
		rows.splice(done, 0, scaled);
		for (const [n, one] of rows.entries()) {
			const factor = one[column] ?? 0;
			if (n !== done) rows[n] = one.map((value, at) => value - factor * (scaled[at] ?? 0));
		}
		done += 1;
	}
	return rows
		.filter((one) => one.slice(0, -1).filter((value) => Math.abs(value) > 1e-9).length === 1)
		.map((one) => one.at(-1) ?? 0);
}

test('the test that looks for what can be worked out finds it where only one part is hidden', () => {
	const province = hideSmallCells(above('p', [place('a', [0, 30]), place('b', [0, 40]), place('c', [0, 50])]));
	const [a, ...others] = province.parts as [PublicFigure, ...PublicFigure[]];
	const careless = { ...province, parts: [{ ...a, attained: null }, ...others] };
	expect(workedOut(careless, (figure) => figure.attained)).toEqual([30]);
});
