import { expect, test } from 'vitest';
import { sheetsOf } from '#lib/sign-in/card-sheet.ts';

test('eight cards fill a sheet, and each back lies behind its own front when the leaf is turned over', () => {
	const cards = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
	expect(sheetsOf(cards)).toEqual([{ fronts: cards, backs: ['b', 'a', 'd', 'c', 'f', 'e', 'h', 'g'] }]);
});

test('the ninth card begins a new sheet, whose back is at the other side', () => {
	const [, second] = sheetsOf([1, 2, 3, 4, 5, 6, 7, 8, 9]);
	expect(second).toEqual({ fronts: [9, ...Array(7).fill(null)], backs: [null, 9, ...Array(6).fill(null)] });
	expect(sheetsOf([])).toEqual([]);
});
