import { sql } from 'drizzle-orm';
import { BEGINNING, hashOf, linkOf, readEntries, readLinks, type Link } from '#lib/server/audit-chain.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { AUDIT_KEPT_MONTHS } from '#lib/server/retention.ts';
import { monthsBefore } from '#lib/shared/dates.ts';

const LINKS_AT_ONCE = 5_000;

/** A link that somebody wrote down earlier: where it stood and what it was. */
export interface KnownLink {
	entryId: number;
	hash: string;
}

export type Verdict =
	| {
			intact: true;
			/** entries whose links hold */
			entries: number;
			/** entries deleted after the time for which they are kept */
			expired: number;
			/** entries that wait to be chained */
			waiting: number;
			/** the newest link, to be written down somewhere else; null before the first */
			head: KnownLink | null;
	  }
	| { intact: false; entryId: number; why: 'changed' | 'deleted' | 'added' | 'chain_changed' | 'known_link_missing' };

/**
 * Reads the whole audit and its chain and says whether they agree, or names the first entry that does not: changed,
 * deleted before its time, or added where none was. Whoever owns the database could write the whole chain anew; a link
 * that was written down elsewhere (`known`) shows even that.
 */
export async function verifyAudit(db: Db, now: Date, known: KnownLink | null = null): Promise<Verdict> {
	const keptFrom = monthsBefore(now, AUDIT_KEPT_MONTHS);
	let [hash, next, entries, expired] = [BEGINNING, 1, 0, 0];
	let head: KnownLink | null = null;
	let isKnownFound = known === null;
	for (;;) {
		const links = await readLinks(db, next, LINKS_AT_ONCE);
		const last = links.at(-1);
		if (!last) break;
		const found = new Map((await readEntries(db, next, last.entryId)).map(({ id, line }) => [id, line]));
		for (const link of links) {
			const added = firstBelow(found, link.entryId);
			if (added !== null) return { intact: false, entryId: added, why: 'added' };
			const line = found.get(link.entryId);
			found.delete(link.entryId);
			const why = faultOf(link, hash, line, keptFrom);
			if (why) return { intact: false, entryId: link.entryId, why };
			if (line === undefined) expired += 1;
			else entries += 1;
			if (known?.entryId === link.entryId && known.hash === link.hash) isKnownFound = true;
			hash = link.hash;
			head = { entryId: link.entryId, hash };
		}
		next = last.entryId + 1;
	}
	if (known && !isKnownFound) return { intact: false, entryId: known.entryId, why: 'known_link_missing' };
	return { intact: true, entries, expired, waiting: await countFrom(db, next), head };
}

function faultOf(link: Link, before: string, line: string | undefined, keptFrom: Date) {
	if (line === undefined && link.chainedAt >= keptFrom) return 'deleted';
	if (line !== undefined && hashOf(line) !== link.entryHash) return 'changed';
	const { hash } = linkOf(before, link.entryId, link.entryHash, link.chainedAt);
	return hash === link.hash ? null : 'chain_changed';
}

/** An entry that stands below the next link but has none of its own; the map is in the order of ids. */
function firstBelow(found: ReadonlyMap<number, string>, entryId: number): number | null {
	const [first] = found.keys();
	return first !== undefined && first < entryId ? first : null;
}

async function countFrom(db: Db, id: number): Promise<number> {
	const [row] = await db.execute<{ count: number }>(
		sql`select count(*)::int count from audit_entries where id >= ${id}`
	);
	return row?.count ?? 0;
}
