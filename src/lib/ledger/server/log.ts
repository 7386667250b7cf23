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
		select json_agg(json_build_array(subject_id, id, kind, body, assistance, witness_id, helper_id, learning_point_id,
			content_hash, actor_id, ${milliseconds(events.occurredAt)}, ${milliseconds(events.recordedAt)}))::text list
		from (
			select * from events where subject_id > ${subject}::uuid ${end} order by subject_id, id limit ${limit}::int
		) events`);
	return (JSON.parse(page?.list ?? '[]') as PackedEvent[]).map(unpacked);
}

type PackedEvent = [
	...[subjectId: string, id: string, kind: string, body: unknown, assistance: Assistance | null],
	...[witnessId: string | null, helperId: string | null, learningPointId: string | null, contentHash: string | null],
	...[actorId: string, occurredAt: number, recordedAt: number]
];

function unpacked(packed: PackedEvent): LogEvent {
	const [subjectId, id, kind, body, assistance, witnessId, helperId, learningPointId, contentHash, actorId] = packed;
	const times = { occurredAt: new Date(Math.round(packed[10])), recordedAt: new Date(Math.round(packed[11])) };
	const how = { assistance, witnessId, helperId, learningPointId, contentHash, actorId };
	return { subjectId, id, kind, body, ...how, ...times };
}

function milliseconds(column: PgColumn): SQL {
	return sql`date_part('epoch', ${sql.identifier(column.name)}) * 1000`;
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
