import { sql } from 'drizzle-orm';
import type { Standard } from '#lib/curriculum/content.ts';
import { groupTallies } from '#lib/literacy/server/schema.ts';
import type { TallyChange } from '#lib/literacy/tally.ts';
import { mergedWith } from '#lib/people/life.ts';
import type { Db } from '#lib/server/db/connect.ts';
import type { LogEvent } from '#lib/shared/log.ts';
import { foldGroup, foldPeople, type GroupRows, type PeopleRows } from '#lib/ledger/fold.ts';
import { readEventsAfter, standardsIn } from '#lib/ledger/server/log.ts';
import { LEDGER_LOCK } from '#lib/ledger/server/record.ts';
import { addTallies, FOLDED, gatherTallies, upsertRows } from '#lib/ledger/server/rows.ts';

const EVENTS_A_PAGE = 20_000;
const ROWS_A_WRITE = 1_000;
const NOBODY = '00000000-0000-0000-0000-000000000000';

/**
 * Makes every folded row anew from the log, in one transaction and with nobody writing meanwhile. The rows are equal
 * to the live ones, except for tally rows whose changes cancel out. Returns how many subjects were folded.
 */
export async function rebuild(db: Db): Promise<number> {
	return db.transaction(async (tx) => {
		await tx.execute(sql`select pg_advisory_xact_lock(${LEDGER_LOCK})`);
		for (const { table } of Object.values(FOLDED)) await tx.delete(table);
		await tx.delete(groupTallies);

		const writer = rowWriter(tx);
		const waiting = new Map<string, LogEvent[]>();
		let subjects = 0;
		for await (const [subject, events] of subjectsOf(tx)) {
			subjects += 1;
			// Records that merges tie together are folded together, once all of them have been read.
			if (mergedWith(events).length > 0) waiting.set(subject, events);
			else await writer.fold([subject], events);
		}
		for (const group of tiedTogether(waiting)) {
			await writer.fold(
				group,
				group.flatMap((id) => waiting.get(id) ?? [])
			);
		}
		await writer.finish();
		return subjects;
	});
}

async function* subjectsOf(db: Db): AsyncGenerator<[string, LogEvent[]]> {
	let after = NOBODY;
	for (;;) {
		const page = await readEventsAfter(db, after, EVENTS_A_PAGE);
		const bySubject = Map.groupBy(page, (event) => event.subjectId);
		const complete = [...bySubject];
		// The last subject of a full page may go on in the next one.
		if (page.length === EVENTS_A_PAGE && complete.length > 1) complete.pop();
		yield* complete;
		const last = complete.at(-1);
		if (!last || page.length < EVENTS_A_PAGE) return;
		after = last[0];
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

type AnyRows = Partial<PeopleRows & GroupRows>;

/** Collects folded rows and writes them by the thousand. */
function rowWriter(db: Db) {
	const pending = new Map<keyof typeof FOLDED, Record<string, unknown>[]>();
	const tallies = new Map<string, TallyChange>();
	const versions = new Map<string, Standard>();

	const take = async (rows: AnyRows) => {
		gatherTallies(tallies, rows.groupTallies ?? [], 1);
		for (const name of Object.keys(FOLDED) as (keyof typeof FOLDED)[]) {
			const list = pending.get(name) ?? [];
			list.push(...(rows[name] ?? []));
			pending.set(name, list);
			if (list.length >= ROWS_A_WRITE) await upsertRows(db, name, list.splice(0));
		}
	};
	return {
		async fold(subjects: string[], events: LogEvent[]): Promise<void> {
			const unknown = events.filter((event) => event.contentHash !== null && !versions.has(event.contentHash));
			for (const [hash, standard] of await standardsIn(db, unknown)) versions.set(hash, standard);
			for (const id of subjects)
				await take(
					foldGroup(
						id,
						events.filter((event) => event.subjectId === id)
					)
				);
			await take(foldPeople(subjects, events, versions));
		},
		async finish(): Promise<void> {
			for (const [name, list] of pending) if (list.length > 0) await upsertRows(db, name, list);
			const changes = [...tallies.values()].filter((change) => change.assessed || change.attained || change.witnessed);
			for (let i = 0; i < changes.length; i += ROWS_A_WRITE) await addTallies(db, changes.slice(i, i + ROWS_A_WRITE));
		}
	};
}
