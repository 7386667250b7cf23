import { describe, expect, test } from 'vitest';
import en from '#lib/messages/en/sign_in.json' with { type: 'json' };
import vi from '#lib/messages/vi/sign_in.json' with { type: 'json' };
import { PICTURES, threePictures, tooEasy, type ThreePictures } from '#lib/sign-in/pictures.ts';

describe('three pictures', () => {
	test('are read in the order in which they were tapped, the same one twice included', () => {
		expect(threePictures(['sun', 'leaf', 'sun'])).toEqual(['sun', 'leaf', 'sun']);
	});

	test.each([
		[[]],
		[['leaf', 'fish']],
		[['leaf', 'fish', 'sun', 'star']],
		[['leaf', 'fish', 'dog']],
		[['leaf', 'fish', '']]
	])('are not %j', (choices) => {
		expect(threePictures(choices)).toBeNull();
	});

	test('leave 1,696 secrets once the easy ones are taken out', () => {
		const all = PICTURES.flatMap((a) => PICTURES.flatMap((b) => PICTURES.map((c): ThreePictures => [a, b, c])));
		expect(all.filter((three) => !tooEasy(three))).toHaveLength(1696);
		expect(tooEasy(['sun', 'sun', 'sun'])).toBe(true);
		expect(tooEasy(['leaf', 'fish', 'house'])).toBe(true);
		expect(tooEasy(['star', 'banana', 'hat'])).toBe(true);
		expect(tooEasy(['leaf', 'house', 'chicken'])).toBe(false);
	});

	test('all have names of their own that can be said, in both languages', () => {
		for (const messages of [vi, en] as Record<string, string>[]) {
			const names = PICTURES.map((id) => messages[`picture_${id}`]);
			expect(new Set(names).size).toBe(PICTURES.length);
			for (const name of names) expect(name).toMatch(/^\p{L}+( \p{L}+){0,2}$/u);
		}
	});
});
