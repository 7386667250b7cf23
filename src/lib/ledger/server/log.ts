import { inArray, sql, type SQL } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import { isDeepStrictEqual } from 'node:util';
import { readStandard } from '#lib/curriculum/server/versions.ts';
import type { Standard } from '#lib/curriculum/content.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { DomainError } from '#lib/shared/errors.ts';
import type { Assistance, LogEvent, NewEvent } from '#lib/shared/log.ts';
import { events } from '#lib/ledger/server/schema.ts';

/** Every event of some subjects, in no order. */
export async function readEvents(db: Db, subjects: readonly string[]): Promise<LogEvent[]> {
	if (subjects.length === 0) return [];
	const rows = await db
		.select()
		.from(events)
		.where(inArray(events.subjectId, [...subjects]));
	return rows.map(asEvent);
}

/**
 * A page of the log by subject, for a rebuild: at most `limit` events of subjects after one and up to another, if one is
 * given. As one text, because the driver takes several times as long over rows and columns as JSON does.
 */
export async function readEventsAfter(
	db: Db,
	subject: string,
	upTo: string | null,
	limit: number
): Promise<LogEvent[]> {
	const end = upTo === null ? sql`` : sql`and subject_id <= ${upTo}::uuid`;
	const [page] = await db.execute<{ list: string | null }>(sql`
		select string_agg(${PACKED}, ',') list
		from (
			select * from events where subject_id > ${subject}::uuid ${end} order by subject_id, id limit ${limit}::int
		) events`);
	return (JSON.parse(`[${page?.list ?? ''}]`) as PackedEvent[]).map(unpacked);
}

/** Null is written as nothing. */
type PackedEvent = [
	...[subjectId: string, id: string, body: unknown, occurredAt: number, recordedAt: number],
	...[kind: string, actorId: string, assistance: Assistance | '', witnessId: string, helperId: string],
	...[learningPointId: string, contentHash: string]
];

/**
 * An event as JSON. Put together from its pieces, which takes the database two thirds of the time of json_build_array:
 * that looks up how each value is written at every row. Codes and ids have nothing that JSON escapes.
 */
const PACKED = sql.join(
	[
		sql`'["' || subject_id::text || '","' || id::text || '",' || body::text`,
		...[milliseconds(events.occurredAt), milliseconds(events.recordedAt)],
		sql`'"' || kind || '","' || actor_id || '"'`,
		sql`'"' || ${orNothing(events.assistance)} || '","' || ${orNothing(events.witnessId)} || '"'`,
		sql`'"' || ${orNothing(events.helperId)} || '","' || ${orNothing(events.learningPointId)} || '"'`,
		sql`'"' || ${orNothing(events.contentHash)} || '"]'`
	],
	sql` || ',' || `
);

function unpacked(packed: PackedEvent): LogEvent {
	const [subjectId, id, body, occurredAt, recordedAt, kind, actorId] = packed;
	return {
		subjectId,
		id,
		kind,
		body,
		assistance: packed[7] || null,
		witnessId: packed[8] || null,
		helperId: packed[9] || null,
		learningPointId: packed[10] || null,
		contentHash: packed[11] || null,
		actorId,
		occurredAt: new Date(occurredAt),
		recordedAt: new Date(recordedAt)
	};
}

function milliseconds(column: PgColumn): SQL {
	return sql`(date_part('epoch', ${sql.identifier(column.name)}) * 1000)::int8::text`;
}

function orNothing(column: PgColumn): SQL {
	return sql`coalesce(${sql.identifier(column.name)}::text, '')`;
}

/**
 * Adds a verb's events and returns those that were not known yet. An id that stands there with another body is
 * refused (409, `event_conflict`), never overwritten; with the same body it is the same event, sent again.
 */
export async function appendEvents(
	db: Db,
	known: readonly LogEvent[],
	decided: readonly NewEvent[],
	actorId: string,
	now: Date
): Promise<LogEvent[]> {
	const byKey = new Map(known.map((event) => [`${event.subjectId} ${event.id}`, event]));
	const fresh: LogEvent[] = [];
	for (const event of decided) {
		const before = byKey.get(`${event.subjectId} ${event.id}`);
		if (!before) fresh.push(complete(event, actorId, now));
		else if (before.kind !== event.kind || !isDeepStrictEqual(before.body, event.body)) {
			throw new DomainError('event_conflict', 409);
		}
	}
	if (fresh.length > 0) await db.insert(events).values(fresh);
	return fresh;
}

/** The versions of standards that some events were marked by. */
export async function standardsIn(db: Db, log: readonly LogEvent[]): Promise<Map<string, Standard>> {
	const marked = log.filter(({ kind }) => kind === 'test.submitted' || kind === 'practical_check.recorded');
	const hashes = new Set(marked.map((event) => event.contentHash));
	const versions = new Map<string, Standard>();
	for (const hash of hashes) if (hash !== null) versions.set(hash, await readStandard(db, hash));
	return versions;
}

function complete(event: NewEvent, actorId: string, now: Date): LogEvent {
	return {
		assistance: null,
		witnessId: null,
		helperId: null,
		learningPointId: null,
		contentHash: null,
		...event,
		actorId,
		recordedAt: now
	};
}

function asEvent(row: typeof events.$inferSelect): LogEvent {
	return { ...row, assistance: row.assistance as Assistance | null };
}
