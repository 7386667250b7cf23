import type { PersonActor } from '#lib/access/actor.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { newId } from '#lib/shared/ids.ts';
import { signIns } from '#lib/sign-in/server/schema.ts';

/** Somebody who has signed in with her account just now, as taking a list with names away asks for. */
export async function freshly<T extends PersonActor>(db: Db, actor: T, now: Date): Promise<T> {
	const at = { createdAt: now, lastSeenAt: now, expiresAt: new Date(now.getTime() + 12 * 3_600_000) };
	const session = { id: actor.signInId, secretHash: newId(now), personId: actor.id, method: 'password', ...at };
	await db.insert(signIns).values(session).onConflictDoUpdate({ target: signIns.id, set: at });
	return actor;
}
