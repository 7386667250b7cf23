import { isDay, type Day } from '#lib/shared/dates.ts';

/**
 * The same day some months later. A month that is too short for it gives its last day: 31 August and six months are
 * 28 or 29 February. Count from one anchor, never from the last result, or the 31st becomes the 28th for ever.
 */
export function addMonths(day: Day, months: number): Day {
	const [year, month, date] = day.split('-').map(Number) as [number, number, number];
	const count = year * 12 + (month - 1) + months;
	const begin = `${String(Math.floor(count / 12)).padStart(4, '0')}-${String((count % 12) + 1).padStart(2, '0')}`;
	for (let last = date; last > 28; last -= 1) if (isDay(`${begin}-${last}`)) return `${begin}-${last}`;
	return `${begin}-${String(Math.min(date, 28)).padStart(2, '0')}`;
}
