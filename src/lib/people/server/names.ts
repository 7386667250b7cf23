import { eq, inArray, sql } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { allow } from '#lib/access/permissions.ts';
import { identities } from '#lib/people/server/identities.ts';
import { readPerson } from '#lib/people/server/person.ts';
import { personNames } from '#lib/people/server/schema.ts';
import { m } from '#lib/messages/compiled/messages.js';
import { writeAudit } from '#lib/server/audit.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { DomainError } from '#lib/shared/errors.ts';
import { isId } from '#lib/shared/ids.ts';
import { searchNames, sortKey, tidyName } from '#lib/shared/names.ts';

/**
 * What some people are called, by the id under which the log and other rows know them. What the system did itself bears
 * its word; who was erased is not among them.
 */
export async function namesOf(db: Db, ids: Iterable<string>): Promise<Map<string, string>> {
	const all = [...new Set(ids)];
	const names = new Map<string, string>(all.filter(isSystem).map((id) => [id, m.privacy_audit_by_system()]));
	const wanted = all.filter(isId);
	if (wanted.length === 0) return names;
	const who = identities(db);
	const rows = await db.select().from(who).where(inArray(who.recordId, wanted));
	for (const row of rows) {
		if (row.fullName !== null) names.set(row.recordId, row.everydayName ?? row.fullName);
	}
	return names;
}

const isSystem = (id: string) => id.startsWith('system:');

/** The person each record belongs to today, by the id under which it was written down: another one after a merge. */
export async function currentIds(db: Db, ids: Iterable<string>): Promise<Map<string, string>> {
	const wanted = [...new Set(ids)].filter(isId);
	if (wanted.length === 0) return new Map();
	const who = identities(db);
	const rows = await db
		.select({ recordId: who.recordId, personId: who.personId })
		.from(who)
		.where(inArray(who.recordId, wanted));
	return new Map(rows.map(({ recordId, personId }) => [recordId, personId]));
}

/** Words that others connect with a person, for a password not to be made of: names, phone, where she lives. */
export async function listContextWords(db: Db, personId: string): Promise<string[]> {
	const [row] = await db
		.select({
			fullName: personNames.fullName,
			everydayName: personNames.everydayName,
			phone: personNames.phone,
			home: sql<string | null>`(select string_agg(distinct g.name || ' ' || coalesce(w.name, ''), ' ') from residences r
				join residential_groups g on g.id = r.group_id left join place_names w on w.place_code = g.ward_code
				where r.person_id = ${personNames.personId})`
		})
		.from(personNames)
		.where(eq(personNames.personId, personId));
	return row ? [row.fullName, row.everydayName, row.phone, row.home].filter((word) => word !== null) : [];
}

/** Her name was written down wrong. No figure changes; an erased person is not filled in again (410). */
export async function correctNames(
	db: Db,
	actor: Actor,
	names: { personId: string; fullName: string; everydayName: string | null },
	now: Date
): Promise<void> {
	const person = await readPerson(db, names.personId);
	allow(actor, 'person.correct', person.place);
	if (person.erasedOn !== null) throw new DomainError('person_erased', 410);
	const fullName = tidyName(names.fullName);
	const everydayName = names.everydayName === null ? null : tidyName(names.everydayName);
	const search = searchNames(fullName, everydayName);
	await db.transaction(async (tx) => {
		await tx
			.update(personNames)
			.set({ fullName, everydayName, search, sortKey: sortKey(fullName) })
			.where(eq(personNames.personId, person.id));
		const object = { kind: 'person', id: person.id, of: person.place };
		await writeAudit(tx, actor, 'person.correct', object, now, { what: 'names' });
	});
}
