/** A calendar day in Viet Nam as `2026-11-22`. Days close in Asia/Ho_Chi_Minh (design.md, invariant 13). */
export type Day = string;

const TIME_ZONE = 'Asia/Ho_Chi_Minh';
const dayParts = new Intl.DateTimeFormat('en-CA', {
	timeZone: TIME_ZONE,
	year: 'numeric',
	month: '2-digit',
	day: '2-digit'
});

const timeParts = new Intl.DateTimeFormat('en-GB', { timeZone: TIME_ZONE, hour: '2-digit', minute: '2-digit' });

/** Clocks in Viet Nam have stood still at UTC+7 since then. */
const EVER_SINCE = Date.parse('1975-06-13T00:00:00Z');
const AHEAD = 7 * 3_600_000;
const DAYS_KEPT = 10_000;
const written = new Map<number, Day>();

/** The calendar day in Viet Nam on which a moment falls. Asked for every event of a log, so days are written once. */
export function dayOf(moment: Date): Day {
	const time = moment.getTime();
	if (!(time >= EVER_SINCE)) return dayParts.format(moment);
	const n = Math.floor((time + AHEAD) / 86_400_000);
	const known = written.get(n);
	if (known !== undefined) return known;
	const day = dayParts.format(moment);
	if (written.size >= DAYS_KEPT) written.clear();
	written.set(n, day);
	return day;
}

/** The last day that has closed: what a signed-out visitor sees. */
export function lastClosedDay(now: Date): Day {
	return addDays(dayOf(now), -1);
}

export function addDays(day: Day, count: number): Day {
	return new Date(Date.parse(`${day}T00:00:00Z`) + count * 86_400_000).toISOString().slice(0, 10);
}

/** The same moment some months earlier. */
export function monthsBefore(moment: Date, months: number): Date {
	const before = new Date(moment);
	before.setUTCMonth(before.getUTCMonth() - months);
	return before;
}

export function daysBefore(moment: Date, days: number): Date {
	return new Date(moment.getTime() - days * 86_400_000);
}

export function daysBetween(from: Day, to: Day): number {
	return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

export function yearOf(day: Day): number {
	return Number(day.slice(0, 4));
}

export function laterDay(a: Day, b: Day): Day {
	return a > b ? a : b;
}

/** The first day on which somebody born in a year counts as an adult under an age rule: 1 January, since the
 * rule compares years only (design.md, invariant 8). */
export function adultFrom(birthYear: number, ageFrom: number): Day {
	return `${birthYear + ageFrom}-01-01`;
}

/** Whether a text is a real calendar day. */
export function isDay(text: string): boolean {
	if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
	const time = Date.parse(`${text}T00:00:00Z`);
	return !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === text;
}

/** `22/11/2026`. */
export function writeDay(day: Day): string {
	return `${day.slice(8, 10)}/${day.slice(5, 7)}/${day.slice(0, 4)}`;
}

/** `09:05 22/11/2026`, as clocks in Viet Nam show it. */
export function writeMoment(moment: Date): string {
	return `${timeParts.format(moment)} ${writeDay(dayOf(moment))}`;
}

/** `20:45`, by the clock in Viet Nam. */
export function writeTime(moment: Date): string {
	return timeParts.format(moment);
}

/** `11/2026`. */
export function writeMonth(day: Day): string {
	return `${day.slice(5, 7)}/${day.slice(0, 4)}`;
}
