import { and, eq, gt, isNull, lte, or, sql } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { allow, mayGrant, type Target } from '#lib/access/permissions.ts';
import { isRole, ROLE_RULES, type Role, type RolePlace } from '#lib/access/roles.ts';
import { readPerson } from '#lib/people/server/person.ts';
import { writeAudit } from '#lib/server/audit.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { dayOf, isDay, laterDay, type Day } from '#lib/shared/dates.ts';
import { DomainError, forbidden, notFound } from '#lib/shared/errors.ts';
import { isId, newId } from '#lib/shared/ids.ts';
import { COUNTRY, placeLevel } from '#lib/territory/place.ts';
import { placeOfGroup } from '#lib/territory/server/groups.ts';
import { readPlace } from '#lib/territory/server/places.ts';
import { roles } from '#lib/sign-in/server/schema.ts';

export interface RoleGrant {
	personId: string;
	role: Role;
	/** vn, a province's code, a ward's code or a residential group's id */
	place: string;
	from: Day;
	/** the first day on which it holds no longer */
	to: Day | null;
}

export type HeldRole = RoleGrant & { id: string; grantedBy: string };

/** Who besides the granter said yes: null where the role needs no second person. */
export type SecondPerson = string | null;

/**
 * Gives a person a role at a place, from a day to before a day. The same grant a second time is the first one; another
 * one of that role and place for overlapping days is refused (`role_already_held`, 409), as are unknown people and
 * places (404), a place of the wrong kind (`role_place_unfit`, 422), an ended group (`group_ended`, 409), days that do
 * not follow each other (`role_days_wrong`, 422), oneself (`role_for_oneself`, 403) and, from a person, a role that
 * needs a second one who has not said yes (`second_person_needed`, 403). Returns the role's id.
 */
export async function grantRole(
	db: Db,
	actor: Actor,
	grant: RoleGrant,
	now: Date,
	second: SecondPerson = null
): Promise<string> {
	const person = await checkGrant(db, actor, grant, now);
	if (actor.kind === 'person' && second === null && ROLE_RULES[grant.role].secondPerson) {
		throw new DomainError('second_person_needed', 403);
	}
	return db.transaction(async (tx) => {
		await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${person.id}, 0))`);
		const held = await findOverlap(tx, { ...grant, personId: person.id });
		if (held) {
			if (held.from === grant.from && held.to === grant.to) return held.id;
			throw new DomainError('role_already_held', 409);
		}
		const id = newId(now);
		const { role, place, from, to } = grant;
		await tx.insert(roles).values({ role, place, from, to, personId: person.id, id, grantedBy: actor.id });
		const object = { kind: 'role', id, of: { ...(await targetOfPlace(tx, place, dayOf(now))), personId: person.id } };
		await writeAudit(tx, actor, 'role.grant', object, now, { role, place });
		return id;
	});
}

/** All that `grantRole` refuses, but for the second person: asked before somebody is bothered with it. */
export async function checkGrant(db: Db, actor: Actor, grant: RoleGrant, now: Date): Promise<{ id: string }> {
	const target = await targetOfPlace(db, grant.place, dayOf(now));
	allow(actor, 'role.grant', target);
	if (!isRole(grant.role)) throw new DomainError('role_unknown', 422);
	if (!mayGrant(actor, grant.role, target)) throw forbidden();
	if (!ROLE_RULES[grant.role].at.includes(rolePlaceOf(grant.place))) throw new DomainError('role_place_unfit', 422);
	if (target.groupId && target.groupId !== grant.place) throw new DomainError('group_ended', 409);
	if (!isDay(grant.from) || (grant.to !== null && !(isDay(grant.to) && grant.to > grant.from))) {
		throw new DomainError('role_days_wrong', 422);
	}
	const person = await readPerson(db, grant.personId);
	if (person.erasedOn !== null) throw new DomainError('person_erased', 410);
	if (person.id === actor.id) throw new DomainError('role_for_oneself', 403);
	return person;
}

/**
 * Ends a role on a day, today or later: from that day on it holds no longer, sessions that are open included. Whoever
 * may grant it may end it. What ends earlier already stays as it is.
 */
export async function endRole(db: Db, actor: Actor, roleId: string, on: Day, now: Date): Promise<void> {
	const role = await readRole(db, roleId);
	const today = dayOf(now);
	const target = await targetOfPlace(db, role.place, today);
	allow(actor, 'role.end', target);
	if (!mayGrant(actor, role.role, target)) throw forbidden();
	if (!isDay(on) || on < today) throw new DomainError('role_end_past', 422);
	if (role.to !== null && role.to <= on) return;
	await db.transaction(async (tx) => {
		await tx
			.update(roles)
			.set({ to: laterDay(role.from, on) })
			.where(eq(roles.id, roleId));
		const object = { kind: 'role', id: roleId, of: { ...target, personId: role.personId } };
		await writeAudit(tx, actor, 'role.end', object, now, { on });
	});
}

/** Throws 404 for an unknown one. */
export async function readRole(db: Db, roleId: string): Promise<HeldRole> {
	const [role] = isId(roleId) ? await db.select().from(roles).where(eq(roles.id, roleId)) : [];
	if (!role) throw notFound();
	return role as HeldRole;
}

/** The roles that a person holds on a day. */
export async function listRoles(db: Db, personId: string, on: Day): Promise<HeldRole[]> {
	const held = await db
		.select()
		.from(roles)
		.where(and(eq(roles.personId, personId), lte(roles.from, on), or(isNull(roles.to), gt(roles.to, on))))
		.orderBy(roles.place, roles.role);
	return held as HeldRole[];
}

async function findOverlap(db: Db, { personId, role, place, from, to }: RoleGrant): Promise<HeldRole | null> {
	const [held] = await db
		.select()
		.from(roles)
		.where(
			and(
				eq(roles.personId, personId),
				eq(roles.role, role),
				eq(roles.place, place),
				or(isNull(roles.to), gt(roles.to, from)),
				to === null ? undefined : sql`${roles.from} < ${to}`
			)
		);
	return (held as HeldRole | undefined) ?? null;
}

/** Where a role is held, as permissions ask for it; an ended group is read as its successor. Throws 404. */
export async function targetOfPlace(db: Db, place: string, on: Day): Promise<Target> {
	if (place === COUNTRY) return {};
	const level = placeLevel(place);
	if (level === null) {
		const { groupId, wardCode, provinceCode } = await placeOfGroup(db, place);
		return { groupId, wardCode, provinceCode };
	}
	const { code, provinceCode } = await readPlace(db, place, on);
	return level === 'province' ? { provinceCode: code } : { wardCode: code, ...(provinceCode && { provinceCode }) };
}

/** What kind of place a role is held at. */
export function rolePlaceOf(place: string): RolePlace {
	return placeLevel(place) ?? 'group';
}
