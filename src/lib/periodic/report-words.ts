import { m } from '#lib/messages/compiled/messages.js';
import type { Doubt, Figure } from '#lib/literacy/figure.ts';
import type { Period } from '#lib/periodic/period.ts';
import type { Behind } from '#lib/periodic/behind.ts';
import { findIndicator } from '#lib/indicators/catalogue.ts';
import { atHome, type ReportBody, type ReportedIndicator } from '#lib/periodic/report-body.ts';
import { writeDay } from '#lib/shared/dates.ts';
import { ratioOf, writePercent, type Language } from '#lib/shared/ratio.ts';

/** One table of a report; a page, a paper, a workbook and a CSV file are all made of these and of nothing else. */
export interface ReportTable {
	title: string;
	/** the first column says what a row is of; `wide` is its share of a paper's width */
	columns: { title: string; number?: true; wide?: number }[];
	rows: (string | number | null)[][];
	/** row by row, whom a row's figures count: of the column of that number, where people can be listed */
	behind?: (Link[] | null)[];
	note?: string;
	/** stands behind the text of a paper */
	annex?: true;
}

/** The figure in a column leads to its people, to the table of groups of which it is the sum, or to the page of an indicator. */
export interface Link {
	column: number;
	of: Behind | 'groups' | 'indicator';
	group?: string;
	service?: string;
	indicator?: string;
}

const DOUBTS: Record<Doubt, () => string> = {
	no_denominator: m.periodic_doubt_no_denominator,
	coverage: m.periodic_doubt_coverage,
	stale: m.periodic_doubt_stale,
	numerator_above_denominator: m.periodic_doubt_above
};

export function periodTitle({ kind, number, year, name }: Period): string {
	const of = { number: String(number), year: String(year) };
	if (kind === 'campaign') return m.periodic_campaign({ name: name ?? '' });
	if (kind === 'year') return m.periodic_year(of);
	return kind === 'month' ? m.periodic_month(of) : m.periodic_quarter(of);
}

/** Everything that a report says, table by table. */
export function tablesOf(body: ReportBody, language: Language): ReportTable[] {
	const figures = [main(body, language), indicators(body, language), progress(body)];
	return [...figures, movements(body), support(body), teaching(body), annex(body, language)];
}

function main({ figure }: ReportBody, language: Language): ReportTable {
	const { adults, groups, undeclared } = figure;
	const row = (title: string, count: number | null) => [
		title,
		count,
		count === null ? '' : writePercent(ratioOf(count, adults), language)
	];
	return {
		title: m.periodic_main(),
		columns: [
			{ title: m.periodic_item(), wide: 3 },
			{ title: m.periodic_people(), number: true },
			{ title: m.periodic_share(), number: true }
		],
		rows: [
			[m.periodic_adults({ age: figure.ageFrom }), adults, ''],
			row(m.periodic_attained(), figure.attained),
			row(m.periodic_witnessed(), figure.witnessed),
			row(m.periodic_home(), atHome(figure)),
			row(m.periodic_assessed(), figure.assessed),
			row(m.periodic_unknown(), figure.unknown),
			[m.periodic_groups_declared({ all: groups.all }), groups.declared, ''],
			[m.periodic_undeclared_attained(), undeclared.attained, '']
		],
		behind: [
			at(1, 'groups'),
			...[at(1, 'attained'), at(1, 'witnessed'), at(1, 'home'), at(1, 'assessed'), at(1, 'unknown')],
			...[at(1, 'groups'), at(1, 'undeclared')]
		],
		note: figure.doubt === null ? m.periodic_main_note() : `${m.periodic_doubt()} ${DOUBTS[figure.doubt]()}`
	};
}

function indicators({ indicators: values }: ReportBody, language: Language): ReportTable {
	return {
		title: m.periodic_indicators(),
		columns: [
			{ title: m.periodic_indicator(), wide: 3 },
			{ title: m.periodic_indicator_numerator(), number: true },
			{ title: m.periodic_indicator_denominator(), number: true },
			{ title: m.periodic_share(), number: true },
			{ title: m.periodic_indicator_source(), wide: 2 }
		],
		rows: values.map(({ name, numerator, denominator, asOf, ...value }) => [
			name[language],
			numerator,
			denominator,
			numerator === null ? '' : writePercent(ratioOf(numerator, denominator), language),
			asOf === null
				? m.periodic_indicator_silent()
				: m.periodic_indicator_from({ source: sourceIn(value, language), day: writeDay(asOf) })
		]),
		behind: values.map(({ id }) => at(1, 'indicator', { indicator: id })),
		note: m.periodic_indicators_note()
	};
}

/** What an officer entered stands as she wrote it; of what is computed here the definition says the same in each language. */
function sourceIn({ id, source }: Pick<ReportedIndicator, 'id' | 'source'>, language: Language): string {
	const defined = findIndicator(id)?.source;
	return defined?.vi === source ? defined[language] : source;
}

