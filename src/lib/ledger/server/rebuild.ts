import { sql } from 'drizzle-orm';
import type { Standard } from '#lib/curriculum/content.ts';
import { groupTallies } from '#lib/literacy/server/schema.ts';
import type { TallyChange } from '#lib/literacy/tally.ts';
import { mergedWith } from '#lib/people/life.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { inPages } from '#lib/server/db/in-pages.ts';
import type { LogEvent } from '#lib/shared/log.ts';
import { foldGroup, foldPeople, type GroupRows, type PeopleRows } from '#lib/ledger/fold.ts';
import { readEventsAfter, standardsIn } from '#lib/ledger/server/log.ts';
import { LEDGER_LOCK } from '#lib/ledger/server/record.ts';
import { FOLDED, gatherTallies, insertRows } from '#lib/ledger/server/rows.ts';

const EVENTS_A_PAGE = 20_000;
const ROWS_A_WRITE = 10_000;
const NOBODY = '00000000-0000-0000-0000-000000000000';

/**
 * Makes every folded row anew from the log, in one transaction and with nobody writing meanwhile. The rows are equal
 * to the live ones, except for tally rows whose changes cancel out. Returns how many subjects were folded.
 */
export async function rebuild(db: Db, eventsAPage = EVENTS_A_PAGE): Promise<number> {
	return db.transaction(async (tx) => {
		await tx.execute(sql`select pg_advisory_xact_lock(${LEDGER_LOCK})`);
		for (const { table } of Object.values(FOLDED)) await tx.delete(table);
		await tx.delete(groupTallies);

		const writer = rowWriter(tx);
		const waiting = new Map<string, LogEvent[]>();
		let subjects = 0;
		for await (const page of pagesOf(tx, eventsAPage)) {
			await writer.learnStandards(page);
			for (const [subject, events] of page) {
				subjects += 1;
				// Records that merges tie together are folded together, once all of them have been read.
				if (mergedWith(events).length > 0) waiting.set(subject, events);
				else writer.fold([subject], events);
			}
			await writer.write(ROWS_A_WRITE);
		}
		await writer.learnStandards(waiting);
		for (const group of tiedTogether(waiting)) {
			writer.fold(
				group,
				group.flatMap((id) => waiting.get(id) ?? [])
			);
		}
		await writer.write(1);
		await writer.writeTallies();
		return subjects;
	});
}

/**
 * The log, subject by subject. The next page is on its way while one is folded; a subject with more events than a page
 * has makes pages larger until she fits.
 */
async function* pagesOf(db: Db, eventsAPage: number): AsyncGenerator<Map<string, LogEvent[]>> {
	let after = NOBODY;
	let most = eventsAPage;
	let coming = readEventsAfter(db, after, most);
	for (;;) {
		const events = await coming;
		const page = Map.groupBy(events, (event) => event.subjectId);
		const last = events.at(-1)?.subjectId;
		const isLast = events.length < most;
		// The last subject of a full page may go on in the next one.
		if (!isLast && last !== undefined) page.delete(last);
		if (!isLast && page.size === 0) most *= 2;
		after = [...page.keys()].at(-1) ?? after;
		if (!isLast) coming = readEventsAfter(db, after, most);
		// Where folding fails, nobody waits for it any more.
		coming.catch(() => undefined);
		yield page;
		if (isLast) return;
	}
}

/** Sets of records that merges ever tied to each other, undone or not. */
function tiedTogether(waiting: ReadonlyMap<string, LogEvent[]>): string[][] {
	const seen = new Set<string>();
	const groups: string[][] = [];
	for (const start of [...waiting.keys()].sort()) {
		if (seen.has(start)) continue;
		const group = [start];
		seen.add(start);
		for (const id of group) {
			for (const other of mergedWith(waiting.get(id) ?? [])) {
				if (seen.has(other)) continue;
				seen.add(other);
				group.push(other);
			}
		}
		groups.push(group.sort());
	}
	return groups;
}

/** Collects folded rows and writes them by the ten thousand. */
function rowWriter(db: Db) {
	const pending = new Map(Object.keys(FOLDED).map((name) => [name as keyof typeof FOLDED, [] as object[]]));
	const tallies = new Map<string, TallyChange>();
	const versions = new Map<string, Standard>();

	const take = (rows: Partial<PeopleRows & GroupRows>) => {
		gatherTallies(tallies, rows.groupTallies ?? [], 1);
		for (const [name, list] of pending) for (const row of rows[name] ?? []) list.push(row);
	};
	return {
		/** Before folding: the versions of standards that some subjects' results were marked by. */
		async learnStandards(subjects: ReadonlyMap<string, readonly LogEvent[]>): Promise<void> {
			const unknown = [...subjects.values()]
				.flat()
				.filter(({ contentHash }) => contentHash !== null && !versions.has(contentHash));
			for (const [hash, standard] of await standardsIn(db, unknown)) versions.set(hash, standard);
		},
		fold(subjects: readonly string[], events: readonly LogEvent[]): void {
			for (const id of subjects) {
				const own = subjects.length === 1 ? events : events.filter((event) => event.subjectId === id);
				take(foldGroup(id, own));
			}
			take(foldPeople(subjects, events, versions));
		},
		/** Writes the rows of every table that has at least so many waiting. */
		async write(least: number): Promise<void> {
			for (const [name, list] of pending) {
				if (list.length >= least) await insertRows(db, FOLDED[name].table, list.splice(0));
			}
		},
		async writeTallies(): Promise<void> {
			const changes = [...tallies.values()].filter((change) => change.assessed || change.attained || change.witnessed);
			await inPages(changes, ROWS_A_WRITE, (page) => insertRows(db, groupTallies, page));
		}
	};
}
