import { addDays, dayOf, writeTime, type Day } from '#lib/shared/dates.ts';

/** What a learning point is: always at its address; coming round; a desk of the ward's office; inside a workplace. */
export const POINT_KINDS = ['fixed', 'mobile', 'one_stop', 'workplace'] as const;
export type PointKind = (typeof POINT_KINDS)[number];

/** Monday to Sunday, as they are counted here. */
export const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;

/** Minutes of the day in Viet Nam, from the first to before the last. */
export interface Span {
	fromMinute: number;
	toMinute: number;
}

/** Open on some days of the week, from a day to before a day. */
export interface Hours extends Span {
	id: string;
	weekdays: readonly number[];
	validFrom: Day;
	validTo: Day | null;
}

/** Where a mobile point stands on one day. */
export interface Stop extends Span {
	id: string;
	on: Day;
	place: string;
}

/** All that says when a point is open. */
export interface Timetable {
	hours: readonly Hours[];
	stops: readonly Stop[];
	/** the first day on which the point is no more */
	validTo: Day | null;
}

/** `place` is null where the point stands at its own address. */
export type OpenTime = Span & { place: string | null };

export interface NextTime extends OpenTime {
	on: Day;
	now: boolean;
}

/** How far ahead somebody is told when to come. */
const DAYS_AHEAD = 28;

/** 1 for Monday to 7 for Sunday. */
export function weekdayOf(day: Day): number {
	return new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
}

/** When a point is open on a day, the earliest first; on no day from the one on which it ended. */
export function timesOn({ hours, stops, validTo }: Timetable, day: Day): OpenTime[] {
	if (validTo !== null && day >= validTo) return [];
	const weekly = hours.filter((one) => holdsOn(one, day)).map(({ fromMinute, toMinute }) => ({ fromMinute, toMinute }));
	const here = stops.filter(({ on }) => on === day);
	return [
		...weekly.map((span) => ({ ...span, place: null })),
		...here.map(({ fromMinute, toMinute, place }) => ({ fromMinute, toMinute, place }))
	].sort((a, b) => a.fromMinute - b.fromMinute);
}

/** When a point is open now or next, within four weeks; null where nothing says so. */
export function nextTime(timetable: Timetable, now: Date): NextTime | null {
	const [today, minute] = [dayOf(now), minuteOf(now)];
	for (let ahead = 0; ahead < DAYS_AHEAD; ahead += 1) {
		const on = addDays(today, ahead);
		const next = timesOn(timetable, on).find(({ toMinute }) => ahead > 0 || toMinute > minute);
		if (next) return { ...next, on, now: ahead === 0 && next.fromMinute <= minute };
	}
	return null;
}

/** What a new time would overlap, or null: a point is in one place at a time and opens once. */
export function clashOf(timetable: Timetable, wanted: Omit<Hours, 'id'> | Omit<Stop, 'id'>): Span | null {
	const stop = 'on' in wanted;
	const weekly = timetable.hours.find(
		(one) => crosses(one, wanted) && (stop ? holdsOn(one, wanted.on) : holdTogether(one, wanted))
	);
	if (weekly) return weekly;
	return (
		timetable.stops.find((one) => crosses(one, wanted) && (stop ? one.on === wanted.on : holdsOn(wanted, one.on))) ??
		null
	);
}

/** The minute of the day in Viet Nam. */
export function minuteOf(moment: Date): number {
	const [hours = 0, minutes = 0] = writeTime(moment).split(':').map(Number);
	return hours * 60 + minutes;
}

/** `19:00–21:00`. */
export function writeSpan({ fromMinute, toMinute }: Span): string {
	return `${writeMinute(fromMinute)}–${writeMinute(toMinute)}`;
}

export function writeMinute(minute: number): string {
	return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

function holdsOn({ weekdays, validFrom, validTo }: Omit<Hours, 'id'>, day: Day): boolean {
	return validFrom <= day && (validTo === null || day < validTo) && weekdays.includes(weekdayOf(day));
}

function holdTogether(one: Omit<Hours, 'id'>, other: Omit<Hours, 'id'>): boolean {
	const apart =
		(one.validTo !== null && one.validTo <= other.validFrom) ||
		(other.validTo !== null && other.validTo <= one.validFrom) ||
		one.validTo === one.validFrom;
	return !apart && one.weekdays.some((day) => other.weekdays.includes(day));
}

function crosses(one: Span, other: Span): boolean {
	return one.fromMinute < other.toMinute && other.fromMinute < one.toMinute;
}
