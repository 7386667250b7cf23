import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
	addDays,
	adultFrom,
	dayOf,
	daysBetween,
	isDay,
	lastClosedDay,
	writeDay,
	writeMonth
} from '#lib/shared/dates.ts';

test('a day closes at midnight in Viet Nam, seven hours before midnight in Greenwich', () => {
	expect(dayOf(new Date('2026-11-21T16:59:59.999Z'))).toBe('2026-11-21');
	expect(dayOf(new Date('2026-11-21T17:00:00Z'))).toBe('2026-11-22');
});

test('a day is the one that a calendar of Viet Nam shows, whichever moment it is and however often it was asked', () => {
	const calendar = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh', dateStyle: 'short' });
	const moments = fc.date({ min: new Date('1930-01-01'), max: new Date('2150-01-01'), noInvalidDate: true });
	fc.assert(
		fc.property(moments, (moment) => {
			expect([dayOf(moment), dayOf(moment)]).toEqual([calendar.format(moment), calendar.format(moment)]);
		})
	);
	expect(() => dayOf(new Date(Number.NaN))).toThrow(RangeError);
});

test('the last closed day is yesterday in Viet Nam, also over the end of a year', () => {
	expect(lastClosedDay(new Date('2026-12-31T17:00:00Z'))).toBe('2026-12-31');
	expect(lastClosedDay(new Date('2027-01-01T16:59:00Z'))).toBe('2026-12-31');
});

test('days are added and counted over months and leap years', () => {
	expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
	expect(addDays('2026-03-01', -1)).toBe('2026-02-28');
	expect(daysBetween('2027-12-31', '2028-12-31')).toBe(366);
});

test('somebody is an adult from 1 January of the year in which she reaches the age', () => {
	expect(adultFrom(2008, 18)).toBe('2026-01-01');
});

test('only real days are days', () => {
	expect(['2026-02-29', '2026-13-01', '22/11/2026', '2026-1-1', '', '2026-11-22T00:00'].map(isDay)).toEqual(
		Array.from({ length: 6 }, () => false)
	);
	expect(isDay('2028-02-29')).toBe(true);
});

test('days and months are written as people write them', () => {
	expect(writeDay('2026-11-22')).toBe('22/11/2026');
	expect(writeMonth('2026-11-22')).toBe('11/2026');
});
