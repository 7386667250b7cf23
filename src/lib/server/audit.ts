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
	await addEntries(db, actor, [{ verb, object, detail }], now);
}

/** `writeAudit` for many objects of one kind of work, in their order and in one statement. */
export async function writeAudits(
	db: Db,
	actor: Actor,
	verb: Verb,
	entries: readonly { object: AuditObject; detail: Detail }[],
	now: Date
): Promise<void> {
	await addEntries(
		db,
		actor,
		entries.map((entry) => ({ verb, ...entry })),
		now
	);
}

/** Notes what somebody on the staff recorded in the log about others, under each event's kind. */
export async function writeEventAudits(
	db: Db,
	actor: Actor,
	events: readonly { id: string; kind: string; of: Target }[],
	now: Date
): Promise<void> {
	await addEntries(
		db,
		actor,
		events.map(({ id, kind, of }) => ({ verb: kind, object: { kind: 'event', id, of }, detail: {} })),
		now
	);
}

/**
 * Held shared by every entry until its transaction ends, and for a moment alone by whoever chains them: ids are given
 * under it, so that no entry with a smaller id can appear later.
 */
export const AUDIT_LOCK = 7_101_946;

interface Entry {
	verb: string;
	object: AuditObject;
	detail: Detail;
}

async function addEntries(db: Db, actor: Actor, entries: readonly Entry[], now: Date): Promise<void> {
	if (entries.length === 0) return;
	const origin = 'origin' in actor ? (actor.origin ?? null) : null;
	const rows = entries.map((entry, n) => rowOf(actor, entry, n));
	await db.execute(sql`
		with held as materialized (select pg_advisory_xact_lock_shared(${AUDIT_LOCK}))
		insert into audit_entries (at, actor_id, role, role_place, origin, verb, object_kind, object_id, person_id, place, detail)
		select ${now.toISOString()}::timestamptz, ${actor.id}, e.role, e."rolePlace", ${origin}, e.verb, e.kind, e.id,
			e."personId", e.place, e.detail
		from held, jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) e(n int, role text, "rolePlace" text, verb text,
			kind text, id text, "personId" uuid, place text, detail jsonb)
		order by e.n`);
}

function rowOf(actor: Actor, { verb, object, detail }: Entry, n: number) {
	const { of = {} } = object;
	const grant = grantFor(actor, verb, of);
	const personId = of.personId ?? (object.kind === 'person' ? object.id : null);
	const works = actor.kind === 'person' ? (actor.grants[0]?.place ?? '') : '';
	return {
		...{ n, verb, kind: object.kind, id: object.id, detail },
		...{ role: grant?.role ?? null, rolePlace: grant?.place ?? null },
		personId: personId !== null && isId(personId) ? personId : null,
		place: of.wardCode ?? of.provinceCode ?? placeOf(grant?.place ?? '') ?? placeOf(works)
	};
}

function placeOf(code: string): string | null {
	return /^(\d{2}|\d{5})$/.test(code) ? code : null;
}
