import { daysBetween, type Day } from '#lib/shared/dates.ts';
import type { Doubt } from '#lib/literacy/figure.ts';
import type { Feeds } from '#lib/territory/settings.ts';
import type { PublicFigure } from '#lib/literacy/small-cells.ts';

/** What a place has promised: a share of its adults by a day. */
export interface Target {
	/** vn, a province's code or a ward's code */
	place: string;
	/** between 0 and 1 */
	value: number;
	startsOn: Day;
	dueOn: Day;
	issuer: string;
}

export type Colour = 'green' | 'amber' | 'red' | 'grey';
export type PaceReason = Doubt | 'no_target' | 'small_counts' | 'reached' | 'on_pace' | 'behind' | 'far_behind';

export interface Pace {
	colour: Colour;
	reason: PaceReason;
	/** the share that an even pace would have reached by now, between 0 and 1; null where there is no target */
	expected: number | null;
}

/**
 * The target that binds a place on a day: its own, else that of the nearest place above it. `chain` goes from the
 * place itself up to `vn`. Of several begun, the one due next; where all are past, the one due last, which stays
 * missed until a new one is set.
 */
export function targetOf(targets: readonly Target[], chain: readonly string[], on: Day): Target | null {
	const begun = targets.filter((target) => target.startsOn <= on);
	for (const place of chain) {
		const own = begun.filter((target) => target.place === place).sort((a, b) => (a.dueOn < b.dueOn ? -1 : 1));
		const target = own.find((one) => one.dueOn >= on) ?? own.at(-1);
		if (target) return target;
	}
	return null;
}

/** A figure with the target that binds its place and whether it keeps pace. */
export type PacedFigure = Omit<PublicFigure, 'parts'> & {
	pace: Pace;
	target: Target | null;
	/** which results the pace was measured by, as the place's province has decided */
	feeds: Feeds;
	parts: PacedFigure[];
};

/** The share that feeds a pace. */
export function fedRate(figure: Pick<PublicFigure, 'rate' | 'witnessedRate'>, feeds: Feeds): number | null {
	return feeds === 'all' ? figure.rate : figure.witnessedRate;
}

/** Behind, but by no more than a quarter of what was expected. */
const AMBER_FROM = 0.75;

/**
 * Whether a place keeps an even pace towards its target. Only witnessed results feed it, unless the province decides
 * otherwise: then the caller gives the share that does. Grey where the figure itself
 * is in doubt or nothing was promised: a colour must never stand on a number that does not.
 */
export function paceOf(figure: Pick<PublicFigure, 'doubt' | 'witnessedRate' | 'asOf'>, target: Target | null): Pace {
	const expected = target === null ? null : expectedShare(target, figure.asOf);
	if (figure.doubt !== null) return { colour: 'grey', reason: figure.doubt, expected };
	if (target === null || expected === null) return { colour: 'grey', reason: 'no_target', expected };
	if (figure.witnessedRate === null) return { colour: 'grey', reason: 'small_counts', expected };
	const rate = figure.witnessedRate;
	if (rate >= target.value) return { colour: 'green', reason: 'reached', expected };
	if (rate >= expected) return { colour: 'green', reason: 'on_pace', expected };
	if (rate >= AMBER_FROM * expected) return { colour: 'amber', reason: 'behind', expected };
	return { colour: 'red', reason: 'far_behind', expected };
}

/** The share that an even pace from the target's start reaches by a day. */
export function expectedShare(target: Pick<Target, 'value' | 'startsOn' | 'dueOn'>, on: Day): number {
	const length = daysBetween(target.startsOn, target.dueOn);
	const gone = daysBetween(target.startsOn, on);
	return target.value * Math.min(1, Math.max(0, length <= 0 ? 1 : gone / length));
}
