import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { everyMinute } from '#lib/server/every-minute.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('work is done a minute after it was done last, also after a failure, until it is stopped', async () => {
	const told: unknown[] = [];
	let turns = 0;
	const stop = everyMinute(
		async () => {
			turns += 1;
			if (turns === 1) throw new Error('the database is away');
			await new Promise((resume) => setTimeout(resume, 90_000));
		},
		(error) => told.push(error)
	);
	await vi.advanceTimersByTimeAsync(59_999);
	expect(turns).toBe(0);
	await vi.advanceTimersByTimeAsync(1);
	expect([turns, told.length]).toEqual([1, 1]);
	await vi.advanceTimersByTimeAsync(60_000 + 90_000 + 59_999);
	expect(turns).toBe(2);
	await vi.advanceTimersByTimeAsync(1);
	expect(turns).toBe(3);
	stop();
	await vi.advanceTimersByTimeAsync(600_000);
	expect([turns, told.length]).toEqual([3, 1]);
});
