import { addDays, daysBetween, laterDay, type Day } from '#lib/shared/dates.ts';
import type { Frame } from '#lib/compliance/duty.ts';
import { addMonths } from '#lib/compliance/months.ts';

/** Chưa bắt đầu, đang học, xong đúng hạn, xong muộn, quá hạn, miễn, hoãn, đã thôi (left, or the duty ended, before it was done). */
export const CYCLE_STATES = [
	'not_started',
	'in_progress',
	'done_on_time',
	'done_late',
	'overdue',
	'waived',
	'postponed',
	'ended'
] as const;
export type CycleStateName = (typeof CYCLE_STATES)[number];

export const WAIVER_KINDS = ['waived', 'postponed'] as const;
export type WaiverKind = (typeof WAIVER_KINDS)[number];

/** Why somebody is let off; codes, since a free text would hold what is nobody's business. */
export const WAIVER_REASONS = ['leave', 'illness', 'study', 'secondment', 'retiring', 'decision'] as const;
export type WaiverReason = (typeof WAIVER_REASONS)[number];

/** What is still missing. Of tests only the last try is told, since it says how far she is. */
export type Blocker =
	| { kind: 'test_not_tried'; module: string }
	| { kind: 'test_not_passed'; module: string; right: number; asked: number; on: Day };

/** What shows that a module was done: a test here, or a completion elsewhere that somebody saw. */
export type Evidence =
	| { kind: 'test'; module: string; result: string; on: Day; witnessed: boolean }
	| { kind: 'elsewhere'; module: string; completion: string; platform: string; on: Day };

export interface Waiver {
	id: string;
	kind: WaiverKind;
	reason: WaiverReason;
	/** the paper that says so, where there is one */
	paper: string | null;
	/** the last day; null, for a waiver only: for the whole period */
	until: Day | null;
	grantedBy: string;
	grantedOn: Day;
}

/** One test of a module, passed or not. */
export interface Tried {
	module: string;
	result: string;
	on: Day;
	asked: number;
	right: number;
	passed: boolean;
	witnessed: boolean;
}

/** What is known about one person and one cycle; the caller leaves out whatever happened after `asOf`. */
export interface Known {
	frame: Frame;
	validMonths: number | null;
	/** before which day she belonged to those whom the duty binds; null while she does */
	boundUntil: Day | null;
	tried: readonly Tried[];
	elsewhere: readonly Extract<Evidence, { kind: 'elsewhere' }>[];
	/** lessons of the modules that she has read, with their days */
	read: readonly { module: string; on: Day }[];
	/** the one in force */
	waiver: Waiver | null;
}

export interface Standing {
	state: CycleStateName;
	/** the day by which it must be done, a postponement counted in */
	due: Day;
	/** the last day that is on time */
	graceUntil: Day;
	doneOn: Day | null;
	/** since when she is not bound any more, if it was not done before */
	endedOn: Day | null;
	blockers: Blocker[];
	evidence: Evidence[];
}

/**
 * How a cycle stands on a day. It is done when every module it asks for was passed, or seen elsewhere, since it opened;
 * what came after its period still finishes it, late, and counts for the next period too, so that neither traps the
 * other. In the first period of a stay also counts what was done before, if it would still be valid on the day on which
 * the period opens; a later period asks anew. Nothing counts after she has left.
 */
export function standingOf(known: Known, asOf: Day): Standing {
	const { frame, boundUntil, waiver } = known;
	const evidence = frame.modules.flatMap((module) => earliest(known, module) ?? []);
	const isDone = evidence.length === frame.modules.length;
	const doneOn = isDone ? evidence.map(({ on }) => on).reduce(laterDay) : null;
	const due = dueWith(frame, waiver);
	const graceUntil = addDays(due, frame.graceDays);
	const endedOn = doneOn === null && boundUntil !== null && boundUntil <= asOf ? boundUntil : null;
	const blockers = isDone
		? []
		: frame.modules.filter((module) => !evidence.some((one) => one.module === module)).map((m) => blocker(known, m));

	const state = (): CycleStateName => {
		if (doneOn !== null) return doneOn <= graceUntil ? 'done_on_time' : 'done_late';
		if (endedOn !== null) return 'ended';
		if (waiver && (waiver.until === null || asOf <= waiver.until)) return waiver.kind;
		if (asOf > graceUntil) return 'overdue';
		return hasBegun(known) ? 'in_progress' : 'not_started';
	};
	return { state: state(), due, graceUntil, doneOn, endedOn, blockers, evidence };
}

/** Of what counts, the first; a test before what was seen elsewhere on the same day. */
function earliest(known: Known, module: string): Evidence | undefined {
	const tests = known.tried
		.filter((one) => one.module === module && one.passed)
		.map(({ result, on, witnessed }): Evidence => ({ kind: 'test', module, result, on, witnessed }));
	return [...tests, ...known.elsewhere.filter((one) => one.module === module)]
		.filter(({ on }) => counts(known, on))
		.toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))[0];
}

function counts({ frame, validMonths, boundUntil }: Known, on: Day): boolean {
	if (boundUntil !== null && on >= boundUntil) return false;
	if (on >= frame.opens) return true;
	return frame.opens === frame.anchor && (validMonths === null || addMonths(on, validMonths) > frame.opens);
}

/** A postponement moves the day; after a waiver with an end she has the full time again. */
function dueWith({ opens, due }: Frame, waiver: Waiver | null): Day {
	if (!waiver || waiver.until === null) return due;
	const again = waiver.kind === 'postponed' ? waiver.until : addDays(waiver.until, daysBetween(opens, due));
	return laterDay(due, again);
}

function blocker(known: Known, module: string): Blocker {
	const last = known.tried
		.filter((one) => one.module === module && !one.passed && counts(known, one.on))
		.toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : a.result < b.result ? -1 : 1))
		.at(-1);
	if (!last) return { kind: 'test_not_tried', module };
	return { kind: 'test_not_passed', module, right: last.right, asked: last.asked, on: last.on };
}

function hasBegun({ frame, tried, elsewhere, read }: Known): boolean {
	return [...tried, ...elsewhere, ...read].some(
		({ module, on }) => frame.modules.includes(module) && on >= frame.opens
	);
}
