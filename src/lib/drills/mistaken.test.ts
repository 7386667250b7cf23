import { expect, test } from 'vitest';
import { countMistaken, type Judged } from '#lib/drills/mistaken.ts';

const judged = (people: number, wrong: number, genuine = false): Judged[] =>
	Array.from({ length: people }, (_, n) => ({ personId: `${n}`, kind: 'call', genuine, right: n >= wrong }));

test('people are counted once however often one went wrong, fakes and genuine things apart', () => {
	const answers = [...judged(12, 6), ...judged(12, 5), ...judged(12, 0, true)];
	expect(countMistaken(answers)).toEqual([
		{ kind: 'call', genuine: false, met: 12, mistaken: 6 },
		{ kind: 'call', genuine: true, met: 12, mistaken: 0 }
	]);
});

test('a number that could point at somebody is said in words, and what hardly anybody met is left out', () => {
	const of = (people: number, wrong: number) => countMistaken(judged(people, wrong))[0]?.mistaken;
	expect([1, 4].map((wrong) => of(12, wrong))).toEqual(['few', 'few']);
	expect([8, 11, 12].map((wrong) => of(12, wrong))).toEqual(['most', 'most', 'most']);
	expect([of(12, 5), of(12, 7)]).toEqual([5, 7]);
	expect(of(4, 2)).toBeUndefined();
});
