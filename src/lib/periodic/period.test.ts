import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
	dueOf,
	lastMonth,
	monthHolding,
	periodsOf,
	readPeriod,
	yearHolding,
	type Period
} from '#lib/periodic/period.ts';
import { addDays } from '#lib/shared/dates.ts';

const years = fc.integer({ min: 2001, max: 2098 });
const days = fc.integer({ min: 0, max: 35_000 }).map((n) => addDays('2001-01-15', n));
const read = (code: string) => readPeriod(code) as Period;
const month = (year: number, n: number) => read(`${year}-${String(n).padStart(2, '0')}`);

test('a month goes from the 15th to the 14th, a quarter and a year likewise', () => {
	expect(read('2026-11')).toMatchObject({ from: '2026-10-15', to: '2026-11-14' });
	expect(read('2026-01')).toMatchObject({ from: '2025-12-15', to: '2026-01-14' });
	expect(read('2026-Q4')).toMatchObject({ from: '2026-09-15', to: '2026-12-14' });
	expect(read('2026')).toMatchObject({ from: '2025-12-15', to: '2026-12-14' });
	for (const code of ['2026-13', '2026-00', '2026-Q5', '1999', '', 'x', '2026-1']) expect(readPeriod(code)).toBeNull();
});

test('its report is due two days after its last one, at 17:00 in Viet Nam', () => {
	expect(dueOf(read('2026-11'), [])).toEqual(new Date('2026-11-16T10:00:00Z'));
	const rules = [
		{ from: '2027-01-01', monthDays: 5, quarterDays: 6, yearDays: 7, hour: 9 },
		{ from: '2026-11-14', monthDays: 1, quarterDays: 2, yearDays: 3, hour: 11 }
	];
	// A rule holds for what ends from its day on, and what ended before keeps its own.
	expect(dueOf(read('2026-10'), rules)).toEqual(new Date('2026-10-16T10:00:00Z'));
	expect(dueOf(read('2026-11'), rules)).toEqual(new Date('2026-11-15T04:00:00Z'));
	expect(dueOf(read('2027-01'), rules)).toEqual(new Date('2027-01-19T02:00:00Z'));
});

test('every day belongs to exactly one month, and to the quarter and year that hold this month', () => {
	fc.assert(
		fc.property(days, (day) => {
			const own = monthHolding(day);
			expect(own.from <= day && day <= own.to).toBe(true);
			const others = [monthHolding(addDays(own.from, -1)), monthHolding(addDays(own.to, 1))];
			expect(others.map(({ from, to }) => from <= day && day <= to)).toEqual([false, false]);
			const quarter = read(`${own.year}-Q${Math.ceil(own.number / 3)}`);
			const year = read(`${yearHolding(day)}`);
			expect(quarter.from <= own.from && own.to <= quarter.to).toBe(true);
			expect(year.from <= quarter.from && quarter.to <= year.to).toBe(true);
		})
	);
});

test('months make up their year without a gap, and quarters too', () => {
	fc.assert(
		fc.property(years, (year) => {
			const months = Array.from({ length: 12 }, (_, n) => month(year, n + 1));
			const quarters = [1, 2, 3, 4].map((n) => read(`${year}-Q${n}`));
			for (const parts of [months, quarters]) {
				expect([parts[0]?.from, parts.at(-1)?.to]).toEqual([read(`${year}`).from, read(`${year}`).to]);
				parts.slice(1).forEach(({ from }, n) => expect(from).toBe(addDays(parts[n]?.to ?? '', 1)));
			}
			expect(month(year + 1, 1).from).toBe(addDays(month(year, 12).to, 1));
		})
	);
});

test('the last month is over, and what has not begun is not offered', () => {
	fc.assert(
		fc.property(days, (day) => {
			const last = lastMonth(day);
			expect(last.to < day).toBe(true);
			expect(monthHolding(day).from).toBe(addDays(last.to, 1));
			for (const { from } of periodsOf(yearHolding(day), day)) expect(from <= day).toBe(true);
		})
	);
});
