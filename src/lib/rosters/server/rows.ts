import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { allow } from '#lib/access/permissions.ts';
import { lockRoster, readRoster } from '#lib/rosters/server/roster.ts';
import { rosterRows } from '#lib/rosters/server/schema.ts';
import { wardOf } from '#lib/rosters/server/ward.ts';
import type { RowOutcome, RowReason, RowState } from '#lib/rosters/roster.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { DomainError } from '#lib/shared/errors.ts';
import { newId } from '#lib/shared/ids.ts';

export const ROWS_PAGE = 25;

export interface RowListed extends Record<string, unknown> {
	line: number;
	/** what the file says */
	fullName: string | null;
	birthYear: number | null;
	household: string | null;
	groupName: string | null;
	/** its first cells, where no name could be read */
	cells: string[];
	reasons: RowReason[];
	outcome: RowOutcome | null;
	isAnother: boolean;
	personId: string | null;
	/** whom it was found to be, if anybody */
	known: { fullName: string; birthYear: number; groupName: string | null } | null;
}

/** The rows of a file in one state, in the order of the file. */
export async function listRows(
	db: Db,
	actor: Actor,
	rosterId: string,
	state: RowState,
	page: number
): Promise<RowListed[]> {
	await readRoster(db, actor, rosterId);
	return db.execute<RowListed>(sql`
		select r.line, r.full_name "fullName", r.birth_year "birthYear", r.household, g.name "groupName", r.cells,
			r.reasons, r.outcome, r.is_another "isAnother", r.person_id "personId",
			case when n.person_id is not null and r.state <> 'new' then
				jsonb_build_object('fullName', n.full_name, 'birthYear', p.birth_year, 'groupName', home.name) end known
		from roster_rows r
		left join residential_groups g on g.id = r.group_id
		left join people p on p.id = r.person_id
		left join person_names n on n.person_id = p.id
		left join lateral (
			select lived.name from residences at join residential_groups lived on lived.id = at.group_id
			where at.person_id = p.id and at."to" is null limit 1
		) home on true
		where r.roster_id = ${rosterId} and r.state = ${state}
		order by r.line limit ${ROWS_PAGE} offset ${(Math.max(1, Math.trunc(page) || 1) - 1) * ROWS_PAGE}`);
}

/**
 * Somebody has looked at doubtful rows and says that these are other people than those they look like: they will be
 * registered. Refuses (409) once the file was committed.
 */
export async function tellApart(
	db: Db,
	actor: Actor,
	{ rosterId, lines }: { rosterId: string; lines: number[] },
	now: Date
): Promise<void> {
	await db.transaction(async (tx) => {
		const roster = await lockRoster(tx, actor, rosterId);
		allow(actor, 'roster.import', await wardOf(tx, roster.wardCode));
		if (roster.state !== 'looked') throw new DomainError('roster_under_way', 409);
		const here = and(eq(rosterRows.rosterId, rosterId), eq(rosterRows.state, 'doubtful'));
		const rows = await tx
			.select({ line: rosterRows.line, reasons: rosterRows.reasons })
			.from(rosterRows)
			.where(and(here, inArray(rosterRows.line, lines)));
		// A code says who she is; that is put right in the file.
		for (const { line, reasons } of rows.filter((row) => row.reasons[0]?.code !== 'code_of_another')) {
			await tx
				.update(rosterRows)
				.set({ state: 'new', isAnother: true, personId: newId(now), reasons })
				.where(and(here, eq(rosterRows.line, line)));
		}
	});
}

/** The rows that change nothing until they are put right, as they stood in the file. */
export async function listRejected(
	db: Db,
	actor: Actor,
	rosterId: string
): Promise<{ headings: string[]; rows: { line: number; cells: string[]; reasons: RowReason[] }[] }> {
	const { columns } = await readRoster(db, actor, rosterId);
	const rows = await db
		.select({ line: rosterRows.line, cells: rosterRows.cells, reasons: rosterRows.reasons })
		.from(rosterRows)
		.where(and(eq(rosterRows.rosterId, rosterId), inArray(rosterRows.state, ['doubtful', 'wrong'])))
		.orderBy(rosterRows.line);
	const kept = columns.flatMap(({ refused }, n) => (refused === null ? [n] : []));
	return {
		headings: kept.map((n) => columns[n]?.heading ?? ''),
		rows: rows.map((row) => ({ ...row, cells: kept.map((n) => row.cells[n] ?? '') }))
	};
}

/** Something that stands in each column, from the first rows. */
export async function listExamples(db: Db, actor: Actor, rosterId: string): Promise<string[]> {
	const { columns } = await readRoster(db, actor, rosterId);
	const rows = await db
		.select({ cells: rosterRows.cells })
		.from(rosterRows)
		.where(eq(rosterRows.rosterId, rosterId))
		.orderBy(rosterRows.line)
		.limit(20);
	return columns.map(
		(_, n) =>
			rows
				.map(({ cells }) => cells[n] ?? '')
				.find((cell) => cell !== '')
				?.slice(0, 60) ?? ''
	);
}
