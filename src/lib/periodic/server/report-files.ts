import { m } from '#lib/messages/compiled/messages.js';
import { periodTitle, tablesOf, type ReportTable } from '#lib/periodic/report-words.ts';
import type { WardReport } from '#lib/periodic/server/ward-reports.ts';
import type { Block, Paper } from '#lib/server/paper.ts';
import { write, type WrittenForm } from '#lib/server/written.ts';
import { writeDay, writeMoment } from '#lib/shared/dates.ts';
import type { Language } from '#lib/shared/ratio.ts';

export const REPORT_FORMS = ['docx', 'pdf', 'xlsx', 'csv'] as const satisfies readonly WrittenForm[];

/**
 * A report as a file, from the same tables as its page. One that stands still is the same file, byte for byte, whenever
 * and by whomever it is asked for, but for the number of the signed paper; a live one bears the moment.
 */
export function writeReport(
	report: WardReport,
	form: WrittenForm,
	{ place, language, now }: { place: string; language: Language; now: Date }
) {
	const tables = tablesOf(report.body, language);
	const madeAt = report.knownAt ?? now;
	return write(form, {
		madeAt,
		paper: () => ({ title: headingOf(report, place), language, madeAt, blocks: blocksOf(report, place, tables) }),
		sheets: () =>
			tables.map(({ title, columns, rows }) => ({
				name: title,
				widths: columns.map(({ wide }) => (wide ? 34 : 12)),
				rows: [columns.map((column) => column.title), ...rows]
			})),
		table: () => [
			[m.periodic_csv_table(), m.periodic_csv_row(), m.periodic_csv_column(), m.periodic_csv_value()],
			...tables.flatMap(({ title, columns, rows }) =>
				rows.flatMap(([row = null, ...cells]) =>
					cells.map((cell, n) => [title, row, columns[n + 1]?.title ?? '', cell])
				)
			)
		]
	});
}

/** Báo cáo … Phường Cửa Nam, tháng 11 năm 2026 */
export function headingOf({ period }: Pick<WardReport, 'period'>, place: string): string {
	return m.periodic_heading({ place, period: periodTitle(period) });
}

/** What is said before the tables: what is reported, until when, known until when, which signed paper. */
export function linesOf({ period, body, knownAt, documents }: WardReport): string[] {
	const document = documents.at(-1);
	return [
		m.periodic_days({ from: writeDay(period.from), to: writeDay(period.to) }),
		m.periodic_as_of({ day: writeDay(body.asOf), age: body.figure.ageFrom }),
		knownAt === null ? m.periodic_live() : m.periodic_frozen({ at: writeMoment(knownAt) }),
		...(document
			? [m.periodic_document_line({ number: document.number, symbol: document.symbol, day: writeDay(document.day) })]
			: [])
	];
}

function blocksOf(report: WardReport, place: string, tables: readonly ReportTable[]): Paper['blocks'] {
	const blocks: Block[] = [{ kind: 'heading', level: 1, text: headingOf(report, place), align: 'centre' }];
	for (const text of linesOf(report)) blocks.push({ kind: 'paragraph', text });
	for (const { title, columns, rows, note, annex } of tables) {
		const text = annex ? `${m.periodic_annex_word()}. ${title}` : title;
		blocks.push({ kind: 'heading', level: 2, text });
		blocks.push({
			kind: 'table',
			columns: columns.map(({ title, number, wide }) => ({
				...{ title, weight: wide ?? 1 },
				...(number && { align: 'right' as const })
			})),
			rows
		});
		if (note) blocks.push({ kind: 'paragraph', text: note });
	}
	return blocks;
}
