import { eq } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { allow } from '#lib/access/permissions.ts';
import {
	isSensitiveByContent,
	recogniseColumns,
	refusedBy,
	refusedByContent,
	type Column,
	type Field
} from '#lib/rosters/columns.ts';
import { rosterHeadings, rosterRows, rosters } from '#lib/rosters/server/schema.ts';
import { wardOf } from '#lib/rosters/server/ward.ts';
import { writeAudit } from '#lib/server/audit.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { readTable, type TableLine } from '#lib/server/read-table.ts';
import { DomainError } from '#lib/shared/errors.ts';
import { isId, newId } from '#lib/shared/ids.ts';
import { tidyName } from '#lib/shared/names.ts';
import { readGroup } from '#lib/territory/server/groups.ts';

const LIMITS = { bytes: 10_000_000, lines: 50_050, columns: 60 };
const HEADING_WITHIN = 20;
const LOOKED_THROUGH = 500;
const ROWS_A_WRITE = 1_000;

export interface SentRoster {
	/** made when the form was shown: the same form sent twice is one file */
	rosterId: string;
	wardCode: string;
	/** where rows without a group of their own belong */
	groupId: string | null;
	fileName: string;
	bytes: Uint8Array;
}

/**
 * Takes a file with residents of a ward and keeps its rows to be worked on; nobody is registered by it. Columns that are
 * never kept (`refusedBy`), and numbers that look like those of papers and phones, are left out before anything is
 * written. Refuses what is no table (422, `table_…`) or a group of another ward.
 */
export async function sendRoster(db: Db, actor: Actor, sent: SentRoster, now: Date): Promise<void> {
	const of = await wardOf(db, sent.wardCode);
	allow(actor, 'roster.import', of);
	const [before] = await db.select().from(rosters).where(eq(rosters.id, sent.rosterId));
	if (before && (before.sentBy !== actor.id || before.wardCode !== of.wardCode)) {
		throw new DomainError('event_conflict', 409);
	}
	if (before) return;
	if (sent.groupId !== null && (await readGroup(db, sent.groupId)).wardCode !== of.wardCode) {
		throw new DomainError('group_not_in_ward', 422);
	}
	const remembered = await headingsOf(db, of.wardCode);
	const { columns, lines } = tableOf(await readTable(sent.bytes, LIMITS), remembered);

	await db.transaction(async (tx) => {
		const [roster] = await tx
			.insert(rosters)
			.values({
				id: sent.rosterId,
				wardCode: of.wardCode,
				groupId: sent.groupId,
				fileName: tidyName(sent.fileName.toWellFormed()).slice(0, 120) || 'x',
				sentBy: actor.id,
				sentAt: now,
				state: 'staged',
				columns
			})
			.onConflictDoNothing()
			.returning({ id: rosters.id });
		if (!roster) return;
		for (let from = 0; from < lines.length; from += ROWS_A_WRITE) {
			const rows = lines.slice(from, from + ROWS_A_WRITE).map(({ line, cells }) => ({
				...{ rosterId: roster.id, line, cells, state: 'waiting' as const, reasons: [] },
				...{ eventId: newId(now), isAnother: false }
			}));
			await tx.insert(rosterRows).values(rows);
		}
		const detail = { step: 'sent', rows: lines.length };
		await writeAudit(tx, actor, 'roster.import', { kind: 'roster', id: roster.id, of }, now, detail);
	});
}

/** What a ward has said that headings mean, by the heading without diacritics. */
export async function headingsOf(db: Db, wardCode: string): Promise<Map<string, Field>> {
	const rows = await db.select().from(rosterHeadings).where(eq(rosterHeadings.wardCode, wardCode));
	return new Map(rows.map(({ heading, field }) => [heading, field]));
}

function tableOf(
	table: readonly TableLine[],
	remembered: ReadonlyMap<string, Field>
): { columns: Column[]; lines: TableLine[] } {
	const heading = headingOf(table, remembered);
	const below = table.slice(table.indexOf(heading) + 1);
	if (below.length === 0) throw new DomainError('table_empty', 422);
	const width = Math.max(heading.cells.length, ...below.slice(0, LOOKED_THROUGH).map(({ cells }) => cells.length));
	const headings = Array.from({ length: width }, (_, n) => heading.cells[n]?.toWellFormed() ?? '');
	const some = below.slice(0, LOOKED_THROUGH);
	const cellsOf = (n: number) => some.map(({ cells }) => cells[n] ?? '');
	const byName = headings.map((text, n) => refusedBy(text) ?? refusedByContent(cellsOf(n)));
	const fields = recogniseColumns(
		headings.map((text, n) => (byName[n] === null ? text : '')),
		remembered
	);
	// Thái and Hoa are names too: only where a column is none that we know.
	const refused = byName.map(
		(one, n) =>
			one ?? ((fields[n] ?? null) === null && isSensitiveByContent(cellsOf(n)) ? ('sensitive' as const) : null)
	);
	return {
		columns: headings.map((text, n) => ({
			heading: text.slice(0, 200),
			field: fields[n] ?? null,
			refused: refused[n] ?? null
		})),
		lines: below.map(({ line, cells }) => ({
			line,
			cells: headings.map((_, n) => (refused[n] === null ? withoutNumbers(cells[n] ?? '') : ''))
		}))
	};
}

/** The line with the headings: titles often stand above it. */
function headingOf(table: readonly TableLine[], remembered: ReadonlyMap<string, Field>): TableLine {
	const first = table.slice(0, HEADING_WITHIN);
	const named = first.find(({ cells }) => {
		const fields = recogniseColumns(cells, remembered);
		const hasName = fields.includes('fullName') || fields.includes('familyName');
		return hasName && fields.filter((field) => field !== null).length > 1;
	});
	const wide = first.find(({ cells }) => cells.filter((cell) => cell !== '').length > 1);
	return named ?? wide ?? (table[0] as TableLine);
}

/** No number of a paper or a phone is kept, in whatever column it stands. */
function withoutNumbers(cell: string): string {
	// A copy of ours marks what a spreadsheet would take for a formula.
	const text = cell
		.toWellFormed()
		.slice(0, 1_000)
		.replace(/^'(?=[\s'"]*[=+\-@＝＋－＠])/u, '');
	return isId(text.toLowerCase()) ? text : text.replace(/\d(?:[ .]?\d){8,}/g, '').trim();
}
