import { sql } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { may } from '#lib/access/permissions.ts';
import type { Standard } from '#lib/curriculum/content.ts';
import { writeAudit } from '#lib/server/audit.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { notFound } from '#lib/shared/errors.ts';
import { placeOfGroup } from '#lib/territory/server/groups.ts';
import { groupsWithin } from '#lib/territory/server/within.ts';

/** More than these nobody calls in a week. */
const MOST = 200;

export interface ToCall extends Record<string, unknown> {
	personId: string;
	fullName: string;
	everydayName: string | null;
	/** null: she did not agree to our keeping one, so somebody goes to her house */
	phone: string | null;
	household: string | null;
}

/**
 * Whom to remind in a group: who lives there and has not attained the standard, by house and given name. The dead and
 * the erased are not among them. Numbers are seen by whoever may use `phone.read` there alone, to others the list is
 * not found (404); each look leaves an entry in the audit.
 */
export async function readCallList(
	db: Db,
	actor: Actor,
	{ groupId, standard }: { groupId: string; standard: Pick<Standard, 'id' | 'ageFrom'> },
	now: Date
): Promise<{ group: { groupId: string; groupName: string; wardCode: string }; people: ToCall[] }> {
	const group = await placeOfGroup(db, groupId);
	if (!may(actor, 'phone.read', group)) throw notFound();
	const people = await db.execute<ToCall>(sql`
		with recursive ${await groupsWithin(db, [group.groupId], dayOf(now))}
		select p.id "personId", n.full_name "fullName", n.everyday_name "everydayName", n.phone, h.label household
		from member m
		join residences r on r.group_id = m.id and r."to" is null
		join people p on p.id = r.person_id and p.merged_into is null and p.died_on is null and p.erased_on is null
		join person_names n on n.person_id = p.id
		left join literacy_statuses s on s.person_id = p.id and s.standard = ${standard.id}
		left join lateral (
			select h.label from household_members hm join households h on h.id = hm.household_id
			where hm.person_id = p.id and hm."to" is null limit 1
		) h on true
		where s.attained_day is null and p.birth_year + ${standard.ageFrom} <= extract(year from ${dayOf(now)}::date)
		order by n.phone is null, h.label collate "vi-x-icu" nulls last, n.sort_key collate "vi-x-icu", p.id
		limit ${MOST}`);
	const object = { kind: 'group', id: group.groupId, of: group };
	await writeAudit(db, actor, 'phone.read', object, now, { people: people.length });
	return { group, people };
}
