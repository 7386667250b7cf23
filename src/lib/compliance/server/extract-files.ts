import { m } from '#lib/messages/compiled/messages.js';
import type { Block, Paper } from '#lib/server/paper.ts';
import { write } from '#lib/server/written.ts';
import { writeDay, writeMoment } from '#lib/shared/dates.ts';
import type { Language } from '#lib/shared/ratio.ts';
import { cycleLine, cycleWord, periodTitle, resultWord, skillWord, summaryOf } from '#lib/compliance/extract-words.ts';
import type { Extract } from '#lib/compliance/server/extract.ts';

export const EXTRACT_FORMS = ['pdf', 'docx', 'xlsx'] as const;
export type ExtractForm = (typeof EXTRACT_FORMS)[number];

/**
 * An extract as a file. A submitted one is the same file, byte for byte, whenever and by whomever it is asked for, as long
 * as nobody's name is corrected or erased; a live one bears the moment.
 */
export function writeExtract(
	extract: Extract,
	form: ExtractForm,
	{ place, language, now }: { place: string; language: Language; now: Date }
) {
	const madeAt = extract.knownAt ?? now;
	return write(form, {
		madeAt,
		paper: () => paperOf(extract, place, language, madeAt),
		sheets: () => sheetsOf(extract, language)
	});
}

function paperOf(extract: Extract, place: string, language: Language, madeAt: Date): Paper {
	const { agency, period, body, knownAt } = extract;
	const title = m.extract_heading({ period: periodTitle(period) });
	const missing = body.people.filter(({ result }) => result === 'missing');
	const paragraph = (text: string): Block => ({ kind: 'paragraph', text });
	return {
		title,
		language,
		madeAt,
		blocks: [
			{ kind: 'heading', level: 1, text: title, align: 'centre' },
			paragraph(m.extract_agency({ name: agency.name, place })),
			paragraph(m.extract_as_of({ day: writeDay(body.asOf) })),
			paragraph(knownAt === null ? m.extract_live() : m.extract_frozen({ at: writeMoment(knownAt) })),
			{ kind: 'heading', level: 2, text: m.extract_summary() },
			{
				kind: 'table',
				columns: [
					{ title: m.extract_measure(), weight: 3 },
					{ title: m.extract_count(), align: 'right' },
					{ title: m.extract_share(), align: 'right' }
				],
				rows: summaryOf(body, language).map((row) => [row.title, row.count, row.share])
			},
			paragraph(m.extract_shares_of()),
			{ kind: 'heading', level: 2, text: m.extract_missing_table() },
			...(missing.length === 0 ? [paragraph(m.extract_missing_none())] : [missingTable(extract, language)]),
			{ kind: 'heading', level: 2, text: m.extract_people_table() },
			peopleTable(extract)
		]
	};
}

function missingTable(extract: Extract, language: Language): Block {
	const rows = overdueOf(extract).map(({ name, title, due, missing }) => [
		...[name, title, writeDay(due)],
		missing.map((module) => module[language]).join('; ')
	]);
	return {
		kind: 'table',
		columns: [
			{ title: m.extract_name(), weight: 2 },
			{ title: m.extract_duty(), weight: 2 },
			{ title: m.extract_due(), weight: 1.2 },
			{ title: m.extract_lacking(), weight: 3 }
		],
		rows
	};
}

function peopleTable({ body, names }: Extract): Block {
	return {
		kind: 'table',
		columns: [
			{ title: m.extract_number(), weight: 0.6, align: 'right' },
			{ title: m.extract_name(), weight: 2.2 },
			{ title: m.extract_position(), weight: 1.6 },
			{ title: m.extract_skills(), weight: 1.4 },
			{ title: m.extract_result(), weight: 1.3 },
			{ title: m.extract_duties(), weight: 3 }
		],
		rows: body.people.map((person, n) => [
			...[n + 1, nameOf(names, person.personId), person.position, skillWord(person)],
			...[resultWord(person.result), person.cycles.map(cycleLine).join('\n')]
		])
	};
}

function sheetsOf(extract: Extract, language: Language) {
	const { body, names } = extract;
	const cycles = body.people.flatMap(({ personId, cycles: own }) =>
		own.map((cycle) => [
			...[nameOf(names, personId), cycle.title, cycle.order, cycle.n, writeDay(cycle.due), cycleWord(cycle.state)],
			...[cycle.doneOn && writeDay(cycle.doneOn), cycle.missing.map((module) => module[language]).join('; ')],
			cycle.elsewhere ? m.extract_elsewhere() : null
		])
	);
	return [
		{
			name: m.extract_summary(),
			widths: [40, 12, 12],
			rows: [
				[m.extract_measure(), m.extract_count(), m.extract_share()],
				...summaryOf(body, language).map((row) => [row.title, row.count, row.share]),
				[m.extract_as_of({ day: writeDay(body.asOf) }), null, null]
			]
		},
		{
			name: m.extract_people_table(),
			widths: [6, 28, 22, 18, 16],
			rows: [
				[m.extract_number(), m.extract_name(), m.extract_position(), m.extract_skills(), m.extract_result()],
				...body.people.map((person, n) => [
					...[n + 1, nameOf(names, person.personId), person.position, skillWord(person), resultWord(person.result)]
				])
			]
		},
		{
			name: m.extract_sheet_duties(),
			widths: [28, 30, 16, 8, 12, 14, 12, 40, 20],
			rows: [
				[
					...[m.extract_name(), m.extract_duty(), m.extract_order(), m.extract_round(), m.extract_due()],
					...[m.extract_state(), m.extract_done_on(), m.extract_lacking(), null]
				],
				...cycles
			]
		}
	];
}

/** Who is missing what, one row a duty. */
export function overdueOf({ body, names }: Pick<Extract, 'body' | 'names'>) {
	return body.people.flatMap(({ personId, cycles }) =>
		cycles
			.filter(({ state }) => state === 'overdue')
			.map(({ title, n, due, missing }) => ({
				key: `${personId} ${title} ${n}`,
				name: nameOf(names, personId),
				title,
				due,
				missing
			}))
	);
}

/** What somebody is called; whoever was erased has no name any more. */
export function nameOf(names: Extract['names'], personId: string): string {
	return names.get(personId) ?? m.extract_erased();
}
