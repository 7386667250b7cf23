import { sql } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { grantFor, type Target, type Verb } from '#lib/access/permissions.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { isId } from '#lib/shared/ids.ts';

export interface AuditObject {
	/** person, group, card, role, attempt … */
	kind: string;
	id: string;
	/** whom it concerns and where, as for `allow`; auditors of that place read the entry, and she herself its looks */
	of?: Target;
}

type Detail = Record<string, string | number | boolean>;

/**
 * Notes who did what to which object, in the same transaction. `detail` holds codes, never names or free text. Where
 * nothing says which ward it concerns, it stands under the place at which the actor works.
 */
export async function writeAudit(
	db: Db,
	actor: Actor,
	verb: Verb,
	object: AuditObject,
	now: Date,
	detail: Detail = {}
): Promise<void> {
	await addEntry(db, actor, verb, object, now, detail);
}

/** Notes what somebody on the staff recorded in the log about somebody else, under the event's kind. */
export async function writeEventAudit(
	db: Db,
	actor: Actor,
	event: { id: string; kind: string },
	of: Target,
	now: Date
): Promise<void> {
	await addEntry(db, actor, event.kind, { kind: 'event', id: event.id, of }, now, {});
}

/**
 * Held shared by every entry until its transaction ends, and for a moment alone by whoever chains them: ids are given
 * under it, so that no entry with a smaller id can appear later.
 */
export const AUDIT_LOCK = 7_101_946;

async function addEntry(db: Db, actor: Actor, verb: string, object: AuditObject, now: Date, detail: Detail) {
	const { of = {} } = object;
	const grant = grantFor(actor, verb, of);
	const personId = of.personId ?? (object.kind === 'person' ? object.id : null);
	const works = actor.kind === 'person' ? (actor.grants[0]?.place ?? '') : '';
	const place = of.wardCode ?? of.provinceCode ?? placeOf(grant?.place ?? '') ?? placeOf(works);
	const origin = 'origin' in actor ? (actor.origin ?? null) : null;
	await db.execute(sql`
		with held as materialized (select pg_advisory_xact_lock_shared(${AUDIT_LOCK}))
		insert into audit_entries (at, actor_id, role, role_place, origin, verb, object_kind, object_id, person_id, place, detail)
		select ${now.toISOString()}::timestamptz, ${actor.id}, ${grant?.role ?? null}, ${grant?.place ?? null}, ${origin},
			${verb}, ${object.kind}, ${object.id}, ${personId !== null && isId(personId) ? personId : null}::uuid, ${place},
			${JSON.stringify(detail)}::jsonb
		from held`);
}

function placeOf(code: string): string | null {
	return /^(\d{2}|\d{5})$/.test(code) ? code : null;
}
