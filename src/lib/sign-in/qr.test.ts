import { encode } from 'uqr';
import { expect, test } from 'vitest';
import { qrOf } from '#lib/sign-in/qr.ts';

test('a card’s QR is a path of bars with a quiet margin of four units around it, square for square', () => {
	const text = 'https://hocso.example.vn/c/AAAAAAAAAAAAAAAAAAAAAA';
	const { size, path } = qrOf(text);
	const drawn = Array.from({ length: size }, () => Array<boolean>(size).fill(false));
	for (const [bar, x, y, length, back] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-(\d+)z/g)) {
		expect(length, bar).toBe(back);
		for (let n = 0; n < Number(length); n += 1) (drawn[Number(y)] as boolean[])[Number(x) + n] = true;
	}
	expect(path.replace(/M\d+ \d+h\d+v1h-\d+z/g, '')).toBe('');
	expect(drawn).toEqual(encode(text, { ecc: 'Q', border: 4 }).data);
	const margin = [0, 1, 2, 3, size - 4, size - 1];
	for (const line of margin) expect(drawn.some((row, y) => row[line] || (drawn[line] as boolean[])[y])).toBe(false);
});

test('two tokens make two pictures', () => {
	expect(qrOf('/c/a').path).not.toBe(qrOf('/c/b').path);
});
