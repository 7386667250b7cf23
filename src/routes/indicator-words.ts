import { findIndicator, isComputed } from '#lib/indicators/catalogue.ts';
import type { CriteriaSet, Indicator } from '#lib/indicators/indicator.ts';
import type { IndicatorValue } from '#lib/indicators/server/values.ts';
import { needOf } from '#lib/indicators/value.ts';
import { m } from '#lib/messages/compiled/messages.js';
import { writeDay, type Day } from '#lib/shared/dates.ts';
import { writeCount, writePercent, writeShare, type Language } from '#lib/shared/ratio.ts';

const SETS: Record<CriteriaSet, () => string> = {
	party: m.indicator_set_party,
	council: m.indicator_set_council,
	committee: m.indicator_set_committee,
	front: m.indicator_set_front
};

export function setName(set: CriteriaSet): string {
	return SETS[set]();
}

/** Why an indicator has its colour, what would change it, and who must act: one short line. */
export function whyOf(value: IndicatorValue, asOf: Day, language: Language): string {
	const indicator = findIndicator(value.id);
	if (!indicator) return '';
	const grey = greyOf(value, indicator, language);
	if (grey !== null) return grey;
	const { target, status } = value;
	if (target === null) return m.indicator_why_no_target();
	const words = { share: writeShare(target.value, language), expected: writePercent(status.expected, language) };
	const who = m.indicator_who({ owner: indicator.owner[language] });
	if (status.reason === 'reached')
		return `${m.indicator_why_reached(words)} ${m.indicator_change_keep({ day: writeDay(target.dueOn) })}`;
	const why =
		status.reason === 'on_pace'
			? m.indicator_why_on_pace(words)
			: status.reason === 'behind'
				? m.indicator_why_behind(words)
				: m.indicator_why_far_behind(words);
	return `${why} ${changeOf(value, indicator, asOf, language)} ${who}`;
}

function changeOf(value: IndicatorValue, indicator: Indicator, asOf: Day, language: Language): string {
	const { target, status, witnessed, numerator, denominator } = value;
	if (target === null) return '';
	const counting = witnessed ?? numerator ?? 0;
	const need = needOf({ counting, denominator: denominator ?? 0 }, target, status);
	const words = {
		now: writeCount(need.now, language),
		due: writeCount(need.due, language),
		unit: witnessed === null ? indicator.unit[language] : m.indicator_unit_witnessed(),
		day: writeDay(target.dueOn)
	};
	if (target.dueOn <= asOf) return m.indicator_change_missed(words);
	return status.colour === 'green' ? m.indicator_change_due(words) : m.indicator_change_now(words);
}

/** Why there is no colour, or null. */
function greyOf({ status, spoke, all }: IndicatorValue, indicator: Indicator, language: Language): string | null {
	const ofGroups = isComputed(indicator) && indicator.way !== 'officials';
	const words = { spoke: writeCount(spoke, language), all: writeCount(all, language) };
	switch (status.reason) {
		case 'no_target':
			return m.indicator_why_no_target();
		case 'no_denominator':
			if (ofGroups) return m.indicator_why_no_adults();
			return indicator.way === 'officials' ? m.indicator_why_no_officials() : m.indicator_why_no_entry();
		case 'coverage':
			return ofGroups ? m.indicator_why_group_coverage() : m.indicator_why_coverage(words);
		case 'stale':
			return m.indicator_why_stale();
		case 'numerator_above_denominator':
			return m.indicator_why_wrong();
		case 'small_counts':
			return m.indicator_why_hidden();
		default:
			return null;
	}
}
