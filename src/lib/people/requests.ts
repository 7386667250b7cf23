import { addDays, dayOf, type Day } from '#lib/shared/dates.ts';

/** What somebody may ask about her own data. */
export const REQUEST_KINDS = ['access', 'correction', 'objection', 'erasure'] as const;
export type RequestKind = (typeof REQUEST_KINDS)[number];

export const REQUEST_STATES = ['received', 'working', 'done', 'declined'] as const;
export type RequestState = (typeof REQUEST_STATES)[number];

/** Working days in which she hears something (Decree 356/2025/NĐ-CP). */
export const FIRST_ANSWER_WORKING_DAYS = 2;

/**
 * Days in which it is done. Objecting: 15 by Decree 356/2025/NĐ-CP. For the other rights the decree has days of its own,
 * between 10 and 20 as law firms report; we promise the shortest.
 */
export const DAYS_TO_DO: Record<RequestKind, number> = { access: 10, correction: 10, objection: 15, erasure: 10 };

/** The last days on which a request received at a moment is answered in time. */
export function dueDays(kind: RequestKind, receivedAt: Date): { firstAnswerDue: Day; due: Day } {
	const day = dayOf(receivedAt);
	return { firstAnswerDue: addWorkingDays(day, FIRST_ANSWER_WORKING_DAYS), due: addDays(day, DAYS_TO_DO[kind]) };
}

/**
 * So many working days after a day. Saturdays and Sundays do not count; public holidays do, since their days change
 * from year to year: our day is never later than the law's.
 */
export function addWorkingDays(day: Day, count: number): Day {
	let reached = day;
	for (let left = count; left > 0;) {
		reached = addDays(reached, 1);
		const weekday = new Date(`${reached}T00:00:00Z`).getUTCDay();
		if (weekday !== 0 && weekday !== 6) left -= 1;
	}
	return reached;
}

export interface Due {
	state: RequestState;
	firstAnswerDue: Day;
	due: Day;
}

/** The day that counts next for a request: its first answer, then its end; null once it is answered. */
export function nextDue({ state, firstAnswerDue, due }: Due): Day | null {
	if (state === 'done' || state === 'declined') return null;
	return state === 'received' && firstAnswerDue < due ? firstAnswerDue : due;
}

export function isOverdue(request: Due, today: Day): boolean {
	const next = nextDue(request);
	return next !== null && next < today;
}
