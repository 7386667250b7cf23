import { expect, test } from 'vitest';
import { isRepeated, readTaps, withTap, writeTaps } from './taps.ts';

const KEY = 'K'.repeat(22);
const newKey = () => 'N'.repeat(22);

test('taps are kept as they were made, under the key of their try', () => {
	expect(readTaps(writeTaps({ key: KEY, pictures: ['leaf', 'fish'] }), newKey)).toEqual({
		key: KEY,
		pictures: ['leaf', 'fish']
	});
});

test('without taps a new try begins', () => {
	for (const cookie of [undefined, '', writeTaps({ key: KEY, pictures: [] })]) {
		expect(readTaps(cookie, newKey)).toEqual({ key: newKey(), pictures: [] });
	}
});

test('a cookie that somebody wrote by hand is no tap', () => {
	for (const cookie of ['leaf.fish', `${KEY}.leaf.dragon`, `${KEY}${'.leaf'.repeat(7)}`, `x.leaf`]) {
		expect(readTaps(cookie, newKey).pictures, cookie).toEqual([]);
	}
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
