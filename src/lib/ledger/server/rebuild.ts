import { sql, type SQL } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { Standard } from '#lib/curriculum/content.ts';
import { groupTallies } from '#lib/literacy/server/schema.ts';
import type { TallyChange } from '#lib/literacy/tally.ts';
import { mergedWith } from '#lib/people/life.ts';
import type { Db } from '#lib/server/db/connect.ts';
import type { LogEvent } from '#lib/shared/log.ts';
import { foldGroup, foldPeople, type GroupRows, type PeopleRows } from '#lib/ledger/fold.ts';
import { readEventsAfter, standardsIn } from '#lib/ledger/server/log.ts';
import { LEDGER_LOCK } from '#lib/ledger/server/record.ts';
import { FOLDED, gatherTallies } from '#lib/ledger/server/rows.ts';
import { readStanding, settleRows } from '#lib/ledger/server/settle.ts';
import { groupSuccessions } from '#lib/territory/server/schema.ts';

const EVENTS_A_PAGE = 20_000;
const GROUPS_A_WRITE = 1_000;
/** Tables whose key begins with the subject, so that what stands of some subjects is together. */
const BY_SUBJECT = (Object.keys(FOLDED) as (keyof typeof FOLDED)[]).filter((name) => name !== 'groupSuccessions');
type BySubject = (typeof BY_SUBJECT)[number];
const NOBODY = '00000000-0000-0000-0000-000000000000';

/**
 * Makes every folded row what the log says, in one transaction and with nobody writing meanwhile: everybody is folded,
 * and only rows that differ are written. The rows are equal to the live ones, except for tally rows whose changes cancel
 * out. Returns how many subjects were folded.
 */
export async function rebuild(db: Db, eventsAPage = EVENTS_A_PAGE): Promise<number> {
	return db.transaction(async (tx) => {
		await tx.execute(sql`select pg_advisory_xact_lock(${LEDGER_LOCK})`);
		// Everything is read by key. A plan made while a table was empty would read all of it page after page.
		await tx.execute(sql`set local enable_seqscan = off`);

		const gathered = gatherer(tx);
		const waiting = new Map<string, LogEvent[]>();
		let subjects = 0;
		let settled = Promise.resolve();
		for await (const { page, after, upTo } of pagesOf(tx, eventsAPage)) {
			await gathered.learnStandards(page);
			// Records that merges tie together are folded together, once all of them have been read.
			const tied = [...page].filter(([, events]) => mergedWith(events).length > 0);
			for (const [subject, events] of tied) waiting.set(subject, events);
			const apart = tied.map(([subject]) => subject);
			const standing = readStandingOf(tx, (subject) => within(subject, after, upTo, apart));
			// Where folding fails, nobody waits for it any more.
			standing.catch(() => undefined);
			for (const [subject, events] of page) if (!waiting.has(subject)) gathered.fold([subject], events);
			// What is compared with this page's rows comes while the next page is folded.
			await settled;
			settled = settle(tx, gathered.taken(), standing);
			settled.catch(() => undefined);
			subjects += page.size;
		}
		await settled;
		const together = [...waiting.keys()];
		const standing = readStandingOf(tx, (subject) => sql`${subject} = any(${sql.param(together)}::uuid[])`);
		for (const group of tiedTogether(waiting)) {
			gathered.fold(
				group,
				group.flatMap((id) => waiting.get(id) ?? [])
			);
		}
		await settle(tx, gathered.taken(), standing);
		await gathered.settleGroups();
		return subjects;
	});
}

/** A page of the log: whole subjects after one and up to another, or to the end. */
interface Page {
	page: Map<string, LogEvent[]>;
	after: string;
	upTo: string | null;
}

/**
 * The log, subject by subject. The next page is on its way while one is folded; a subject with more events than a page
 * has makes pages larger until she fits.
 */
async function* pagesOf(db: Db, eventsAPage: number): AsyncGenerator<Page> {
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
		const before = after;
		after = [...page.keys()].at(-1) ?? after;
		if (!isLast) coming = readEventsAfter(db, after, most);
		// Where folding fails, nobody waits for it any more.
		coming.catch(() => undefined);
		if (isLast || page.size > 0) yield { page, after: before, upTo: isLast ? null : after };
		if (isLast) return;
	}
}

function within(subject: PgColumn, after: string, upTo: string | null, apart: readonly string[]): SQL {
	const end = upTo === null ? sql`` : sql` and ${subject} <= ${upTo}::uuid`;
	const others = apart.length === 0 ? sql`` : sql` and ${subject} <> all(${sql.param(apart)}::uuid[])`;
	return sql`${subject} > ${after}::uuid${end}${others}`;
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

type Folded = Map<BySubject, object[]>;
type Standing = Map<BySubject, { whose: SQL; rows: string[] }>;

async function settle(db: Db, folded: Folded, standing: Promise<Standing>): Promise<void> {
	for (const [name, { whose, rows }] of await standing) {
		await settleRows(db, FOLDED[name].table, folded.get(name) ?? [], whose, rows);
	}
}

/** What stands of some subjects, table by table; all tables are asked at once. */
async function readStandingOf(db: Db, whose: (subject: PgColumn) => SQL): Promise<Standing> {
	const read = BY_SUBJECT.map(async (name) => {
		const { table, key } = FOLDED[name];
		const of = whose((table as unknown as Record<string, PgColumn>)[key[0]] as PgColumn);
		return [name, { whose: of, rows: await readStanding(db, table, of) }] as const;
	});
	return new Map(await Promise.all(read));
}

/** Collects folded rows until they are compared with what stands. */
function gatherer(db: Db) {
	const pending: Folded = new Map();
	const successions: object[] = [];
	const tallies = new Map<string, TallyChange>();
	const versions = new Map<string, Standard>();

	const take = (rows: Partial<PeopleRows & GroupRows>) => {
		gatherTallies(tallies, rows.groupTallies ?? [], 1);
		successions.push(...(rows.groupSuccessions ?? []));
		for (const name of BY_SUBJECT) {
			const list = pending.get(name) ?? [];
			for (const row of rows[name] ?? []) list.push(row);
			pending.set(name, list);
		}
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
		/** The rows of people and groups folded since this was asked last. */
		taken(): Folded {
			const rows = new Map(pending);
			pending.clear();
			return rows;
		},
		/** At the end, what is known of groups only once everybody has been folded. */
		async settleGroups(): Promise<void> {
			const all = sql`true`;
			await settleRows(db, groupSuccessions, successions, all, await readStanding(db, groupSuccessions, all));
			const changes = [...tallies.values()].filter((change) => change.assessed || change.attained || change.witnessed);
			const byGroup = Map.groupBy(changes, ({ groupId }) => groupId);
			const groups = [...byGroup.keys()].sort();
			let after = NOBODY;
			do {
				const page = groups.splice(0, GROUPS_A_WRITE);
				const upTo = groups.length === 0 ? null : (page.at(-1) ?? null);
				const whose = within(groupTallies.groupId, after, upTo, []);
				const rows = page.flatMap((group) => byGroup.get(group) ?? []);
				await settleRows(db, groupTallies, rows, whose, await readStanding(db, groupTallies, whose));
				after = upTo ?? after;
			} while (groups.length > 0);
		}
	};
}
