import { m } from '#lib/messages/compiled/messages.js';
import { writeDay } from '#lib/shared/dates.ts';
import type { Compared } from './compared.ts';

/** One line of the comparison: what is compared, and what each of the two has, a line of text each. */
export interface Line {
	title: string;
	one: string[];
	other: string[];
	/** what can only be said of what a person is, not of what she has done */
	same: boolean;
}

export function linesOf(one: Compared, other: Compared, samePhone: boolean): Line[] {
	const line = (title: string, say: (side: Compared) => string[]): Line => ({
		title,
		one: say(one),
		other: say(other),
		same: false
	});
	const trait = (title: string, say: (side: Compared) => string[]): Line => {
		const both = line(title, say);
		return { ...both, same: both.one.length > 0 && both.one.join() === both.other.join() };
	};
	return [
		trait(m.office_roll_name(), ({ names }) => names.map(({ fullName }) => fullName)),
		trait(m.office_register_everyday_name(), ({ names }) => names.flatMap(({ everydayName }) => everydayName ?? [])),
		trait(m.office_roll_birth_year(), ({ person }) => [String(person.birthYear)]),
		{ ...line(m.duplicates_line_phone(), ({ names }) => names.flatMap(({ phone }) => phone ?? [])), same: samePhone },
		line(m.office_person_residences(), ({ residences }) =>
			residences.map(
				({ groupName, from, to, confirmedOn }) =>
					`${groupName}, ${stay(from, to)}${confirmedOn === null ? `, ${m.office_roll_unconfirmed()}` : ''}`
			)
		),
		line(m.duplicates_line_house(), ({ houses }) => houses.map(({ label, from, to }) => `${label}, ${stay(from, to)}`)),
		line(m.duplicates_line_registered(), ({ names }) => names.map(({ registeredOn }) => writeDay(registeredOn))),
		line(m.office_card_title(), ({ card }) => [
			card.kind === 'none' ? m.office_card_none() : m.duplicates_line_card({ day: writeDay(card.expiresOn) })
		]),
		line(m.duplicates_line_results(), ({ results, attainedDay }) => [
			m.duplicates_results({ count: results }),
			...(attainedDay === null ? [] : [m.duplicates_attained({ day: writeDay(attainedDay) })])
		])
	];
}

function stay(from: string, to: string | null): string {
	return to === null
		? m.office_person_residence_from({ from: writeDay(from) })
		: m.office_person_residence_to({ from: writeDay(from), to: writeDay(to) });
}
