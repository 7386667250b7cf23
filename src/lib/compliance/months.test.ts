import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addMonths } from '#lib/compliance/months.ts';
import { addDays, isDay } from '#lib/shared/dates.ts';

test('31 August and six months are the last day of February', () => {
	expect(addMonths('2026-08-31', 6)).toBe('2027-02-28');
	expect(addMonths('2027-08-31', 6)).toBe('2028-02-29');
	expect(addMonths('2026-01-30', 1)).toBe('2026-02-28');
	expect(addMonths('2028-02-29', 12)).toBe('2029-02-28');
	expect(addMonths('2026-12-31', -10)).toBe('2026-02-28');
});

const day = fc.integer({ min: 0, max: 60_000 }).map((count) => addDays('1990-01-01', count));
const months = fc.integer({ min: -240, max: 240 });

test('months later is a real day of that very month, the same date or the last one there is', () => {
	fc.assert(
		fc.property(day, months, (from, count) => {
			const to = addMonths(from, count);
			const apart = (one: string) => Number(one.slice(0, 4)) * 12 + Number(one.slice(5, 7));
			expect(isDay(to)).toBe(true);
			expect(apart(to) - apart(from)).toBe(count);
			const [date, wanted] = [Number(to.slice(8)), Number(from.slice(8))];
			if (date !== wanted) {
				expect(date).toBeLessThan(wanted);
				expect(addDays(to, 1).slice(8)).toBe('01');
			}
		})
	);
});

test('a later day is never earlier some months on, and nothing is lost on the way to zero', () => {
	fc.assert(
		fc.property(day, day, months, (one, other, count) => {
			if (one <= other) expect(addMonths(one, count) <= addMonths(other, count)).toBe(true);
			expect(addMonths(one, 0)).toBe(one);
		})
	);
});
