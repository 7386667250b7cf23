import { and, desc, eq, gt, inArray, isNotNull, sql } from 'drizzle-orm';
import type { Db } from '#lib/server/db/connect.ts';
import { signIns } from '#lib/sign-in/server/schema.ts';

/** Who is signed in on some shared tablets at this moment, the latest of each. */
export async function listSessionsOn(
	db: Db,
	tabletIds: readonly string[],
	now: Date
): Promise<{ tabletId: string | null; signInId: string; personId: string }[]> {
	if (tabletIds.length === 0) return [];
	return db
		.selectDistinctOn([signIns.tabletId], {
			tabletId: signIns.tabletId,
			signInId: signIns.id,
			personId: signIns.personId
		})
		.from(signIns)
		.where(and(inArray(signIns.tabletId, [...tabletIds]), gt(signIns.expiresAt, now)))
		.orderBy(signIns.tabletId, desc(signIns.createdAt));
}

/** Ends every session on some shared tablets, and tells which. */
export async function endSessionsOn(db: Db, tabletIds: readonly string[]): Promise<string[]> {
	if (tabletIds.length === 0) return [];
	const ended = await db
		.delete(signIns)
		.where(inArray(signIns.tabletId, [...tabletIds]))
		.returning({ id: signIns.id });
	return ended.map(({ id }) => id);
}

/** A tablet's session that would end while what is on its page is still playing goes on until then. */
export async function holdSession(db: Db, signInId: string, until: Date): Promise<void> {
	await db
		.update(signIns)
		.set({ expiresAt: sql`least(${until.toISOString()}::timestamptz, ${signIns.createdAt} + interval '12 hours')` })
		.where(and(eq(signIns.id, signInId), isNotNull(signIns.tabletId)));
}
