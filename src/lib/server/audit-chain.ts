import { createHash } from 'node:crypto';
import { asc, desc, sql } from 'drizzle-orm';
import { AUDIT_LOCK } from '#lib/server/audit.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { postgresCode } from '#lib/server/db/retry.ts';
import { auditChain } from '#lib/server/schema.ts';

/** One process chains at a time; others find that it is being done. */
const CHAIN_LOCK = 7_101_947;
const ROWS_AT_ONCE = 2_000;
const LOCK_NOT_AVAILABLE = '55P03';

export interface Link {
	entryId: number;
	entryHash: string;
	chainedAt: Date;
	hash: string;
}

/** What the first link follows. */
export const BEGINNING = '';

/**
 * Chains the audit's entries that are not chained yet, in the order of their ids, and returns how many. Repeating it,
 * or two processes at once, changes nothing. The application's role does it; it can neither change nor remove a link.
 */
export async function chainAudit(db: Db, now: Date): Promise<number> {
	const upTo = await lastSettledEntry(db);
	for (let chained = 0; ;) {
		const fresh = await db.transaction((tx) => chainPage(tx, upTo, now));
		chained += fresh;
		if (fresh < ROWS_AT_ONCE) return chained;
	}
}

/** The newest entry below which no other can appear: whoever is writing one is waited for, though not for long. */
async function lastSettledEntry(db: Db): Promise<number> {
	try {
		return await db.transaction(async (tx) => {
			await tx.execute(sql`set local lock_timeout = '2s'`);
			await tx.execute(sql`select pg_advisory_xact_lock(${AUDIT_LOCK})`);
			const [row] = await tx.execute<{ id: string }>(sql`select coalesce(max(id), 0) id from audit_entries`);
			return Number(row?.id ?? 0);
		});
	} catch (error) {
		if (postgresCode(error) === LOCK_NOT_AVAILABLE) return 0;
		throw error;
	}
}

async function chainPage(db: Db, upTo: number, now: Date): Promise<number> {
	const [lock] = await db.execute<{ got: boolean }>(sql`select pg_try_advisory_xact_lock(${CHAIN_LOCK}) got`);
	if (!lock?.got) return 0;
	const [last] = await db.select().from(auditChain).orderBy(desc(auditChain.entryId)).limit(1);
	let hash = last?.hash ?? BEGINNING;
	const entries = await readEntries(db, (last?.entryId ?? 0) + 1, upTo, ROWS_AT_ONCE);
	const links = entries.map(({ id, line }) => {
		const link = linkOf(hash, id, hashOf(line), now);
		hash = link.hash;
		return link;
	});
	if (links.length > 0) await db.insert(auditChain).values(links);
	return links.length;
}

/** The link that follows another one. */
export function linkOf(before: string, entryId: number, entryHash: string, chainedAt: Date): Link {
	const hash = hashOf([before, entryId, entryHash, chainedAt.toISOString()].join('\n'));
	return { entryId, entryHash, chainedAt, hash };
}

export function hashOf(text: string): string {
	return createHash('sha256').update(text).digest('hex');
}

/** A page of links from one entry on. */
export async function readLinks(db: Db, from: number, limit: number): Promise<Link[]> {
	return db
		.select()
		.from(auditChain)
		.where(sql`${auditChain.entryId} >= ${from}`)
		.orderBy(asc(auditChain.entryId))
		.limit(limit);
}

/** Entries with everything they say, as one line each that the database always writes alike. */
export async function readEntries(
	db: Db,
	from: number,
	upTo: number,
	limit: number | null = null
): Promise<{ id: number; line: string }[]> {
	const rows = await db.execute<{ id: string; line: string }>(sql`
		select id, jsonb_build_array(id, extract(epoch from at), actor_id, role, role_place, origin, verb, object_kind,
			object_id, person_id, place, detail)::text line
		from audit_entries where id >= ${from} and id <= ${upTo} order by id limit ${limit}`);
	return rows.map(({ id, line }) => ({ id: Number(id), line }));
}
