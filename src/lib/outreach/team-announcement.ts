import { m } from '#lib/messages/compiled/messages.js';
import { addDays, writeDay, type Day } from '#lib/shared/dates.ts';
import { timesOn, weekdayOf, writeMinute, type Timetable } from '#lib/territory/opening-times.ts';

/** A learning point as it is called out. */
export interface AnnouncedPoint {
	name: string;
	address: string;
	timetable: Timetable;
}

const DAYS = 7;
const WEEKDAYS = [
	m.points_day_7,
	m.points_day_1,
	m.points_day_2,
	m.points_day_3,
	m.points_day_4,
	m.points_day_5,
	m.points_day_6
];

/**
 * What is read out over the loudspeaker or sent to a chat group: where and when one may learn in a ward for a week from
 * a day on, day by day, in Vietnamese. Null where nothing is open.
 */
export function announcementOf(ward: string, points: readonly AnnouncedPoint[], from: Day): string | null {
	const lines: string[] = [];
	for (let ahead = 0; ahead < DAYS; ahead += 1) {
		const day = addDays(from, ahead);
		const open = points.flatMap(({ name, address, timetable }) =>
			timesOn(timetable, day).map((time) => ({ ...time, name, place: time.place ?? address }))
		);
		if (open.length === 0) continue;
		const weekday = WEEKDAYS[weekdayOf(day) % 7]?.({}, { locale: 'vi' }) ?? '';
		lines.push('', m.reminders_text_day({ weekday, day: writeDay(day) }, { locale: 'vi' }));
		for (const { fromMinute, toMinute, name, place } of open.sort((a, b) => a.fromMinute - b.fromMinute)) {
			const times = { from: writeMinute(fromMinute), to: writeMinute(toMinute) };
			lines.push(m.reminders_text_line({ ...times, name, place }, { locale: 'vi' }));
		}
	}
	if (lines.length === 0) return null;
	const head = m.reminders_text_head({ ward }, { locale: 'vi' });
	const foot = m.reminders_text_foot({}, { locale: 'vi' });
	return [head, ...lines, '', foot].join('\n');
}
