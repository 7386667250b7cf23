import { inArray } from 'drizzle-orm';
import { identities } from '#lib/people/server/identities.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { isId } from '#lib/shared/ids.ts';

/** What some people are called, by the id under which the log knows them; who was erased or is no person is not among them. */
export async function namesOf(db: Db, ids: Iterable<string>): Promise<Map<string, string>> {
	const wanted = [...new Set(ids)].filter(isId);
	if (wanted.length === 0) return new Map();
	const who = identities(db);
	const rows = await db.select().from(who).where(inArray(who.recordId, wanted));
	return new Map(
		rows.flatMap((row) => (row.fullName === null ? [] : [[row.recordId, row.everydayName ?? row.fullName]]))
	);
}
