import { and, desc, eq, gt, inArray, not } from 'drizzle-orm';
import type { PersonActor } from '#lib/access/actor.ts';
import { allow } from '#lib/access/permissions.ts';
import { listRecords } from '#lib/people/server/erasure.ts';
import { writeAudit } from '#lib/server/audit.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { signIns } from '#lib/sign-in/server/schema.ts';
import { endAllSessions } from '#lib/sign-in/server/sessions.ts';
import type { Method } from '#lib/sign-in/session-length.ts';

/** Where a person is signed in: a device and a way in, nothing about the device itself. */
export interface OwnSession {
	id: string;
	method: Method;
	startedAt: Date;
	lastSeenAt: Date;
	/** the one in which she looks */
	isThis: boolean;
}

/** A person's own sessions, this one first, then the last seen. */
export async function listOwnSessions(db: Db, actor: PersonActor, now: Date): Promise<OwnSession[]> {
	allow(actor, 'session.end', { personId: actor.id });
	const rows = await db
		.select()
		.from(signIns)
		.where(
			and(
				inArray(signIns.personId, await listRecords(db, actor.id)),
				gt(signIns.expiresAt, now),
				not(signIns.awaitsCode)
			)
		)
		.orderBy(desc(signIns.lastSeenAt));
	const sessions = rows.map(({ id, method, createdAt, lastSeenAt }) => ({
		id,
		method: method as Method,
		startedAt: createdAt,
		lastSeenAt,
		isThis: id === actor.signInId
	}));
	return sessions.sort((a, b) => Number(b.isThis) - Number(a.isThis));
}

/** Ends one of her sessions, this one included. One that is over, or somebody else's, changes nothing. */
export async function endOwnSession(db: Db, actor: PersonActor, id: string, now: Date): Promise<void> {
	allow(actor, 'session.end', { personId: actor.id });
	const ended = await db
		.delete(signIns)
		.where(and(eq(signIns.id, id), inArray(signIns.personId, await listRecords(db, actor.id))))
		.returning({ id: signIns.id });
	if (ended.length > 0) await writeAudit(db, actor, 'session.end', { kind: 'sign_in', id }, now);
}

/** Ends all her sessions but this one. */
export async function endOtherSessions(db: Db, actor: PersonActor, now: Date): Promise<void> {
	allow(actor, 'session.end', { personId: actor.id });
	await endAllSessions(db, actor.id, actor.signInId);
	await writeAudit(db, actor, 'session.end', { kind: 'person', id: actor.id }, now);
}
