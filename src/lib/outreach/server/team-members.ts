import { eq, sql } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { allow, type Target } from '#lib/access/permissions.ts';
import type { Part } from '#lib/outreach/team.ts';
import { teamMembers } from '#lib/outreach/server/team-schema.ts';
import { readTeam, type Team } from '#lib/outreach/server/teams.ts';
import { readPerson } from '#lib/people/server/person.ts';
import { writeAudit } from '#lib/server/audit.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { dayOf, isDay, laterDay, type Day } from '#lib/shared/dates.ts';
import { DomainError, notFound } from '#lib/shared/errors.ts';
import { isColleague } from '#lib/sign-in/server/role-book.ts';
import { endRole, listRoles } from '#lib/sign-in/server/roles.ts';

/** Somebody in a team; whoever died or was erased is in none. */
export interface Member extends Record<string, unknown> {
	id: string;
	teamId: string;
	/** of the record that stands for her now */
	personId: string;
	name: string;
	part: Part;
	from: Day;
	to: Day | null;
	trainedOn: Day | null;
}

export interface NewMember {
	/** made where the form is shown, so that a double tap adds one member */
	id: string;
	teamId: string;
	personId: string;
	part: Part;
	from: Day;
}

/**
 * From a day on somebody is in a team (verb `team.keep`). Refuses a team that has ended (`team_ended`, 409), whoever was erased (410) or died (`person_died`,
 * 409), is unknown to this office (404), or is in the team at that time already (`member_already`, 409). Sent again, it
 * is the same membership.
 */
export async function addMember(db: Db, actor: Actor, input: NewMember, now: Date): Promise<void> {
	const team = await readTeam(db, actor, input.teamId);
	allow(actor, 'team.keep', team.target);
	if (team.endedOn !== null) throw new DomainError('team_ended', 409);
	const person = await readPerson(db, input.personId);
	if (person.erasedOn !== null) throw new DomainError('person_erased', 410);
	if (person.diedOn !== null) throw new DomainError('person_died', 409);
	if (actor.kind === 'person' && !(await isColleague(db, actor, person.id, now))) throw notFound();
	await db.transaction(async (tx) => {
		await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`member ${person.id}`}, 0))`);
		const [known] = await tx.select().from(teamMembers).where(eq(teamMembers.id, input.id));
		if (known) return;
		const there = (await listMembers(tx, team.id)).filter(({ personId }) => personId === person.id);
		if (there.some(({ to }) => to === null || to > input.from)) throw new DomainError('member_already', 409);
		await tx.insert(teamMembers).values({ ...input, personId: person.id });
		await audit(tx, actor, team, { what: 'member', member: input.id }, person.id, now);
	});
}

/**
 * From a day on somebody is no longer in a team; with it her role of helper where the team works ends, at the latest
 * from now on, so that she acts no more. A day before her first is refused (`member_end_first`, 422). What ends earlier
 * stays.
 */
export async function endMember(
	db: Db,
	actor: Actor,
	of: { teamId: string; memberId: string; on: Day },
	now: Date
): Promise<void> {
	const { team, member } = await readMember(db, actor, of.teamId, of.memberId);
	allow(actor, 'team.keep', team.target);
	if (!isDay(of.on) || of.on < member.from) throw new DomainError('member_end_first', 422);
	await db.transaction(async (tx) => {
		await tx.select().from(teamMembers).where(eq(teamMembers.id, member.id)).for('update');
		if (member.to === null || member.to > of.on) {
			await tx.update(teamMembers).set({ to: of.on }).where(eq(teamMembers.id, member.id));
			await audit(tx, actor, team, { what: 'member_end', member: member.id }, member.personId, now);
		}
		const today = dayOf(now);
		for (const { id, role, place } of await listRoles(tx, member.personId, today)) {
			if (role === 'helper' && place === team.place) await endRole(tx, actor, id, laterDay(of.on, today), now);
		}
	});
}

/** She finished a training for it, on a day that has come (`day_in_future`, 422). */
export async function recordTraining(
	db: Db,
	actor: Actor,
	of: { teamId: string; memberId: string; on: Day },
	now: Date
): Promise<void> {
	const { team, member } = await readMember(db, actor, of.teamId, of.memberId);
	allow(actor, 'team.keep', team.target);
	if (!isDay(of.on) || of.on > dayOf(now)) throw new DomainError('day_in_future', 422);
	if (member.trainedOn === of.on) return;
	await db.transaction(async (tx) => {
		await tx.update(teamMembers).set({ trainedOn: of.on }).where(eq(teamMembers.id, member.id));
		await audit(tx, actor, team, { what: 'training', member: member.id }, member.personId, now);
	});
}

/** A member of a team that the reader may see; one of another team is not found (404). */
export async function readMember(
	db: Db,
	actor: Actor,
	teamId: string,
	memberId: string
): Promise<{ team: Team; member: Member }> {
	const team = await readTeam(db, actor, teamId);
	const member = (await listMembers(db, team.id)).find(({ id }) => id === memberId);
	if (!member) throw notFound();
	return { team, member };
}

/** Everybody who is, was or will be in a team; leaders first, then by name. */
export async function listMembers(db: Db, teamId: string): Promise<Member[]> {
	return selectMembers(db, sql`tm.team_id = ${teamId}`);
}

/** Who is in some team of a ward on a day; where a group is asked about, of the whole ward or of that group. */
export async function listActiveMembers(
	db: Db,
	{ wardCode, groupId }: Pick<Target, 'wardCode' | 'groupId'>,
	on: Day
): Promise<Member[]> {
	const near = groupId ? sql`(t.group_id is null or t.group_id = ${groupId})` : sql`true`;
	return selectMembers(
		db,
		sql`t.ward_code = ${wardCode ?? ''} and ${near}
			and tm."from" <= ${on} and (tm."to" is null or tm."to" > ${on})`
	);
}

/** How many people are in each of some teams on a day; nobody twice. */
export async function countMembers(db: Db, teamIds: readonly string[], on: Day): Promise<Map<string, number>> {
	if (teamIds.length === 0) return new Map();
	const ids = sql.param([...teamIds]);
	const rows = await selectMembers(
		db,
		sql`tm.team_id = any(${ids}::uuid[]) and tm."from" <= ${on} and (tm."to" is null or tm."to" > ${on})`
	);
	const people = Map.groupBy(rows, ({ teamId }) => teamId);
	return new Map([...people].map(([id, members]) => [id, new Set(members.map(({ personId }) => personId)).size]));
}

function selectMembers(db: Db, which: ReturnType<typeof sql>): Promise<Member[]> {
	return db.execute<Member>(sql`
		select tm.id, tm.team_id "teamId", p.id "personId", coalesce(n.everyday_name, n.full_name) name, tm.part,
			tm."from"::text "from", tm."to"::text "to", tm.trained_on::text "trainedOn"
		from team_members tm
		join teams t on t.id = tm.team_id
		join people r on r.id = tm.person_id
		join people p on p.id = coalesce(r.merged_into, r.id) and p.died_on is null and p.erased_on is null
		join person_names n on n.person_id = p.id
		where ${which}
		order by tm.part = 'leader' desc, n.sort_key collate "vi-x-icu", tm.id`);
}

async function audit(
	db: Db,
	actor: Actor,
	{ id, target }: Team,
	detail: Record<string, string>,
	personId: string,
	now: Date
): Promise<void> {
	await writeAudit(db, actor, 'team.keep', { kind: 'team', id, of: { ...target, personId } }, now, detail);
}
