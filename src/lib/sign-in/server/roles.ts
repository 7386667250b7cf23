import { and, eq, gt, isNull, lte, or, sql } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { allow, type Target } from '#lib/access/permissions.ts';
import { isRole, type Role } from '#lib/access/roles.ts';
import { readPerson } from '#lib/people/server/person.ts';
import { writeAudit } from '#lib/server/audit.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { dayOf, isDay, laterDay, type Day } from '#lib/shared/dates.ts';
import { DomainError, notFound } from '#lib/shared/errors.ts';
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

/**
 * Gives a person a role at a place, from a day to before a day. The same grant a second time is the first one; another
 * one of that role and place for overlapping days is refused (`role_already_held`, 409), as are unknown people and
 * places (404) and days that do not follow each other (`role_days_wrong`, 422). Returns the role's id.
 */
export async function grantRole(db: Db, actor: Actor, grant: RoleGrant, now: Date): Promise<string> {
	allow(actor, 'role.grant', await targetOf(db, grant.place, dayOf(now)));
	if (!isRole(grant.role)) throw new DomainError('role_unknown', 422);
	if (!isDay(grant.from) || (grant.to !== null && !(isDay(grant.to) && grant.to > grant.from))) {
		throw new DomainError('role_days_wrong', 422);
	}
	const person = await readPerson(db, grant.personId);
	return db.transaction(async (tx) => {
		await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${person.id}, 0))`);
		const held = await findOverlap(tx, { ...grant, personId: person.id });
		if (held) {
			if (held.from === grant.from && held.to === grant.to) return held.id;
			throw new DomainError('role_already_held', 409);
		}
		const id = newId(now);
		await tx.insert(roles).values({ ...grant, personId: person.id, id, grantedBy: actor.id });
		await writeAudit(tx, actor, 'role.grant', { kind: 'role', id }, now, { role: grant.role, place: grant.place });
		return id;
	});
}

/** Ends a role today, sessions that are open included. Ending it again changes nothing. */
export async function endRole(db: Db, actor: Actor, roleId: string, now: Date): Promise<void> {
	const [role] = isId(roleId) ? await db.select().from(roles).where(eq(roles.id, roleId)) : [];
	if (!role) throw notFound();
	const today = dayOf(now);
	allow(actor, 'role.end', await targetOf(db, role.place, today));
	if (role.to !== null && role.to <= today) return;
	await db.transaction(async (tx) => {
		await tx
			.update(roles)
			.set({ to: laterDay(role.from, today) })
			.where(eq(roles.id, roleId));
		await writeAudit(tx, actor, 'role.end', { kind: 'role', id: roleId }, now);
	});
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

/** What `allow` is asked about a role's place. Throws 404 for an unknown one. */
export async function targetOf(db: Db, place: string, on: Day): Promise<Target> {
	if (place === COUNTRY) return {};
	const level = placeLevel(place);
	if (level === null) return placeOfGroup(db, place);
	const { code, provinceCode } = await readPlace(db, place, on);
	return level === 'province' ? { provinceCode: code } : { wardCode: code, ...(provinceCode && { provinceCode }) };
}
