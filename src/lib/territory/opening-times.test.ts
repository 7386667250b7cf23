import { expect, test } from 'vitest';
import {
	clashOf,
	nextTime,
	timesOn,
	weekdayOf,
	writeSpan,
	type Hours,
	type Stop,
	type Timetable
} from '#lib/territory/opening-times.ts';

// 22/11/2026 is a Sunday.
const evenings: Hours = {
	id: 'h1',
	weekdays: [2, 4],
	fromMinute: 19 * 60,
	toMinute: 21 * 60,
	validFrom: '2026-11-01',
	validTo: null
};
const market: Stop = { id: 's1', on: '2026-11-25', fromMinute: 7 * 60, toMinute: 9 * 60, place: 'Chợ Mẫu' };
const timetable: Timetable = { hours: [evenings], stops: [market], validTo: null };
const at = (day: string, time: string) => new Date(`${day}T${time}:00+07:00`);

test('weeks begin on Monday', () => {
	expect(['2026-11-22', '2026-11-23', '2024-02-29'].map(weekdayOf)).toEqual([7, 1, 4]);
});

test('a point is open on its weekdays while they hold, and where it stops', () => {
	expect(timesOn(timetable, '2026-11-24')).toEqual([{ fromMinute: 1140, toMinute: 1260, place: null }]);
	expect(timesOn(timetable, '2026-11-25')).toEqual([{ fromMinute: 420, toMinute: 540, place: 'Chợ Mẫu' }]);
	expect(timesOn(timetable, '2026-10-27')).toEqual([]);
	expect(timesOn({ ...timetable, hours: [{ ...evenings, validTo: '2026-11-24' }] }, '2026-11-24')).toEqual([]);
	expect(timesOn({ ...timetable, validTo: '2026-11-24' }, '2026-11-24')).toEqual([]);
});

test('whoever asks when to come is told of what goes on or comes next', () => {
	expect(nextTime(timetable, at('2026-11-24', '18:00'))).toMatchObject({ on: '2026-11-24', now: false });
	expect(nextTime(timetable, at('2026-11-24', '20:00'))).toMatchObject({ on: '2026-11-24', now: true });
	expect(nextTime(timetable, at('2026-11-24', '21:00'))).toMatchObject({ on: '2026-11-25', place: 'Chợ Mẫu' });
	expect(nextTime({ hours: [], stops: [], validTo: null }, at('2026-11-24', '21:00'))).toBeNull();
	expect(nextTime({ ...timetable, validTo: '2026-11-22' }, at('2026-11-22', '10:00'))).toBeNull();
});

test('times that touch do not overlap, times that cross do, on the days on which both hold', () => {
	const span = { fromMinute: 20 * 60, toMinute: 22 * 60 };
	const weekly = { ...span, weekdays: [4, 5], validFrom: '2027-01-01', validTo: null };
	expect(clashOf(timetable, weekly)).toMatchObject({ id: 'h1' });
	expect(clashOf(timetable, { ...weekly, weekdays: [5] })).toBeNull();
	expect(clashOf(timetable, { ...weekly, fromMinute: 21 * 60 })).toBeNull();
	expect(clashOf({ ...timetable, hours: [{ ...evenings, validTo: '2027-01-01' }] }, weekly)).toBeNull();
	expect(clashOf(timetable, { ...span, on: '2026-11-26', place: 'x' })).toMatchObject({ id: 'h1' });
	expect(clashOf(timetable, { ...span, on: '2026-11-25', place: 'x' })).toBeNull();
	const early = { fromMinute: 8 * 60, toMinute: 10 * 60 };
	expect(clashOf(timetable, { ...early, on: '2026-11-25', place: 'x' })).toMatchObject({ id: 's1' });
	expect(clashOf(timetable, { ...early, weekdays: [3], validFrom: '2026-11-01', validTo: null })).toMatchObject({
		id: 's1'
	});
});

test('a span is written as clocks write it', () => {
	expect(writeSpan(evenings)).toBe('19:00–21:00');
});
