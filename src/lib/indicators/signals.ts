/** Quicker than this many seconds a question, nobody who is new to a phone has read it. */
export const FAST_SECONDS = 6;
/** From this hour to that one it is night. */
export const NIGHT = { from: 22, to: 5 };
/** How far back signals look, in days. */
export const SIGNAL_DAYS = 90;

/** What tests witnessed by one helper, or at one learning point, look like from afar. */
export interface WorkCounts {
	tests: number;
	people: number;
	fast: number;
	/** with the same rare wrong answers as somebody else's */
	alike: number;
	night: number;
	/** answered with prompting, or by somebody else */
	prompted: number;
	/** passed at the first try */
	firstTry: number;
	/** residences confirmed, and of those by night */
	confirmed: number;
	confirmedNight: number;
}

export type Signal = 'fast' | 'alike' | 'night' | 'prompted' | 'first_try' | 'night_confirmations';

/** Fewer tests than this say nothing. */
const LEAST_TESTS = 5;
const LEAST_FIRST_TRIES = 10;
const FAST_SHARE = 0.2;
const NIGHT_SHARE = 0.2;
const PROMPTED_SHARE = 0.5;

/**
 * What is worth a look; each has an everyday explanation too. A signal accuses nobody and takes no result from
 * anybody: it makes a re-check there likelier, and that is all.
 */
export function signalsOf(work: WorkCounts): Signal[] {
	const signals: Signal[] = [];
	if (work.tests >= LEAST_TESTS) {
		if (work.fast / work.tests > FAST_SHARE) signals.push('fast');
		if (work.alike > 0) signals.push('alike');
		if (work.night / work.tests > NIGHT_SHARE) signals.push('night');
		if (work.prompted / work.tests > PROMPTED_SHARE) signals.push('prompted');
		if (work.tests >= LEAST_FIRST_TRIES && work.firstTry === work.tests) signals.push('first_try');
	}
	if (work.confirmed >= LEAST_TESTS && work.confirmedNight / work.confirmed > NIGHT_SHARE) {
		signals.push('night_confirmations');
	}
	return signals;
}
