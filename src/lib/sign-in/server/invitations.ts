import { and, desc, eq, gt, isNull } from 'drizzle-orm';
import type { Actor, PersonActor } from '#lib/access/actor.ts';
import { allow, may } from '#lib/access/permissions.ts';
import { namesOf } from '#lib/people/server/names.ts';
import { readPerson } from '#lib/people/server/person.ts';
import { writeAudit } from '#lib/server/audit.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { DomainError, notFound } from '#lib/shared/errors.ts';
import { isId, newId } from '#lib/shared/ids.ts';
import { fits } from '#lib/sign-in/role-places.ts';
import { findLoginName } from '#lib/sign-in/server/account.ts';
import { bindAccount, findLinkedSince } from '#lib/sign-in/server/provider-accounts.ts';
import type { ProviderAccount } from '#lib/sign-in/server/provider.ts';
import { endRole, grantRole, targetOfPlace, type RoleGrant } from '#lib/sign-in/server/roles.ts';
import { invitations, roles } from '#lib/sign-in/server/schema.ts';
import { setPassword } from '#lib/sign-in/server/staff.ts';
import { throttled } from '#lib/sign-in/server/throttle.ts';
import { fingerprint, newToken } from '#lib/sign-in/server/tokens.ts';

const DAYS = 7;

export interface Invitation {
	id: string;
	personId: string;
	role: string;
	place: string;
	expiresAt: Date;
}

/**
 * Gives a person a role, by `grantRole` and its checks, and makes a link with which she chooses how to sign in, once,
 * within a week. The token is returned here and never again. Somebody who has a way in already needs none: she gets
 * the role without (`invitation_not_needed`, 409). A role at a place of another kind is refused (`role_place_unfit`, 422). Inviting anew withdraws nothing but makes the older links useless.
 */
export async function invite(
	db: Db,
	actor: Actor,
	grant: RoleGrant,
	now: Date
): Promise<{ id: string; token: string; expiresAt: Date }> {
	const target = await targetOfPlace(db, grant.place, dayOf(now));
	allow(actor, 'invitation.make', target);
	if (!fits(grant.role, grant.place)) throw new DomainError('role_place_unfit', 422);
	const person = await readPerson(db, grant.personId);
	if (person.erasedOn !== null) throw new DomainError('person_erased', 410);
	if (await hasWayIn(db, person.id)) throw new DomainError('invitation_not_needed', 409);
	return db.transaction(async (tx) => {
		const roleId = await grantRole(tx, actor, grant, now);
		const made = await addInvitation(tx, actor.id, { personId: person.id, roleId }, now);
		const object = { kind: 'invitation', id: made.id, of: { ...target, personId: person.id } };
		await writeAudit(tx, actor, 'invitation.make', object, now, { person: person.id });
		return made;
	});
}

/** A link for whoever has just been given a role, by a verb that was allowed; older ones of hers are good no more. */
export async function addInvitation(
	tx: Db,
	invitedBy: string,
	{ personId, roleId }: { personId: string; roleId: string },
	now: Date
): Promise<{ id: string; token: string; expiresAt: Date }> {
	await tx
		.update(invitations)
		.set({ withdrawnAt: now })
		.where(and(eq(invitations.personId, personId), isNull(invitations.acceptedAt), isNull(invitations.withdrawnAt)));
	const [id, token] = [newId(now), newToken(32)];
	const expiresAt = new Date(now.getTime() + DAYS * 86_400_000);
	const made = { personId, roleId, invitedBy, invitedAt: now, expiresAt };
	await tx.insert(invitations).values({ ...made, id, tokenHash: fingerprint(token) });
	return { id, token, expiresAt };
}

/** Takes an invitation back and ends the role that came with it. Refused once it was accepted (409); twice is once. */
export async function withdrawInvitation(db: Db, actor: Actor, id: string, now: Date): Promise<void> {
	const [found] = isId(id) ? await select(db).where(eq(invitations.id, id)) : [];
	if (!found) throw notFound();
	const target = await targetOfPlace(db, found.place, dayOf(now));
	if (!may(actor, 'invitation.withdraw', target)) throw notFound();
	await db.transaction(async (tx) => {
		const [row] = await tx.select().from(invitations).where(eq(invitations.id, id)).for('update');
		if (row?.acceptedAt) throw new DomainError('invitation_accepted', 409);
		if (!row || row.withdrawnAt) return;
		await tx.update(invitations).set({ withdrawnAt: now }).where(eq(invitations.id, id));
		await endRole(tx, actor, row.roleId, dayOf(now), now);
		await writeAudit(
			tx,
			actor,
			'invitation.withdraw',
			{ kind: 'invitation', id, of: { ...target, personId: found.personId } },
			now
		);
	});
}

