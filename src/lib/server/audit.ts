import type { Actor } from '#lib/access/actor.ts';
import type { Verb } from '#lib/access/permissions.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { auditEntries } from '#lib/server/schema.ts';

export interface AuditObject {
	/** person, group, card, role, attempt … */
	kind: string;
	id: string;
}

/** Notes who did what to which object, in the same transaction. `detail` holds codes, never names or free text. */
export async function writeAudit(
	db: Db,
	actor: Actor,
	verb: Verb,
	object: AuditObject,
	now: Date,
	detail: Record<string, string | number | boolean> = {}
): Promise<void> {
	await db.insert(auditEntries).values({
		at: now,
		actorId: actor.id,
		verb,
		objectKind: object.kind,
		objectId: object.id,
		detail
	});
}
