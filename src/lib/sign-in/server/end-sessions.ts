import { eq } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { allow } from '#lib/access/permissions.ts';
import { listRecords } from '#lib/people/server/erasure.ts';
import { writeAudit } from '#lib/server/audit.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { signIns } from '#lib/sign-in/server/schema.ts';

/** Ends every session of one person, or of everybody (null). Returns how many. */
export async function endSessionsOf(db: Db, actor: Actor, personId: string | null, now: Date): Promise<number> {
	allow(actor, 'sessions.end');
	return db.transaction(async (tx) => {
		let ended = 0;
		if (personId === null) ended = (await tx.delete(signIns).returning({ id: signIns.id })).length;
		for (const record of personId === null ? [] : await listRecords(tx, personId)) {
			ended += (await tx.delete(signIns).where(eq(signIns.personId, record)).returning({ id: signIns.id })).length;
		}
		const object = { kind: personId === null ? 'sessions' : 'person', id: personId ?? 'all' };
		await writeAudit(tx, actor, 'sessions.end', object, now, { ended });
		return ended;
	});
}
