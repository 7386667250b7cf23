import { sql, type SQL } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { placesFor, type Target } from '#lib/access/permissions.ts';
import type { Role } from '#lib/access/roles.ts';
import type { ApprovalState, AskedVerb } from '#lib/approvals/approval.ts';
import { deedOf, mayDecide, type AskedInput } from '#lib/approvals/server/deeds.ts';
import { approvals } from '#lib/approvals/server/schema.ts';
import { namesOf } from '#lib/people/server/names.ts';
import type { Db } from '#lib/server/db/connect.ts';
import type { Day } from '#lib/shared/dates.ts';
import { DomainError } from '#lib/shared/errors.ts';
import { COUNTRY } from '#lib/territory/place.ts';

const DAYS_SHOWN = 30;
const MOST_SHOWN = 100;
const DAY = 86_400_000;

interface PersonNamed extends Record<string, unknown> {
	/** null once erased */
	name: string | null;
	birthYear: number;
	groupName: string | null;
}

/** Groups that become others on a day. */
interface GroupsAsked {
	from: string[];
	into: string[];
	on: Day;
}

/** Something that waits, or waited, for a second person, in the words of a page. */
export interface ApprovalShown {
	id: string;
	verb: AskedVerb;
	/** whom it concerns */
	people: PersonNamed[];
	/** two records that are to be one person */
	merge: { personId: string; otherId: string } | null;
	/** groups of a ward that change */
	groups: GroupsAsked | null;
	/** of a role */
	role: { role: Role; place: string; from: Day; to: Day | null } | null;
	askedByName: string | null;
	askedAt: Date;
	dueAt: Date | null;
	state: ApprovalState;
	decidedByName: string | null;
	outcome: Record<string, string | number> | null;
	/** whether this reader asked for it, and may take it back */
	mine: boolean;
	/** whether this reader may say yes or no */
	mayDecide: boolean;
}

/**
 * What this reader asked for, may decide or may read (`approval.read`): all that is open, then what was closed in the
 * last thirty days; the oldest of the open ones first.
 */
export async function listApprovals(db: Db, actor: Actor, now: Date): Promise<ApprovalShown[]> {
	const rows = await db
		.select()
		.from(approvals)
		.where(
			sql`(${approvals.state} in ('open', 'approved') or ${approvals.decidedAt} > ${new Date(now.getTime() - DAYS_SHOWN * DAY).toISOString()}::timestamptz)
				and (${approvals.askedBy} = ${actor.id} or ${readable(actor)})`
		)
		.orderBy(sql`${approvals.state} <> 'open', ${approvals.decidedAt} desc, ${approvals.askedAt}`)
		.limit(MOST_SHOWN);
	const names = await namesOf(
		db,
		rows.flatMap(({ askedBy, decidedBy }) => [askedBy, decidedBy ?? ''])
	);
	const people = await peopleIn(db, rows);
	const groups = await groupsIn(db, rows);
	return Promise.all(
		rows.map(async (row) => ({
			id: row.id,
			verb: row.verb,
			people: people.get(row.id) ?? [],
			merge: row.verb === 'person.merge' ? (row.input as AskedInput<'person.merge'>) : null,
			groups: groups.get(row.id) ?? null,
			role: row.verb === 'role.grant' ? (row.input as AskedInput<'role.grant'>) : null,
			askedByName: names.get(row.askedBy) ?? null,
			askedAt: row.askedAt,
			dueAt: row.dueAt,
			state: row.state,
			decidedByName: names.get(row.decidedBy ?? '') ?? null,
			outcome: row.outcome,
			mine: row.askedBy === actor.id,
			mayDecide: row.state === 'open' && row.askedBy !== actor.id && (await reaches(db, actor, row, now))
		}))
	);
}

async function reaches(db: Db, actor: Actor, row: typeof approvals.$inferSelect, now: Date): Promise<boolean> {
	const deed = deedOf(row.verb);
	return mayDecide(deed, actor, row.input, await targetsOf(db, row, now));
}