/** The invitations to places where this reader may invite that nobody has accepted or withdrawn, expired ones included. */
export async function listInvitations(
	db: Db,
	actor: Actor,
	now: Date
): Promise<(Invitation & { name: string; isOver: boolean })[]> {
	const open = await select(db)
		.where(and(isNull(invitations.acceptedAt), isNull(invitations.withdrawnAt)))
		.orderBy(desc(invitations.invitedAt));
	const today = dayOf(now);
	const mine: Invitation[] = [];
	for (const one of open) {
		if (may(actor, 'invitation.make', await targetOfPlace(db, one.place, today))) mine.push(one);
	}
	const names = await namesOf(
		db,
		mine.map(({ personId }) => personId)
	);
	return mine.map((one) => ({ ...one, name: names.get(one.personId) ?? '', isOver: one.expiresAt <= now }));
}

/**
 * The invitation of a link's token, while it is good. Refuses with link_unknown (404), link_used, link_expired or
 * invitation_withdrawn (410), too_many_tries (429). `db` must not be a transaction that a refusal rolls back.
 */
export async function readInvitation(db: Db, token: string, origin: string, now: Date): Promise<Invitation> {
	return throttled(db, { way: 'link', origin }, async () => {
		const [found] = await select(db).where(eq(invitations.tokenHash, fingerprint(token)));
		if (!found) throw new DomainError('link_unknown', 404);
		if (found.acceptedAt) throw new DomainError('link_used', 410);
		if (found.withdrawnAt) throw new DomainError('invitation_withdrawn', 410);
		if (found.expiresAt <= now) throw new DomainError('link_expired', 410);
		return found;
	});
}

/** Uses an invitation up by choosing a sign-in name and a password, both or neither. Refuses like `setPassword` too. */
export async function acceptByPassword(
	db: Db,
	invitation: Invitation,
	chosen: { loginName: string; password: string },
	now: Date
): Promise<void> {
	await accept(db, invitation.id, now, (tx, invited) =>
		setPassword(tx, invited, invited.id, chosen.loginName, chosen.password, now)
	);
}

/** Uses an invitation up by linking the account that its holder has just shown at the provider. Returns whose it was. */
export async function acceptByProvider(
	db: Db,
	invitationId: string,
	account: ProviderAccount,
	now: Date
): Promise<string> {
	return accept(db, invitationId, now, (tx, invited) => bindAccount(tx, invited, invited.id, account, now));
}

async function accept(
	db: Db,
	id: string,
	now: Date,
	work: (tx: Db, invited: PersonActor) => Promise<void>
): Promise<string> {
	return db.transaction(async (tx) => {
		const { acceptedAt, withdrawnAt, expiresAt } = invitations;
		const [used] = await tx
			.update(invitations)
			.set({ acceptedAt: now })
			.where(and(eq(invitations.id, id), isNull(acceptedAt), isNull(withdrawnAt), gt(expiresAt, now)))
			.returning();
		if (!used) throw new DomainError('link_used', 410);
		const person = await readPerson(tx, used.personId);
		if (person.erasedOn !== null) throw new DomainError('invitation_withdrawn', 410);
		if (await hasWayIn(tx, person.id)) throw new DomainError('invitation_not_needed', 409);
		// Whoever holds the link acts as its person, without any role, while she chooses how to sign in.
		const invited: PersonActor = { kind: 'person', id: person.id, signInId: id, grants: [] };
		await work(tx, invited);
		await writeAudit(tx, invited, 'invitation.accept', { kind: 'invitation', id }, now);
		return person.id;
	});
}

async function hasWayIn(db: Db, personId: string): Promise<boolean> {
	return (await findLoginName(db, personId)) !== null || (await findLinkedSince(db, personId)) !== null;
}

function select(db: Db) {
	return db
		.select({
			id: invitations.id,
			personId: invitations.personId,
			role: roles.role,
			place: roles.place,
			expiresAt: invitations.expiresAt,
			acceptedAt: invitations.acceptedAt,
			withdrawnAt: invitations.withdrawnAt
		})
		.from(invitations)
		.innerJoin(roles, eq(roles.id, invitations.roleId));
}
