import { expect, test } from 'vitest';
import { PICTURES } from '#lib/sign-in/pictures.ts';
import { newId } from '#lib/shared/ids.ts';
import { BADGE_DRAWINGS, badgeOf } from '#lib/ui/badge.ts';

test('a person keeps the same badge', () => {
	const id = newId(new Date());
	expect(badgeOf(id)).toEqual(badgeOf(id));
});

test('people are spread over nearly all badges', () => {
	const seen = new Set(Array.from({ length: 400 }, () => JSON.stringify(badgeOf(newId(new Date())))));
	expect(seen.size).toBeGreaterThan(28);
});

test('no badge shows a picture of the sign-in', () => {
	expect(BADGE_DRAWINGS.filter((drawing) => (PICTURES as readonly string[]).includes(drawing))).toEqual([]);
});