/** Where it acts as things are now; nowhere, if that is gone. */
async function targetsOf(db: Db, row: typeof approvals.$inferSelect, now: Date): Promise<Target[]> {
	try {
		return await deedOf(row.verb).targets(db, row.input, now);
	} catch (gone) {
		if (gone instanceof DomainError) return [];
		throw gone;
	}
}

function readable(actor: Actor): SQL {
	const verbs = [
		['role.grant', 'role.approve'],
		['residence.confirm', 'residence.approve'],
		['person.merge', 'merge.approve'],
		['group.merge', 'group.approve'],
		['group.split', 'group.approve']
	] as const;
	const ways = verbs.map(
		([verb, approve]) => sql`(${approvals.verb} = ${verb} and ${within(placesFor(actor, approve))})`
	);
	return sql`(${sql.join([within(placesFor(actor, 'approval.read')), ...ways], sql` or `)})`;
}

function within(places: readonly string[]): SQL {
	if (places.includes(COUNTRY)) return sql`true`;
	if (places.length === 0) return sql`false`;
	const list = sql`${sql.param([...places])}::text[]`;
	return sql`(${approvals.groupId}::text = any(${list}) or ${approvals.wardCode} = any(${list}) or ${approvals.provinceCode} = any(${list}))`;
}

type Asked = Pick<typeof approvals.$inferSelect, 'id' | 'verb' | 'input'>;

/** Which groups of today become which, by their names, of each approval that is about groups. */
async function groupsIn(db: Db, rows: readonly Asked[]): Promise<Map<string, GroupsAsked>> {
	const changes = rows
		.filter(({ verb }) => verb === 'group.merge' || verb === 'group.split')
		.map(({ id, input }) => ({ id, ...(input as AskedInput<'group.merge'> | AskedInput<'group.split'>) }));
	if (changes.length === 0) return new Map();
	const ids = changes.flatMap(({ from }) => from);
	const known = await db.execute<{ id: string; name: string }>(
		sql`select id, name from residential_groups where id = any(${sql.param(ids)}::uuid[])`
	);
	const names = new Map(known.map(({ id, name }) => [id, name]));
	return new Map(
		changes.map(({ id, from, into, on }) => [
			id,
			{
				from: [from].flat().map((one) => names.get(one) ?? ''),
				into: [into].flat().map(({ name }) => name),
				on
			}
		])
	);
}

/** Whom each approval concerns; where they live, unless it is about a role. */
async function peopleIn(db: Db, rows: readonly Asked[]): Promise<Map<string, PersonNamed[]>> {
	const asked = rows.flatMap(({ id, verb, input }) => {
		const named = input as Partial<AskedInput<'person.merge'> & AskedInput<'residence.confirm'>>;
		return [named.personId, named.otherId, ...(named.people ?? []).map((one) => one.personId)]
			.filter((personId) => personId !== undefined)
			.map((personId) => ({ id, personId, placed: verb !== 'role.grant' }));
	});
	if (asked.length === 0) return new Map();
	const found = await db.execute<PersonNamed & { approval: string }>(sql`
		select t.approval, coalesce(n.full_name, n.everyday_name) name, p.birth_year "birthYear", g.name "groupName"
		from unnest(${sql.param(asked.map(({ id }) => id))}::uuid[], ${sql.param(asked.map(({ personId }) => personId))}::uuid[],
			${sql.param(asked.map(({ placed }) => String(placed)))}::text[]) with ordinality t(approval, id, placed, n_th)
		join people p on p.id = t.id left join person_names n on n.person_id = p.id
		left join lateral (
			select g.name from residences r join residential_groups g on g.id = r.group_id
			where r.person_id = p.id and t.placed = 'true' order by r."from" desc limit 1
		) g on true
		order by t.n_th`);
	const people = Map.groupBy(found, ({ approval }) => approval);
	return new Map([...people].map(([id, list]) => [id, list.map(({ approval: _approval, ...person }) => person)]));
}
