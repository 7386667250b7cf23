import { sql, type SQL } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { Standard } from '#lib/curriculum/content.ts';
import type { TallyChange } from '#lib/literacy/tally.ts';
import { mergedWith } from '#lib/people/life.ts';
import type { Db } from '#lib/server/db/connect.ts';
import type { LogEvent } from '#lib/shared/log.ts';
import { foldGroup, foldPeople, type GroupRows, type PeopleRows } from '#lib/ledger/fold.ts';
import { readEventsAfter, standardsIn } from '#lib/ledger/server/log.ts';
import { FOLDED, gatherTallies } from '#lib/ledger/server/rows.ts';
import { readStanding, settleRows } from '#lib/ledger/server/settle.ts';

/** Tables whose key begins with the subject, so that what stands of some subjects is together. */
const BY_SUBJECT = (Object.keys(FOLDED) as (keyof typeof FOLDED)[]).filter((name) => name !== 'groupSuccessions');
type BySubject = (typeof BY_SUBJECT)[number];
export const NOBODY = '00000000-0000-0000-0000-000000000000';

/** Subjects after one and up to another, or to the end. */
export interface Range {
	after: string;
	upTo: string | null;
}

/** What is known of a range once everybody in it has been folded, and can be settled only with all others. */
export interface Gathered {
	subjects: number;
	/** every event of records that merges ever tied to others, by record: they are folded together */
	tied: Map<string, LogEvent[]>;
	successions: object[];
	tallies: Map<string, TallyChange>;
}

/** Folds everybody in a range and writes the rows that differ, but for records that merges tie to others. */
export async function foldRange(db: Db, range: Range, eventsAPage: number): Promise<Gathered> {
	// Everything is read by key. A plan made while a table was empty would read all of it page after page.
	await db.execute(sql`set local enable_seqscan = off`);
	const gathered = gatherer(db);
	const tied = new Map<string, LogEvent[]>();
	let subjects = 0;
	let settled = Promise.resolve();
	for await (const { page, ...within } of pagesOf(db, range, eventsAPage)) {
		await gathered.learnStandards(page);
		const apart = [...page].filter(([, events]) => mergedWith(events).length > 0);
		for (const [subject, events] of apart) tied.set(subject, events);
		const others = apart.map(([subject]) => subject);
		const standing = readStandingOf(db, (subject) => isWithin(subject, within, others));
		// Where folding fails, nobody waits for it any more.
		standing.catch(() => undefined);
		for (const [subject, events] of page) if (!tied.has(subject)) gathered.fold([subject], events);
		// What is compared with this page's rows comes while the next page is folded.
		await settled;
		settled = settle(db, gathered.taken(), standing);
		settled.catch(() => undefined);
		subjects += page.size;
	}
	await settled;
	return { subjects, tied, ...gathered.known() };
}

/** Folds records that merges tied to each other, each group of them together, and adds what they say to `known`. */
export async function foldTied(db: Db, known: Gathered): Promise<void> {
	const gathered = gatherer(db, known);
	await gathered.learnStandards(known.tied);
	const together = [...known.tied.keys()];
	const standing = readStandingOf(db, (subject) => sql`${subject} = any(${sql.param(together)}::uuid[])`);
	standing.catch(() => undefined);
	for (const group of tiedTogether(known.tied)) {
		gathered.fold(
			group,
			group.flatMap((id) => known.tied.get(id) ?? [])
		);
	}
	await settle(db, gathered.taken(), standing);
}

/** The condition that a subject lies in a range and is none of some others. */
export function isWithin(subject: PgColumn, { after, upTo }: Range, apart: readonly string[] = []): SQL {
	const end = upTo === null ? sql`` : sql` and ${subject} <= ${upTo}::uuid`;
	const others = apart.length === 0 ? sql`` : sql` and ${subject} <> all(${sql.param(apart)}::uuid[])`;
	return sql`${subject} > ${after}::uuid${end}${others}`;
}

/** A page of the log: whole subjects of a range. */
interface Page extends Range {
	page: Map<string, LogEvent[]>;
}

/**
 * A range of the log, subject by subject. The next page is on its way while one is folded; a subject with more events
 * than a page has makes pages larger until she fits.
 */
async function* pagesOf(db: Db, { after: begin, upTo }: Range, eventsAPage: number): AsyncGenerator<Page> {
	let after = begin;
	let most = eventsAPage;
	let coming = readEventsAfter(db, after, upTo, most);
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
		if (!isLast) coming = readEventsAfter(db, after, upTo, most);
		// Where folding fails, nobody waits for it any more.
		coming.catch(() => undefined);
		if (isLast || page.size > 0) yield { page, after: before, upTo: isLast ? upTo : after };
		if (isLast) return;
	}
}

/** Sets of records that merges ever tied to each other, undone or not. */
function tiedTogether(tied: ReadonlyMap<string, LogEvent[]>): string[][] {
	const seen = new Set<string>();
	const groups: string[][] = [];
	for (const start of [...tied.keys()].sort()) {
		if (seen.has(start)) continue;
		const group = [start];
		seen.add(start);
		for (const id of group) {
			for (const other of mergedWith(tied.get(id) ?? [])) {
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
function gatherer(db: Db, { successions, tallies }: Pick<Gathered, 'successions' | 'tallies'> = nothingYet()) {
	const pending: Folded = new Map();
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
		/** What is known of groups only once everybody has been folded. */
		known: () => ({ successions, tallies })
	};
}

function nothingYet(): Pick<Gathered, 'successions' | 'tallies'> {
	return { successions: [], tallies: new Map() };
}
