import { m } from '#lib/messages/compiled/messages.js';
import { dayOf, writeDay, type Day } from '#lib/shared/dates.ts';
import {
	weekdayOf,
	writeMinute,
	writeSpan,
	type NextTime,
	type PointKind,
	type Stop
} from '#lib/territory/opening-times.ts';

const KINDS: Record<PointKind, () => string> = {
	fixed: m.points_kind_fixed,
	mobile: m.points_kind_mobile,
	one_stop: m.points_kind_one_stop,
	workplace: m.points_kind_workplace
};

const DAYS = [
	m.points_day_7,
	m.points_day_1,
	m.points_day_2,
	m.points_day_3,
	m.points_day_4,
	m.points_day_5,
	m.points_day_6
];

/** "Điểm cố định". */
export function kindWord(kind: string): string {
	return KINDS[kind as PointKind]();
}

/** "Thứ ba". */
export function weekdayWord(weekday: number): string {
	return DAYS[weekday % 7]?.() ?? '';
}

/** "Thứ ba, thứ năm", every day in one word. */
export function weekdaysWord(weekdays: readonly number[]): string {
	if (weekdays.length === 7) return m.points_every_day();
	const words = weekdays.map(weekdayWord).join(', ').toLocaleLowerCase('vi');
	return words.charAt(0).toLocaleUpperCase('vi') + words.slice(1);
}

/** "Thứ ba, 24/11/2026", or today. */
export function dayWord(day: Day, now: Date): string {
	return day === dayOf(now) ? m.points_today() : `${weekdayWord(weekdayOf(day))}, ${writeDay(day)}`;
}

/** When to come: "Đang mở, đến 21:00", "Hôm nay, 19:00–21:00". */
export function whenWord(next: NextTime, now: Date): string {
	if (next.now) return m.points_open_now({ until: writeMinute(next.toMinute) });
	return m.points_next({ day: dayWord(next.on, now), times: writeSpan(next) });
}

/** "Thứ tư, 25/11/2026, 07:00–09:00: Chợ Mẫu". */
export function stopWord(stop: Stop, now: Date): string {
	return m.points_stop({ day: dayWord(stop.on, now), times: writeSpan(stop), place: stop.place });
}
