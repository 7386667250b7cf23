import { sql } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { may, type Target, type Verb } from '#lib/access/permissions.ts';
import type { MeansState } from '#lib/outreach/campaign.ts';
import type { CannotReason, VisitMark, VisitMeans, VisitPhone, VisitOutcome, VisitShown } from '#lib/outreach/visit.ts';
import { readHousehold, type HouseholdMember } from '#lib/people/server/household.ts';
import type { Db } from '#lib/server/db/connect.ts';
import type { Day } from '#lib/shared/dates.ts';
import { notFound } from '#lib/shared/errors.ts';

export interface PastVisit extends Record<string, unknown> {
	id: string;
	on: Day;
	outcome: VisitOutcome;
	nextOn: Day | null;
	shown: VisitShown[];
	device: VisitPhone | null;
	/** who was in and how far she got: empty to whoever does not plan the teaching */
	people: { name: string; mark: VisitMark | null; cannotReason: CannotReason | null }[];
}

export interface VisitHouse {
	house: { id: string; label: string; landmark: string | null; endedOn: Day | null };
	group: Target & { groupId: string; groupName: string };
	living: HouseholdMember[];
	/** wants no visits, by the latest word */
	refused: boolean;
	/** the visits of this house, latest first */
	visits: PastVisit[];
}

/** How visits to one house stand in time: the latest day first, of one day the latest entry. */
const LATEST_FIRST = sql`"on" desc, entered_at desc, id desc`;

/** A house as somebody finds it who stands before its door, for the team of its place; to others it is not found (404). */
export async function readVisitHouse(db: Db, actor: Actor, id: string, verb: Verb = 'visit.read'): Promise<VisitHouse> {
	const { group, members, label, landmark, endedOn } = await readHousehold(db, actor, id);
	if (!may(actor, verb, group)) throw notFound();
	const visits = await listVisits(db, id, may(actor, 'visit.plan', group));
	return {
		house: { id, label, landmark, endedOn },
		group,
		living: members.filter(({ to }) => to === null),
		refused: visits[0]?.outcome === 'refused',
		visits
	};
}

/** Names of whoever was erased are not there, and nobody stands for them. */
async function listVisits(db: Db, householdId: string, plans: boolean): Promise<PastVisit[]> {
	const rows = await db.execute<PastVisit>(sql`
		select v.id, v."on"::text, v.outcome, v.next_on::text "nextOn", v.shown, v.device,
			coalesce((
				select jsonb_agg(jsonb_build_object(
					'name', coalesce(n.everyday_name, n.full_name), 'mark', vp.mark, 'cannotReason', vp.cannot_reason
				) order by n.sort_key, vp.person_id)
				from visit_people vp join people p on p.id = vp.person_id
				join person_names n on n.person_id = coalesce(p.merged_into, p.id)
				where vp.visit_id = v.id and ${plans}
			), '[]') people
		from (select * from visits where household_id = ${householdId}) v
		order by ${LATEST_FIRST}`);
	return [...rows];
}

export interface KnownMeans extends Record<string, unknown> {
	personId: string;
	kind: VisitMeans;
	state: MeansState;
	asOf: Day;
}

/** What some people have, as it was last seen or said, of all records that stand for each. For `visit.plan` only: to others nothing. */
export async function listKnownMeans(
	db: Db,
	actor: Actor,
	group: Target,
	people: readonly string[]
): Promise<KnownMeans[]> {
	if (!may(actor, 'visit.plan', group)) return [];
	const rows = await db.execute<KnownMeans>(sql`
		select distinct on (coalesce(p.merged_into, p.id), dm.kind)
			coalesce(p.merged_into, p.id) "personId", dm.kind, dm.state, dm.as_of::text "asOf"
		from people p join digital_means dm on dm.person_id = p.id
		where coalesce(p.merged_into, p.id) = any(${sql.param([...people])}::uuid[])
		order by coalesce(p.merged_into, p.id), dm.kind, dm.as_of desc`);
	return [...rows];
}
