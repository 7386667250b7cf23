import { sql } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { mergedWith } from '#lib/people/life.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { repeatOnConflict } from '#lib/server/db/retry.ts';
import { notFound } from '#lib/shared/errors.ts';
import { isId } from '#lib/shared/ids.ts';
import type { Decision, LogEvent } from '#lib/shared/log.ts';
import { foldGroup, foldPeople, type GroupRows } from '#lib/ledger/fold.ts';
import { appendEvents, readEvents, standardsIn } from '#lib/ledger/server/log.ts';
import { auditStaffEvents } from '#lib/ledger/server/staff-events.ts';
import { writeDifference } from '#lib/ledger/server/rows.ts';

/** Whom a write concerns; everybody named here is locked before the verb decides, groups first, then people, by id. */
export interface Subjects {
	groups?: string[];
	people?: string[];
}

/** A write that makes events. `decide` begins with the permission, looks, and says what happened; it never folds. */
export interface EventVerb<Input, Outcome> {
	subjects(db: Db, input: Input): Subjects | Promise<Subjects>;
	decide(db: Db, actor: Actor, input: Input, now: Date): Promise<Decision<Outcome>>;
}

/**
 * The one way into the log: opens the transaction, locks the subjects, lets the verb decide, appends its events,
 * folds the subjects and writes the difference. Repeating it with the same ids changes nothing. A deadlock or
 * serialization failure repeats the whole transaction, at most three times. What staff record about others is audited.
 */
export async function record<Input, Outcome>(
	db: Db,
	actor: Actor,
	verb: EventVerb<Input, Outcome>,
	input: Input,
	now: Date
): Promise<Outcome> {
	return repeatOnConflict(() =>
		db.transaction(async (tx) => {
			const { groups = [], people = [] } = await verb.subjects(tx, input);
			// What is no id names nobody; the log would not even take it for a question.
			if (![...groups, ...people].every(isId)) throw notFound();
			const locked = await lockAndRead(tx, groups, people);
			const { events, outcome } = await verb.decide(tx, actor, input, now);
			if (events.length === 0) return outcome;

			const fresh = await appendEvents(tx, locked.known, events, actor.id, now);
			if (fresh.length > 0) {
				await foldDifference(tx, groups, locked.people, locked.known, [...locked.known, ...fresh]);
				await auditStaffEvents(tx, actor, fresh, now);
			}
			return outcome;
		})
	);
}

/** Taken shared by every write and alone by a rebuild, which must see no half-written subject. */
export const LEDGER_LOCK = 7_101_945;

/** Locks groups, then people, by id, and reads their events; then whomever merges tie to these people, likewise. */
async function lockAndRead(
	db: Db,
	groups: readonly string[],
	people: readonly string[]
): Promise<{ people: string[]; known: LogEvent[] }> {
	await db.execute(sql`select pg_advisory_xact_lock_shared(${LEDGER_LOCK})`);
	const together = new Set(people);
	const known: LogEvent[] = [];
	let wave = [...[...new Set(groups)].sort(), ...[...together].sort()];
	while (wave.length > 0) {
		await lock(db, wave);
		const events = await readEvents(db, wave);
		known.push(...events);
		wave = mergedWith(events)
			.filter((id) => !together.has(id))
			.sort();
		for (const id of wave) together.add(id);
	}
	return { people: [...together].sort(), known };
}

async function lock(db: Db, ids: readonly string[]): Promise<void> {
	await db.execute(
		sql`select pg_advisory_xact_lock(hashtextextended(id, 0)) from unnest(${sql.param(ids)}::text[]) with ordinality as t(id, n) order by n`
	);
}

async function foldDifference(
	db: Db,
	groups: readonly string[],
	people: readonly string[],
	before: readonly LogEvent[],
	after: readonly LogEvent[]
): Promise<void> {
	const versions = await standardsIn(db, after);
	await writeDifference(
		db,
		{ ...foldGroups(groups, before), ...foldPeople(people, ofSubjects(before, people), versions) },
		{ ...foldGroups(groups, after), ...foldPeople(people, ofSubjects(after, people), versions) }
	);
}

function foldGroups(groups: readonly string[], events: readonly LogEvent[]): GroupRows {
	const rows: GroupRows = { populationCounts: [], populationDeclarations: [], groupSuccessions: [] };
	for (const id of groups) {
		const own = foldGroup(id, ofSubjects(events, [id]));
		rows.populationCounts.push(...own.populationCounts);
		rows.populationDeclarations.push(...own.populationDeclarations);
		rows.groupSuccessions.push(...own.groupSuccessions);
	}
	return rows;
}

function ofSubjects(events: readonly LogEvent[], subjects: readonly string[]): LogEvent[] {
	return events.filter((event) => subjects.includes(event.subjectId));
}
