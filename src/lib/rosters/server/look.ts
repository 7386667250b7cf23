import { and, eq, inArray, sql } from 'drizzle-orm';
import { groupFinder } from '#lib/rosters/groups-named.ts';
import { rowComparer } from '#lib/rosters/server/compare.ts';
import { listKnown } from '#lib/rosters/server/known.ts';
import { readRow } from '#lib/rosters/server/read-row.ts';
import type { Roster } from '#lib/rosters/server/roster.ts';
import { rosterRows, rosters } from '#lib/rosters/server/schema.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { newId } from '#lib/shared/ids.ts';
import { listGroups } from '#lib/territory/server/groups.ts';

/**
 * Compares the next rows of a file with whom the ward knows, at most `most`, and notes what each would do. Writes
 * nothing but these rows. Returns how many were compared; after the last one the file waits for an officer's yes.
 */
export async function lookAtRows(tx: Db, roster: Roster, most: number, now: Date): Promise<number> {
	const waiting = await tx
		.select({ line: rosterRows.line, cells: rosterRows.cells })
		.from(rosterRows)
		.where(and(eq(rosterRows.rosterId, roster.id), eq(rosterRows.state, 'waiting')))
		.orderBy(rosterRows.line)
		.limit(most);
	if (waiting.length < most) await tx.update(rosters).set({ state: 'looked' }).where(eq(rosters.id, roster.id));
	if (waiting.length === 0) return 0;

	const findGroup = groupFinder(await listGroups(tx, roster.wardCode, dayOf(now)));
	const reading = { columns: roster.columns, findGroup, groupId: roster.groupId, now };
	const read = waiting.map(({ line, cells }) => ({ line, row: readRow(cells, reading) }));
	const firstLines = await earlierLines(tx, roster.id, new Set(read.flatMap(({ row }) => row.likeKey ?? [])));
	for (const { line, row } of read) {
		if (row.likeKey !== null && !firstLines.has(row.likeKey)) firstLines.set(row.likeKey, line);
	}
	const compare = rowComparer(await listKnown(tx, roster.wardCode, now), (likeKey) => firstLines.get(likeKey) ?? null);
	const looked = read.map(({ line, row }) => {
		const { state, reasons, personId } = compare(row, line);
		return { ...row, line, state, reasons, personId: state === 'new' ? newId(now) : personId };
	});
	await tx.execute(sql`
		update roster_rows r set state = v.state, reasons = v.reasons, full_name = v."fullName",
			everyday_name = v."everydayName", birth_year = v."birthYear", group_id = v."groupId",
			household = v.household, like_key = v."likeKey", person_id = v."personId"
		from jsonb_to_recordset(${JSON.stringify(looked)}::jsonb) v(line int, state text, reasons jsonb, "fullName" text,
			"everydayName" text, "birthYear" int, "groupId" uuid, household text, "likeKey" text, "personId" uuid)
		where r.roster_id = ${roster.id} and r.line = v.line`);
	return looked.length;
}

/** On which line of the file somebody was named first, among the rows compared before. */
async function earlierLines(tx: Db, rosterId: string, keys: ReadonlySet<string>): Promise<Map<string, number>> {
	if (keys.size === 0) return new Map();
	const rows = await tx
		.select({ key: rosterRows.likeKey, line: sql<number>`min(${rosterRows.line})::int` })
		.from(rosterRows)
		.where(and(eq(rosterRows.rosterId, rosterId), inArray(rosterRows.likeKey, [...keys])))
		.groupBy(rosterRows.likeKey);
	return new Map(rows.flatMap(({ key, line }) => (key === null ? [] : [[key, line] as const])));
}
