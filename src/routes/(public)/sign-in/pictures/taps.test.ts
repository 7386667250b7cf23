import { expect, test } from 'vitest';
import { isRepeated, readTaps, withTap, writeTaps } from './taps.ts';

test('taps are kept as they were made', () => {
	expect(readTaps(writeTaps(['leaf', 'fish']))).toEqual(['leaf', 'fish']);
	expect(readTaps(undefined)).toEqual([]);
	expect(readTaps('')).toEqual([]);
});

test('a cookie that somebody wrote by hand is no tap', () => {
	expect(readTaps('leaf.dragon')).toEqual([]);
	expect(readTaps('leaf.leaf.leaf.leaf.leaf.leaf.leaf')).toEqual([]);
});

test('the same page sent twice counts once', () => {
	const once = withTap([], 1, 'leaf');
	expect(withTap(once, 1, 'leaf')).toEqual(once);
});

test('going back and tapping another picture replaces what followed', () => {
	expect(withTap(['leaf', 'fish'], 1, 'star')).toEqual(['star']);
});

test('a tap whose earlier ones are lost begins afresh', () => {
	expect(withTap([], 3, 'star')).toEqual([]);
});

test('a first choice is repeated in its order, or not at all', () => {
	expect(isRepeated(['leaf', 'fish', 'star', 'leaf', 'fish', 'star'])).toBe(true);
	expect(isRepeated(['leaf', 'fish', 'star', 'fish', 'leaf', 'star'])).toBe(false);
	expect(isRepeated(['leaf', 'fish', 'star'])).toBe(false);
});
