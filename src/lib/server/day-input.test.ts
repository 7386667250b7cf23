import { expect, test } from 'vitest';
import { z } from 'zod';
import { dayBoxes, dayFrom } from '#lib/server/day-input.ts';

const form = z.object(dayBoxes).transform((boxes, context) => dayFrom(boxes, context));

function read(day: string, month: string, year: string): string {
	const read = form.safeParse({ day, month, year });
	if (read.success) return read.data;
	return read.error.issues.map(({ path, message }) => `${String(path[0])} ${message}`).join(', ');
}

test('three boxes are one day, with or without zeros and spaces', () => {
	expect(read('22', '11', '2026')).toBe('2026-11-22');
	expect(read(' 5', '03 ', '2026')).toBe('2026-03-05');
	expect(read('29', '2', '2028')).toBe('2028-02-29');
});

test('a day that is not in the calendar is refused at its first box', () => {
	for (const [day, month, year] of [
		['31', '2', '2026'],
		['29', '2', '2026'],
		['0', '1', '2026'],
		['1', '13', '2026'],
		['1', '1', '26']
	] as const) {
		expect(read(day, month, year), `${day}/${month}/${year}`).toBe('day day_wrong');
	}
});

test('an empty box and letters are each said at their own box', () => {
	expect(read('', '11', '2026')).toBe('day day_missing');
	expect(read('1', 'x', '2026')).toBe('month day_wrong');
	expect(form.safeParse({}).error?.issues.map(({ message }) => message)).toEqual([
		'day_missing',
		'day_missing',
		'day_missing'
	]);
});
