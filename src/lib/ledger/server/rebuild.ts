import { sql } from 'drizzle-orm';
import { groupTallies } from '#lib/literacy/server/schema.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { foldRange, foldTied, isWithin, NOBODY, type Gathered } from '#lib/ledger/server/fold-range.ts';
import { divideLog, openLanes, type Lanes } from '#lib/ledger/server/lanes.ts';
import { LEDGER_LOCK } from '#lib/ledger/server/record.ts';
import { gatherTallies } from '#lib/ledger/server/rows.ts';
import { readStanding, settleRows } from '#lib/ledger/server/settle.ts';
import { groupSuccessions } from '#lib/territory/server/schema.ts';

const EVENTS_A_PAGE = 20_000;
const GROUPS_A_WRITE = 1_000;

/**
 * Makes every folded row what the log says, with nobody writing meanwhile: everybody is folded, and only rows that differ
 * are written. The rows are equal to the live ones, except for tally rows whose changes cancel out. All of it is kept, or
 * nothing. With `lanes` the log is folded on several processors, each with a connection of its own; then a server that
 * dies while they commit keeps some of it, and whoever rebuilds again mends the rest. Returns how many subjects were
 * folded.
 */
export async function rebuild(
	db: Db,
	{ eventsAPage = EVENTS_A_PAGE, lanes }: { eventsAPage?: number; lanes?: Lanes } = {}
): Promise<number> {
	return db.transaction(async (tx) => {
		await tx.execute(sql`select pg_advisory_xact_lock(${LEDGER_LOCK})`);
		const ranges = lanes ? await divideLog(tx, lanes) : [];
		if (!lanes || ranges.length < 2)
			return settleRest(tx, await foldRange(tx, { after: NOBODY, upTo: null }, eventsAPage));
		const open = openLanes(lanes.url, ranges, eventsAPage);
		try {
			const subjects = await settleRest(tx, together(await open.folded()));
			await open.commit();
			return subjects;
		} finally {
			await open.close();
		}
	});
}

/** At the end, what is known only once everybody has been folded. */
async function settleRest(db: Db, known: Gathered): Promise<number> {
	await db.execute(sql`set local enable_seqscan = off`);
	await foldTied(db, known);
	const all = sql`true`;
	await settleRows(db, groupSuccessions, known.successions, all, await readStanding(db, groupSuccessions, all));
	const changes = [...known.tallies.values()].filter(
		(change) => change.assessed || change.attained || change.witnessed
	);
	const byGroup = Map.groupBy(changes, ({ groupId }) => groupId);
	const groups = [...byGroup.keys()].sort();
	let after = NOBODY;
	do {
		const page = groups.splice(0, GROUPS_A_WRITE);
		const upTo = groups.length === 0 ? null : (page.at(-1) ?? null);
		const whose = isWithin(groupTallies.groupId, { after, upTo });
		const rows = page.flatMap((group) => byGroup.get(group) ?? []);
		await settleRows(db, groupTallies, rows, whose, await readStanding(db, groupTallies, whose));
		after = upTo ?? after;
	} while (groups.length > 0);
	return known.subjects;
}

function together(lanes: readonly Gathered[]): Gathered {
	const all: Gathered = { subjects: 0, tied: new Map(), successions: [], tallies: new Map() };
	for (const lane of lanes) {
		all.subjects += lane.subjects;
		for (const [subject, events] of lane.tied) all.tied.set(subject, events);
		all.successions.push(...lane.successions);
		gatherTallies(all.tallies, [...lane.tallies.values()], 1);
	}
	return all;
}
