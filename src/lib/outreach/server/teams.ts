import { asc, eq, inArray } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { allow, may, type Target } from '#lib/access/permissions.ts';
import { teamPoints, teams } from '#lib/outreach/server/team-schema.ts';
import { writeAudit } from '#lib/server/audit.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { dayOf, isDay, type Day } from '#lib/shared/dates.ts';
import { DomainError, notFound } from '#lib/shared/errors.ts';
import { isId } from '#lib/shared/ids.ts';
import { tidyName } from '#lib/shared/names.ts';
import { placeOfGroup } from '#lib/territory/server/groups.ts';
import { listLearningPoints } from '#lib/territory/server/points.ts';
import { readWardPhone } from '#lib/territory/server/ward-phone.ts';

/** What its ward says of a team. */
export interface TeamFacts {
	name: string;
	/** null: of the whole ward */
	groupId: string | null;
	/** the paper that set it up, where there is one */
	decision: { number: string; on: Day } | null;
}

export interface Team extends TeamFacts {
	id: string;
	wardCode: string;
	groupName: string | null;
	/** from which day on it works no more */
	endedOn: Day | null;
	/** where it works: a role of its members is held at `place` */
	place: string;
	target: Target;
}

/** A team enters the books of its ward (verb `team.keep`). Sent again, it is the same one. Refused like `changeTeam`. */
export async function addTeam(
	db: Db,
	actor: Actor,
	{ id, wardCode, ...facts }: TeamFacts & { id: string; wardCode: string },
	now: Date
): Promise<void> {
	const target = await targetOf(db, wardCode, null);
	allow(actor, 'team.keep', target);
	const row = await checked(db, wardCode, facts, now);
	await db.transaction(async (tx) => {
		const added = await tx
			.insert(teams)
			.values({ ...row, id, wardCode })
			.onConflictDoNothing({ target: teams.id })
			.returning({ id: teams.id });
		if (added.length === 0) return;
		await writeAudit(tx, actor, 'team.keep', { kind: 'team', id, of: target }, now, { what: 'add' });
	});
}

/**
 * Its name, group or decision is another one. Refuses a group of another ward (`group_not_in_ward`, 422) and a
 * decision of a day that has not come (`day_in_future`, 422).
 */
export async function changeTeam(db: Db, actor: Actor, id: string, facts: TeamFacts, now: Date): Promise<void> {
	const team = await readTeam(db, actor, id);
	allow(actor, 'team.keep', team.target);
	const row = await checked(db, team.wardCode, facts, now);
	await db.transaction(async (tx) => {
		await tx.update(teams).set(row).where(eq(teams.id, id));
		await writeAudit(tx, actor, 'team.keep', { kind: 'team', id, of: team.target }, now, { what: 'facts' });
	});
}

/** Which of its ward's learning points a team looks after, and no others. One of another ward is refused (422). */
export async function setTeamPoints(
	db: Db,
	actor: Actor,
	id: string,
	pointIds: readonly string[],
	now: Date
): Promise<void> {
	const team = await readTeam(db, actor, id);
	allow(actor, 'team.keep', team.target);
	const here = await listLearningPoints(db, [team.wardCode], dayOf(now));
	const wanted = [...new Set(pointIds)];
	if (wanted.some((one) => !here.some((point) => point.id === one))) throw new DomainError('point_elsewhere', 422);
	await db.transaction(async (tx) => {
		await tx.delete(teamPoints).where(eq(teamPoints.teamId, id));
		if (wanted.length > 0) await tx.insert(teamPoints).values(wanted.map((pointId) => ({ teamId: id, pointId })));
		await writeAudit(tx, actor, 'team.keep', { kind: 'team', id, of: team.target }, now, { what: 'points' });
	});
}

/** A team that the reader may see (`team.read`); to others it is not found (404). */
export async function readTeam(db: Db, actor: Actor, id: string): Promise<Team> {
	const [row] = isId(id) ? await db.select().from(teams).where(eq(teams.id, id)) : [];
	if (!row) throw notFound();
	const team = await asTeam(db, row);
	if (!may(actor, 'team.read', team.target)) throw notFound();
	return team;
}

/** The teams of a ward that the reader may see: those that work first, of them those of the whole ward, then by name. */
export async function listTeams(db: Db, actor: Actor, wardCode: string): Promise<Team[]> {
	const rows = await db
		.select()
		.from(teams)
		.where(eq(teams.wardCode, wardCode))
		.orderBy(asc(teams.name), asc(teams.id));
	const all = await Promise.all(rows.map((row) => asTeam(db, row)));
	return all.filter(({ target }) => may(actor, 'team.read', target)).sort((a, b) => rank(a) - rank(b));
}

/** The ids of the points that some teams look after, by team. */
export async function listTeamPoints(
	db: Db,
	teamIds: readonly string[]
): Promise<{ teamId: string; pointId: string }[]> {
	if (teamIds.length === 0) return [];
	return db
		.select()
		.from(teamPoints)
		.where(inArray(teamPoints.teamId, [...teamIds]));
}

/** Where something of a ward lies, or of one of its groups; an ended group is read as its successor. */
export async function targetOf(db: Db, wardCode: string, groupId: string | null): Promise<Target> {
	if (groupId !== null) {
		const { groupName: _, ...place } = await placeOfGroup(db, groupId);
		return place;
	}
	const { provinceCode } = await readWardPhone(db, wardCode);
	return { wardCode, provinceCode };
}

const rank = ({ endedOn, groupId }: Team) => 2 * Number(endedOn !== null) + Number(groupId !== null);

async function asTeam(db: Db, row: typeof teams.$inferSelect): Promise<Team> {
	const group = row.groupId === null ? null : await placeOfGroup(db, row.groupId);
	const { decisionNumber, decidedOn } = row;
	return {
		id: row.id,
		name: row.name,
		wardCode: row.wardCode,
		groupId: group?.groupId ?? null,
		groupName: group?.groupName ?? null,
		endedOn: row.endedOn,
		decision: decisionNumber !== null && decidedOn !== null ? { number: decisionNumber, on: decidedOn } : null,
		place: group?.groupId ?? row.wardCode,
		target: await targetOf(db, row.wardCode, row.groupId)
	};
}

async function checked(db: Db, wardCode: string, { name, groupId, decision }: TeamFacts, now: Date) {
	if (groupId !== null) {
		const group = isId(groupId) ? await placeOfGroup(db, groupId) : null;
		if (group?.wardCode !== wardCode) throw new DomainError('group_not_in_ward', 422);
	}
	if (decision && (!isDay(decision.on) || decision.on > dayOf(now))) throw new DomainError('day_in_future', 422);
	return {
		name: tidyName(name),
		groupId,
		decisionNumber: decision ? tidyName(decision.number) : null,
		decidedOn: decision?.on ?? null
	};
}