function progress({ figure, before }: ReportBody): ReportTable {
	const row = (title: string, was: number | null, is: number | null) => [
		...[title, was, is, was === null || is === null ? null : is - was]
	];
	return {
		title: m.periodic_progress(),
		columns: [
			{ title: m.periodic_item(), wide: 3 },
			{ title: m.periodic_begin(), number: true },
			{ title: m.periodic_end(), number: true },
			{ title: m.periodic_difference(), number: true }
		],
		rows: [
			row(m.periodic_adults({ age: figure.ageFrom }), before.adults, figure.adults),
			row(m.periodic_attained(), before.attained, figure.attained),
			row(m.periodic_witnessed(), before.witnessed, figure.witnessed),
			row(m.periodic_assessed(), before.assessed, figure.assessed)
		],
		behind: [at(2, 'groups'), at(2, 'attained'), at(2, 'witnessed'), at(2, 'assessed')],
		note: m.periodic_progress_note()
	};
}

function movements({ movements: moved }: ReportBody): ReportTable {
	return {
		title: m.periodic_movements(),
		columns: [
			{ title: m.periodic_item(), wide: 3 },
			{ title: m.periodic_people(), number: true }
		],
		rows: [
			[m.periodic_newly_attained(), moved.attained],
			[m.periodic_newly_witnessed(), moved.witnessed],
			[m.periodic_newly_assessed(), moved.assessed],
			[m.periodic_entered(), moved.entered],
			[m.periodic_confirmed(), moved.confirmed],
			[m.periodic_moved_in(), moved.movedIn],
			[m.periodic_moved_out(), moved.movedOut],
			[m.periodic_moved_within(), moved.movedWithin],
			[m.periodic_died(), moved.died]
		],
		behind: [
			...[at(1, 'new_attained'), at(1, 'new_witnessed'), at(1, 'new_assessed'), at(1, 'entered'), at(1, 'confirmed')],
			...[at(1, 'moved_in'), at(1, 'moved_out'), at(1, 'moved_within'), at(1, 'died')]
		],
		note: m.periodic_movements_note()
	};
}

function support({ support: given }: ReportBody): ReportTable {
	return {
		title: m.periodic_support(),
		columns: [
			{ title: m.periodic_service(), wide: 3 },
			{ title: m.periodic_actions(), number: true },
			{ title: m.periodic_helped(), number: true }
		],
		rows: [
			[m.periodic_support_all(), given.actions, given.people],
			[m.periodic_support_anonymous(), given.anonymous, null],
			...given.services.map(({ name, actions, people }) => [name, actions, people])
		],
		behind: [at(2, 'helped'), null, ...given.services.map(({ id }) => at(2, 'helped', { service: id }))],
		note: m.periodic_support_note()
	};
}

function teaching({ teaching: held }: ReportBody): ReportTable {
	return {
		title: m.periodic_teaching(),
		columns: [
			{ title: m.periodic_item(), wide: 3 },
			{ title: m.periodic_count(), number: true }
		],
		rows: [
			[m.periodic_classes(), held.classes],
			[m.periodic_meetings(), held.meetings],
			[m.periodic_learners(), held.learners],
			[m.periodic_points(), held.points],
			[m.periodic_points_used(), held.pointsUsed]
		],
		behind: [null, null, at(1, 'learners'), null, null]
	};
}

/** One row a group, as it was: what it declared, by which age rule, when and through whom. */
function annex({ figure }: ReportBody, language: Language): ReportTable {
	const numbers = (one: Figure) => {
		// A group without a valid declaration has its people beside, and no share.
		const { assessed, attained } = one.groups.declared === 0 ? one.undeclared : one;
		const hasParts = one.groups.declared > 0;
		return [
			...[one.adults, assessed, attained, hasParts ? one.witnessed : null, hasParts ? atHome(one) : null, one.unknown],
			writePercent(one.rate, language)
		];
	};
	return {
		title: m.periodic_annex(),
		annex: true,
		columns: [
			{ title: m.periodic_group(), wide: 1.6 },
			{ title: m.periodic_declaration(), wide: 2 },
			{ title: m.periodic_short_adults(), number: true },
			{ title: m.periodic_short_assessed(), number: true },
			{ title: m.periodic_short_attained(), number: true },
			{ title: m.periodic_short_witnessed(), number: true },
			{ title: m.periodic_short_home(), number: true },
			{ title: m.periodic_short_unknown(), number: true },
			{ title: m.periodic_share(), number: true }
		],
		rows: [
			...figure.parts.map((part) => [part.place.name, declarationLine(part), ...numbers(part)]),
			[m.periodic_whole_ward(), m.periodic_declared_of({ ...figure.groups }), ...numbers(figure)]
		],
		behind: [...figure.parts.map(({ place }) => annexLinks({ group: place.code })), annexLinks()]
	};
}

/** As the annex's columns stand. */
const ANNEX = ['assessed', 'attained', 'witnessed', 'home', 'unknown'] as const;

function annexLinks(of: { group?: string } = {}): Link[] {
	return ANNEX.flatMap((measure, n) => at(n + 3, measure, of));
}

const at = (column: number, of: Link['of'], more: Pick<Link, 'group' | 'service' | 'indicator'> = {}): Link[] => [
	{ column, of, ...more }
];

function declarationLine({ declaration, doubt }: Figure): string {
	if (!declaration) return m.periodic_not_declared();
	const { asOf, ageFrom, source, away } = declaration;
	const said = m.periodic_declared({ day: writeDay(asOf), age: ageFrom, away });
	const by = source === 'merged' ? m.periodic_source_merged() : m.periodic_source_head();
	return [`${said} ${by}`, ...(doubt === null ? [] : [DOUBTS[doubt]()])].join(' ');
}
