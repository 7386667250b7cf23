import { expect, test } from 'vitest';
import { paceOf, type PacedFigure } from '#lib/indicators/pace.ts';
import { readPartsAsked, showParts, suspicionsOf, type Part } from '#lib/indicators/parts.ts';
import { figureOf, NOTHING } from '#lib/literacy/figure.ts';

const FRAME = { standard: 'ky-nang-so-thiet-yeu', ageFrom: 18, asOf: '2026-11-22' };
const TARGET = { place: '01', value: 0.8, startsOn: '2026-01-01', dueOn: '2026-11-22', issuer: 'UBND' };

function part(title: string, attained: number, more: Partial<PacedFigure> = {}, trend: number[] | null = null): Part {
	const sums = { ...NOTHING, groups: { declared: 1, all: 1 }, fresh: 1, adults: 100 };
	const figure = figureOf(
		{ code: title, name: title, kind: 'phuong' },
		{ ...sums, assessed: attained, attained, witnessed: attained },
		FRAME
	);
	const feeds = 'witnessed' as const;
	const paced = { ...figure, parts: [], target: TARGET, pace: paceOf(figure, TARGET), feeds, ...more };
	return { figure: paced, title, href: '', trend };
}

const asked = (query: string) => readPartsAsked(new URLSearchParams(query));
const titles = (parts: Part[], query: string) => showParts(parts, asked(query)).parts.map(({ title }) => title);

test('parts are sorted as the address says, either way, and by name where it says nothing', () => {
	const parts = [part('A', 50), part('B', 10), part('C', 90)];
	expect(titles(parts, '')).toEqual(['A', 'B', 'C']);
	expect(titles(parts, 'sort=-name')).toEqual(['C', 'B', 'A']);
	expect(titles(parts, 'sort=rate')).toEqual(['B', 'A', 'C']);
	expect(titles(parts, 'sort=-rate')).toEqual(['C', 'A', 'B']);
	expect(titles(parts, 'sort=-help')).toEqual(['B', 'A', 'C']);
	expect(titles(parts, 'sort=nonsense&page=-3&show=x')).toEqual(['A', 'B', 'C']);
});

test('a count that is hidden tells nothing by its place: it comes last either way', () => {
	const hidden = { attained: null, rate: null, witnessed: null, witnessedRate: null, unknown: null };
	const parts = [part('A', 3, hidden), part('B', 60), part('C', 20)];
	for (const sort of ['rate', '-rate', 'unknown', '-unknown', 'help', '-help', 'gained', '-gained']) {
		const at = titles(parts, `sort=${sort}`).indexOf('A');
		expect(at, sort).toBe(sort.endsWith('gained') ? 0 : 2);
	}
});

test('an officer finds those behind, those that have not declared and those too good to be true', () => {
	const undeclared = part('none', 0, { groups: { declared: 0, all: 4 } });
	const parts = [part('behind', 30), part('reached', 85), part('all', 97), undeclared];
	expect(titles(parts, 'show=behind')).toEqual(['behind', 'none']);
	expect(titles(parts, 'show=undeclared')).toEqual(['none']);
	expect(titles(parts, 'show=doubtful')).toEqual(['all']);
	expect(showParts(parts, asked('')).counts).toEqual({ behind: 2, undeclared: 1, doubtful: 1 });
});

test('what looks too good says why: an impossible number, nearly everybody, a leap, hardly any witness', () => {
	const reasons = (one: Part) => suspicionsOf(one);
	expect(reasons(part('a', 50))).toEqual([]);
	expect(reasons(part('a', 95))).toEqual(['nearly_all']);
	expect(reasons(part('a', 50, { doubt: 'numerator_above_denominator' }))).toEqual(['impossible']);
	expect(reasons(part('a', 50, {}, [10, 11, 20, 41, 50]))).toEqual(['leap']);
	expect(reasons(part('a', 50, {}, [0, 15, 30, 40, 50]))).toEqual([]);
	expect(reasons(part('a', 50, { witnessed: 9 }))).toEqual(['unwitnessed']);
});

test('more than fifty parts stand on pages, and a page beyond the last is the last', () => {
	const parts = Array.from({ length: 150 }, (_, n) => part(`Phường ${n}`, 10));
	expect(showParts(parts, asked(''))).toMatchObject({ total: 150, pages: 3 });
	expect(titles(parts, 'page=2')).toHaveLength(50);
	expect(titles(parts, 'page=99')).toHaveLength(50);
});
