import type { Day } from '#lib/shared/dates.ts';

/** For whom a class is held. */
export const LEARNERS = ['residents', 'enterprise', 'cooperative', 'agency'] as const;
export type Learners = (typeof LEARNERS)[number];

/** How somebody came to be enrolled. */
export const ENROLMENT_WAYS = ['card', 'list', 'pasted', 'self'] as const;
export type EnrolmentWay = (typeof ENROLMENT_WAYS)[number];

/** What stands beside a name in the roll of an evening. */
export const MARKS = ['present', 'late', 'excused', 'absent'] as const;
export type Mark = (typeof MARKS)[number];

/** How a mark came about: her card, a tap, a sheet typed in later, or the day's list of an opening. */
export const MARK_WAYS = ['card', 'tap', 'sheet', 'opening'] as const;
export type MarkWay = (typeof MARK_WAYS)[number];

/** Whoever was in the room. */
export const CAME: readonly Mark[] = ['present', 'late'];

/** A class of more people than this is several classes. */
export const MOST_ENROLLED = 500;
export const MOST_EVENINGS = 60;

export interface Evening {
	id: string;
	day: Day;
	/** 19:00 */
	starts: string;
	ends: string;
	cancelled: boolean;
}

/** From today on, the evening that comes next; null after the last. */
export function nextEvening<One extends Pick<Evening, 'day' | 'cancelled'>>(
	evenings: readonly One[],
	today: Day
): One | null {
	return evenings.find(({ day, cancelled }) => !cancelled && day >= today) ?? null;
}

/** Days on which no class is held, both included: a feast, a storm. */
export interface DaysOff {
	from: Day;
	to: Day;
}

/** The days between two, both included, that fall on some days of the week (0 is Sunday) and are not off. */
export function eveningsBetween(from: Day, to: Day, weekdays: readonly number[], off: readonly DaysOff[] = []): Day[] {
	const days: Day[] = [];
	for (let time = Date.parse(`${from}T00:00:00Z`); time <= Date.parse(`${to}T00:00:00Z`); time += 86_400_000) {
		const day = new Date(time);
		const written = day.toISOString().slice(0, 10);
		const isOff = off.some((days) => days.from <= written && written <= days.to);
		if (weekdays.includes(day.getUTCDay()) && !isOff) days.push(written);
		if (days.length > MOST_EVENINGS) break;
	}
	return days;
}
