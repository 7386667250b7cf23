import { expect, test } from 'vitest';
import { qrOf } from './qr.ts';

test('a card’s QR is a square path with a quiet margin of four units around it', () => {
	const { size, path } = qrOf('https://hocso.example.vn/c/AAAAAAAAAAAAAAAAAAAAAA');
	const squares = [...path.matchAll(/M(\d+) (\d+)h1v1h-1z/g)].map(([, x, y]) => [Number(x), Number(y)]);
	expect(squares.length).toBeGreaterThan(100);
	for (const place of squares.flat()) {
		expect(place).toBeGreaterThanOrEqual(4);
		expect(place).toBeLessThan(size - 4);
	}
	expect(path.replace(/M\d+ \d+h1v1h-1z/g, '')).toBe('');
});

test('two tokens make two pictures', () => {
	expect(qrOf('/c/a').path).not.toBe(qrOf('/c/b').path);
});
