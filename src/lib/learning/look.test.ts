import { expect, test } from 'vitest';
import { arrange, readLooked, saysMore } from '#lib/learning/look.ts';

test('a question says more than at the last look with a new flag, or with twice as many answers', () => {
	const seen = { flags: ['hard' as const], asked: 40 };
	expect(saysMore(seen, { flags: ['hard'], asked: 79 })).toBe(false);
	expect(saysMore(seen, { flags: [], asked: 50 })).toBe(false);
	expect(saysMore(seen, { flags: ['hard'], asked: 80 })).toBe(true);
	expect(saysMore(seen, { flags: ['hard', 'leaked'], asked: 41 })).toBe(true);
});

test('what waits for a look comes first, and each part can be shown alone', () => {
	const look = (more: boolean) => ({ note: 'kept', byName: null, at: new Date(0), more });
	const [done, waits, again] = [{ look: look(false) }, { look: null }, { look: look(true) }];
	const all = [done, waits, again];
	expect(arrange(all, null)).toEqual({ wanted: [waits, again, done], waiting: 2, looked: 1 });
	expect(arrange(all, 'no').wanted).toEqual([waits, again]);
	expect(arrange(all, 'yes').wanted).toEqual([done]);
	expect(['yes', 'no', 'x', null].map(readLooked)).toEqual(['yes', 'no', null, null]);
});
