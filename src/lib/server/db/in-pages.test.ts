import { expect, test } from 'vitest';
import { inPages } from './in-pages.ts';

test('every row is handed on once and in order, by so many at a time, each page after the one before is done', async () => {
	for (const [many, pages] of [
		[0, 0],
		[1, 1],
		[3, 1],
		[4, 2],
		[7, 3]
	] as const) {
		const rows = Array.from({ length: many }, (_, n) => n);
		const written: number[][] = [];
		let running = 0;
		await inPages(rows, 3, async (page) => {
			running += 1;
			expect(running).toBe(1);
			await Promise.resolve();
			written.push(page);
			running -= 1;
		});
		expect(written.flat()).toEqual(rows);
		expect(written).toHaveLength(pages);
		expect(Math.max(0, ...written.map((page) => page.length))).toBeLessThanOrEqual(3);
	}
});

test('a page that fails ends it there, and is not passed over in silence', async () => {
	const written: number[] = [];
	const write = (page: number[]) => {
		if (page.includes(3)) return Promise.reject(new Error('no room'));
		written.push(...page);
		return Promise.resolve();
	};
	await expect(inPages([1, 2, 3, 4, 5], 2, write)).rejects.toThrow('no room');
	expect(written).toEqual([1, 2]);
});
