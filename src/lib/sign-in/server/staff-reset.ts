import { inArray } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { allow, type Target, type Verb } from '#lib/access/permissions.ts';
import { listRecords } from '#lib/people/server/erasure.ts';
import { readPerson } from '#lib/people/server/person.ts';
import { writeAudit } from '#lib/server/audit.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { DomainError, notFound } from '#lib/shared/errors.ts';
import { accountOfPerson } from '#lib/sign-in/server/account.ts';
import { makeSignInLink } from '#lib/sign-in/server/links.ts';
import { listRoles, targetOfPlace, type HeldRole } from '#lib/sign-in/server/roles.ts';
import { recoveryCodes, secondFactors } from '#lib/sign-in/server/schema.ts';
import { endAllSessions } from '#lib/sign-in/server/sessions.ts';
import { forgive } from '#lib/sign-in/server/throttle.ts';

const LINK_HOURS = 24;

/**
 * A link with which somebody who forgot her password signs in once, within a day, to choose another one; her second
 * factor is asked for all the same. Returned here and never again. Whoever may do this where she has all of her roles,
 * but never for herself (`needs_another_person`, 403); somebody without a role is not found.
 */
export async function makeLinkForStaff(db: Db, actor: Actor, personId: string, now: Date): Promise<string> {
	const person = await readColleague(db, actor, 'sign_in_link.make', personId, now);
	const account = await accountOfPerson(db, person.id);
	return db.transaction(async (tx) => {
		await writeAudit(tx, actor, 'sign_in_link.make', { kind: 'person', id: person.id, of: person.place }, now);
		await forgive(tx, account);
		return makeSignInLink(tx, person.id, now, LINK_HOURS * 60);
	});
}

/**
 * Takes a lost second factor away with its recovery codes, and signs her out everywhere. She is led to a new one when
 * she signs in next. Who may is as with `makeLinkForStaff`; doing it twice changes nothing.
 */
export async function resetSecondFactor(db: Db, actor: Actor, personId: string, now: Date): Promise<void> {
	const person = await readColleague(db, actor, 'second_factor.reset', personId, now);
	const records = await listRecords(db, person.id);
	const account = await accountOfPerson(db, person.id);
	await db.transaction(async (tx) => {
		await tx.delete(secondFactors).where(inArray(secondFactors.personId, records));
		await tx.delete(recoveryCodes).where(inArray(recoveryCodes.personId, records));
		await endAllSessions(tx, person.id);
		await forgive(tx, account);
		await writeAudit(tx, actor, 'second_factor.reset', { kind: 'person', id: person.id, of: person.place }, now);
	});
}

/** Somebody on the staff whom this actor may help to get in again; to others she is not found. */
export async function readColleague(
	db: Db,
	actor: Actor,
	verb: Verb,
	personId: string,
	now: Date
): Promise<{ id: string; name: string; roles: HeldRole[]; place: Target }> {
	const person = await readPerson(db, personId);
	const today = dayOf(now);
	const roles = await listRoles(db, person.id, today);
	if (roles.length === 0) throw notFound();
	const targets = await Promise.all(roles.map(({ place }) => targetOfPlace(db, place, today)));
	for (const target of targets) allow(actor, verb, target);
	if (person.id === actor.id) throw new DomainError('needs_another_person', 403);
	return { id: person.id, name: person.fullName ?? '', roles, place: { ...targets[0], personId: person.id } };
}
