import { sql } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { allow, may } from '#lib/access/permissions.ts';
import type { MeansState } from '#lib/outreach/campaign.ts';
import type { CannotReason, VisitMark, VisitMeans } from '#lib/outreach/visit.ts';
import { STANDING } from '#lib/people/server/membership.ts';
import { writeAudit } from '#lib/server/audit.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { dayOf, type Day } from '#lib/shared/dates.ts';
import { notFound } from '#lib/shared/errors.ts';
import { placeOfGroup } from '#lib/territory/server/groups.ts';
import { groupsWithin } from '#lib/territory/server/within.ts';

export interface ListedPerson extends Record<string, unknown> {
	house: string;
	landmark: string | null;
	fullName: string;
	everydayName: string | null;
	birthYear: number;
	/** when she was last met, and how far she got then */
	metOn: Day | null;
	mark: VisitMark | null;
	cannotReason: CannotReason | null;
	means: Partial<Record<VisitMeans, MeansState>>;
}

/**
 * The people of a group house by house with what visits say of them, to plan the teaching. A list of people leaves the
 * system through a ward officer alone (`visit_list.read`; to others not found), and each time leaves an entry in the audit.
 * Without phone numbers; nobody who died or was erased stands in it.
 */
export async function takeVisitList(db: Db, actor: Actor, groupId: string, now: Date): Promise<ListedPerson[]> {
	const group = await placeOfGroup(db, groupId);
	if (!may(actor, 'visit_list.read', group)) throw notFound();
	allow(actor, 'visit_list.read', group);
	const rows = await db.execute<ListedPerson>(sql`
		with recursive ${await groupsWithin(db, [group.groupId], dayOf(now))}
		select distinct on (h.label, h.id, n.sort_key, self.id)
			h.label house, h.landmark, n.full_name "fullName", n.everyday_name "everydayName", self.birth_year "birthYear",
			met."on"::text "metOn", met.mark, met.cannot_reason "cannotReason", coalesce((
				select jsonb_object_agg(dm.kind, dm.state order by dm.as_of)
				from people r join digital_means dm on dm.person_id = r.id where coalesce(r.merged_into, r.id) = self.id
			), '{}') means
		from member m join households h on h.group_id = m.id and h.ended_on is null
		join household_members hm on hm.household_id = h.id
		join people p on p.id = hm.person_id
		join people self on self.id = coalesce(p.merged_into, p.id) and self.erased_on is null and self.died_on is null
		join person_names n on n.person_id = self.id
		left join lateral (
			select v."on", vp.mark, vp.cannot_reason
			from people r join visit_people vp on vp.person_id = r.id join visits v on v.id = vp.visit_id
			where coalesce(r.merged_into, r.id) = self.id order by v."on" desc, v.entered_at desc, v.id desc limit 1
		) met on true
		where ${STANDING}
		order by h.label, h.id, n.sort_key, self.id`);
	const object = { kind: 'group', id: group.groupId, of: group };
	await writeAudit(db, actor, 'visit_list.read', object, now, { rows: rows.length });
	return [...rows];
}
