import { addDays, daysBetween, laterDay, type Day } from '#lib/shared/dates.ts';
import { spellingOf } from '#lib/shared/names.ts';
import type { Appointment } from '#lib/compliance/agency.ts';
import { addMonths } from '#lib/compliance/months.ts';

/** Until when what a duty asks for must be done: so long after joining, or one day for all who are there when it begins. */
export type DueRule = { months: number } | { days: number } | { on: Day };

/** Whom a duty binds: who holds a post for which each list is empty or names it. */
export interface Audience {
	agencies: string[];
	/** written as in the appointments; compared by spelling */
	positions: string[];
	people: string[];
}

/** What of a duty decides its cycles. */
export interface DutyRule {
	/** from this day it binds */
	startsOn: Day;
	/** from this day it binds no more */
	endsOn: Day | null;
	due: DueRule;
	graceDays: number;
	/** how long what was done holds, and so how long a period is; null: it is done once and for all */
	validMonths: number | null;
	modules: string[];
	/** asked for in the second and later periods; empty: the same again */
	refresher: string[];
	audience: Audience;
}

/** What is asked of one person in one period: written once, never changed. */
export interface Frame {
	n: number;
	/** the day on which the first period of this stay opened; periods are counted from it */
	anchor: Day;
	opens: Day;
	due: Day;
	graceDays: number;
	/** the period ends before this day, when the next one opens; null: it has no end */
	ends: Day | null;
	modules: string[];
}

/** From a day to before a day. */
export interface Stay {
	from: Day;
	to: Day | null;
}

/** When somebody belonged to those whom a duty binds, posts that touch or overlap taken together. */
export function staysOf({ audience }: Pick<DutyRule, 'audience'>, appointments: readonly Appointment[]): Stay[] {
	const positions = new Set(audience.positions.map(spellingOf));
	const stays: Stay[] = [];
	const posts = appointments
		.filter(({ agencyId }) => audience.agencies.length === 0 || audience.agencies.includes(agencyId))
		.filter(({ position }) => positions.size === 0 || positions.has(spellingOf(position)))
		.filter(({ personId }) => audience.people.length === 0 || audience.people.includes(personId))
		.filter(({ from, to }) => to === null || to > from)
		.toSorted((a, b) => (a.from < b.from ? -1 : 1));
	for (const { from, to } of posts) {
		const last = stays.at(-1);
		if (last && (last.to === null || last.to >= from)) {
			last.to = last.to === null || to === null ? null : laterDay(last.to, to);
		} else stays.push({ from, to });
	}
	return stays;
}

/**
 * The frames that are missing for one person today, in order. Her first period opens when the duty begins or when she
 * joins, whichever is later, with the full time; later periods open when the one before ends, done or not. Who leaves
 * and comes back begins anew.
 */
export function framesToOpen(duty: DutyRule, stays: readonly Stay[], open: readonly Frame[], today: Day): Frame[] {
	const stay = stays.find(({ from, to }) => from <= today && (to === null || to > today));
	if (!stay || (duty.endsOn !== null && duty.endsOn <= today)) return [];
	const begins = laterDay(duty.startsOn, stay.from);
	if (begins > today) return [];

	const ofStay = open.filter(({ anchor }) => anchor >= stay.from);
	const anchor = ofStay[0]?.anchor ?? begins;
	const frames: Frame[] = [];
	for (let round = ofStay.length; ; round += 1) {
		if (round > 0 && duty.validMonths === null) return frames;
		const opens = addMonths(anchor, round * (duty.validMonths ?? 0));
		if (opens > today || (duty.endsOn !== null && opens >= duty.endsOn)) return frames;
		frames.push(frameOf(duty, anchor, round, open.length + frames.length + 1));
	}
}

function frameOf(duty: DutyRule, anchor: Day, round: number, n: number): Frame {
	const { validMonths, graceDays, modules, refresher } = duty;
	const opens = addMonths(anchor, round * (validMonths ?? 0));
	return {
		n,
		anchor,
		opens,
		due: dueOf(duty, anchor, round),
		graceDays,
		ends: validMonths === null ? null : addMonths(anchor, (round + 1) * validMonths),
		modules: round > 0 && refresher.length > 0 ? refresher : modules
	};
}

/** Who joins after the beginning has as many days as those who were there. */
export function dueOf({ due, startsOn, validMonths }: DutyRule, anchor: Day, round: number): Day {
	const later = round * (validMonths ?? 0);
	if ('months' in due) return addMonths(anchor, later + due.months);
	if ('days' in due) return addDays(addMonths(anchor, later), due.days);
	const first = anchor <= startsOn ? due.on : addDays(anchor, daysBetween(startsOn, due.on));
	return addMonths(first, later);
}
