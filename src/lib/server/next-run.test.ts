import { expect, test } from 'vitest';
import { nextRun } from '#lib/server/next-run.ts';

const after = new Date('2026-11-22T19:04:38+07:00');

test.each([
	['* * * * *', '2026-11-22T19:05:00+07:00'],
	['*/5 * * * *', '2026-11-22T19:05:00+07:00'],
	['*/15 * * * *', '2026-11-22T19:15:00+07:00'],
	['4 * * * *', '2026-11-22T20:04:00+07:00'],
	['10 3 * * *', '2026-11-23T03:10:00+07:00'],
	['0 7 * * 1', '2026-11-23T07:00:00+07:00'],
	['30 6 1 * *', '2026-12-01T06:30:00+07:00'],
	['0 0 1 1 *', '2027-01-01T00:00:00+07:00']
])('%s comes next at %s', (schedule, at) => {
	expect(nextRun(schedule, after)).toEqual(new Date(at));
});

test('a day that a year does not have comes never', () => {
	expect(nextRun('0 0 31 2 *', after)).toBeNull();
});
