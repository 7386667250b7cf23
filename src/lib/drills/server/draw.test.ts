import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { DrillItem } from '#lib/curriculum/drill.ts';
import { readLibrary } from '#lib/curriculum/server/library.ts';
import { isPassed, scoreOf } from '#lib/drills/score.ts';
import { drawDrill, type Met } from '#lib/drills/server/draw.ts';

const runs = Number(process.env['PROPERTY_RUNS'] ?? 300);
const pool = readLibrary('content').drills;
const byHash = new Map(pool.map((item) => [item.hash, item]));

const seeds = fc.string({ minLength: 1, maxLength: 12 });
const last = fc.option(fc.constantFrom({ fakes: 4, of: 8 }, { fakes: 3, of: 10 }, { fakes: 6, of: 9 }));
const met = fc
	.array(fc.tuple(fc.nat(pool.length - 1), fc.nat(3)), { maxLength: 20 })
	.map((list) => new Map(list.map(([place, times]) => [pool[place]?.id ?? '', times])));

function draw(seed: string, { times, last }: Met) {
	const drawn = drawDrill(pool, { times, last }, seed);
	if (!drawn) throw new Error('the pool is too small');
	return { ...drawn, items: drawn.form.map(({ item }) => byHash.get(item) as DrillItem) };
}

test('every drill has 8 to 10 different items, 30 to 70 in 100 of them fakes, and another share than the last', () => {
	fc.assert(
		fc.property(seeds, met, last, (seed, times, before) => {
			const { form, fakes, items } = draw(seed, { times, last: before });
			expect(new Set(form.map(({ id }) => id)).size).toBe(form.length);
			expect(form.length).toBeGreaterThanOrEqual(8);
			expect(form.length).toBeLessThanOrEqual(10);
			expect(items.filter((item) => !item.genuine)).toHaveLength(fakes);
			expect(fakes / form.length).toBeGreaterThanOrEqual(0.3);
			expect(fakes / form.length).toBeLessThanOrEqual(0.7);
			if (before) expect(fakes / form.length).not.toBeCloseTo(before.fakes / before.of);
		}),
		{ numRuns: runs }
	);
});

test('who distrusts everything and who trusts everything fail every drill; who tells apart passes it', () => {
	fc.assert(
		fc.property(seeds, met, last, (seed, times, before) => {
			const { items } = draw(seed, { times, last: before });
			const passes = (trusts: (item: DrillItem) => boolean) =>
				isPassed(scoreOf(items.map((item) => ({ genuine: item.genuine, right: trusts(item) === item.genuine }))));
			expect(passes(() => false)).toBe(false);
			expect(passes(() => true)).toBe(false);
			expect(passes((item) => item.genuine)).toBe(true);
		}),
		{ numRuns: runs }
	);
});

test('the same seed draws the same drill, and what was met least comes first', () => {
	fc.assert(
		fc.property(seeds, met, (seed, times) => {
			const { items, form, fakes } = draw(seed, { times, last: null });
			expect(draw(seed, { times, last: null })).toEqual({ items, form, fakes });
			for (const genuine of [true, false]) {
				const own = pool.filter((item) => item.genuine === genuine);
				const drawn = items.filter((item) => item.genuine === genuine).map(({ id }) => times.get(id) ?? 0);
				const least = own.map(({ id }) => times.get(id) ?? 0).sort((a, b) => a - b);
				expect(drawn.sort((a, b) => a - b)).toEqual(least.slice(0, drawn.length));
			}
		}),
		{ numRuns: runs }
	);
});

test('an item that comes again comes in another variant, and a ward’s own comes before the others', () => {
	const [first] = pool.filter((item) => !item.genuine);
	if (!first) throw new Error('no fakes');
	const others = pool.filter((item) => item !== first && !item.genuine);
	const times = new Map([[`${first.id} 0`, 1], [`${first.id} 1`, 1], ...others.map(({ id }) => [id, 5] as const)]);
	const { form } = draw('a', { times, last: null });
	expect(form.find(({ id }) => id === first.id)?.variant).toBe(2);

	const local = { ...first, hash: 'h', id: 'local/1', lesson: null };
	for (const seed of ['a', 'b', 'c', 'd']) {
		const drawn = drawDrill([...pool, local], { times: new Map(), last: null }, seed);
		expect(drawn?.form.map(({ id }) => id)).toContain('local/1');
	}
});

test('where one kind is missing there is no drill', () => {
	const genuine = pool.filter((item) => item.genuine);
	expect(drawDrill(genuine, { times: new Map(), last: null }, 'a')).toBe(null);
	expect(drawDrill([], { times: new Map(), last: null }, 'a')).toBe(null);
});
