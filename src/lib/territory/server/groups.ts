import { and, eq, gt, isNull, lte, or, sql, type SQL } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { allow } from '#lib/access/permissions.ts';
import { writeAudit } from '#lib/server/audit.ts';
import type { Db } from '#lib/server/db/connect.ts';
import type { Day } from '#lib/shared/dates.ts';
import { DomainError, notFound } from '#lib/shared/errors.ts';
import { isId, newId } from '#lib/shared/ids.ts';
import { spellingOf, tidyName } from '#lib/shared/names.ts';
import { compareNames } from '#lib/territory/place.ts';
import { residentialGroups, wards } from '#lib/territory/server/schema.ts';

export interface ResidentialGroup {
	id: string;
	wardCode: string;
	/** as people say it, its kind included: "Tổ dân phố 12", "Thôn Đông" */
	name: string;
	/** what such groups are called there: tổ dân phố, thôn, ấp, bản, … */
	kind: string;
	validFrom: Day;
	/** the first day on which it is no more, or null */
	validTo: Day | null;
}

type NewGroup = Pick<ResidentialGroup, 'wardCode' | 'name' | 'kind' | 'validFrom'> & {
	/** made when a form was shown: the same form sent twice makes one group */
	id?: string;
};

/**
 * A residential group enters the books of its ward. Two groups of a ward may not bear one name at the same time,
 * however it is written (409 group_name_taken); the name of an ended group may be used again from the day it ended.
 */
export async function createGroup(db: Db, actor: Actor, input: NewGroup, now: Date): Promise<ResidentialGroup> {
	const provinceCode = await provinceOf(db, input.wardCode);
	const of = { wardCode: input.wardCode, provinceCode };
	allow(actor, 'group.create', of);

	const group = {
		...input,
		id: input.id ?? newId(now),
		name: tidyName(input.name),
		kind: tidyName(input.kind),
		validTo: null
	};
	await db.transaction(async (tx) => {
		const [known] = await tx.select().from(residentialGroups).where(eq(residentialGroups.id, group.id));
		if (known) return;
		await refuseTakenNames(tx, group.wardCode, [group.name], group.validFrom, []);
		await tx.insert(residentialGroups).values(group);
		await writeAudit(tx, actor, 'group.create', { kind: 'group', id: group.id, of }, now, { ward: group.wardCode });
	});
	return group;
}

/**
 * Refuses names that a group of the ward, other than `but`, bears on a day or later, and two alike among them (409,
 * group_name_taken). Whoever gives the same name at this moment waits here, then finds it taken.
 */
export async function refuseTakenNames(
	db: Db,
	wardCode: string,
	names: readonly string[],
	on: Day,
	but: readonly string[]
): Promise<void> {
	await db.select().from(wards).where(eq(wards.code, wardCode)).for('no key update');
	const groups = await db
		.select({ id: residentialGroups.id, name: residentialGroups.name })
		.from(residentialGroups)
		.where(and(eq(residentialGroups.wardCode, wardCode), notEndedOn(on)));
	const taken = new Set(groups.filter(({ id }) => !but.includes(id)).map(({ name }) => spellingOf(name)));
	for (const name of names) {
		if (taken.has(spellingOf(name))) throw new DomainError('group_name_taken', 409, { name: tidyName(name) });
		taken.add(spellingOf(name));
	}
}

export async function readGroup(db: Db, id: string): Promise<ResidentialGroup> {
	const [group] = isId(id) ? await db.select().from(residentialGroups).where(eq(residentialGroups.id, id)) : [];
	if (!group) throw notFound();
	return group;
}

/** The groups of a ward on a day, in the order in which people count: Tổ 2 before Tổ 10. */
export async function listGroups(db: Db, wardCode: string, on: Day): Promise<ResidentialGroup[]> {
	const groups = await db
		.select()
		.from(residentialGroups)
		.where(and(eq(residentialGroups.wardCode, wardCode), lte(residentialGroups.validFrom, on), notEndedOn(on)));
	return groups.sort((a, b) => compareNames(a.name, b.name) || compareNames(a.id, b.id));
}

/**
 * Where a group lies and its name: what `allow` asks for. An ended group is read as its successor, so that whoever
 * heads it now may do what concerns those who still claim the old one. Throws 404 for an unknown group.
 */
export async function placeOfGroup(
	db: Db,
	id: string
): Promise<{ groupId: string; groupName: string; wardCode: string; provinceCode: string }> {
	const current = sql`(
		with recursive way(id) as (
			select ${id}::uuid union all select s.to_id from group_successions s join way on s.from_id = way.id
		)
		select id from way where not exists (select 1 from group_successions s where s.from_id = way.id)
	)`;
	const [place] = isId(id)
		? await db
				.select({
					groupId: residentialGroups.id,
					groupName: residentialGroups.name,
					wardCode: wards.code,
					provinceCode: wards.provinceCode
				})
				.from(residentialGroups)
				.innerJoin(wards, eq(wards.code, residentialGroups.wardCode))
				.where(sql`${residentialGroups.id} = ${current}`)
		: [];
	if (!place) throw notFound();
	return place;
}

/** The province of a group, for a later feature to ask in its own query. An ended group lies where its successor does. */
export function provinceOfGroup(groupId: SQL): SQL<string | null> {
	return sql`(select w.province_code from residential_groups g join wards w on w.code = g.ward_code where g.id = ${groupId})`;
}

async function provinceOf(db: Db, wardCode: string): Promise<string> {
	const [ward] = await db.select().from(wards).where(eq(wards.code, wardCode));
	if (!ward) throw notFound();
	return ward.provinceCode;
}

function notEndedOn(day: Day) {
	return or(isNull(residentialGroups.validTo), gt(residentialGroups.validTo, day));
}
