import { and, eq, isNull } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { allow } from '#lib/access/permissions.ts';
import { endMember, listMembers } from '#lib/outreach/server/team-members.ts';
import { teams } from '#lib/outreach/server/team-schema.ts';
import { readTeam } from '#lib/outreach/server/teams.ts';
import { writeAudit } from '#lib/server/audit.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { dayOf, isDay, laterDay, type Day } from '#lib/shared/dates.ts';
import { DomainError } from '#lib/shared/errors.ts';

/**
 * From a day on a team works no more (verb `team.keep`): everybody in it leaves it that day, as `endMember` says, or on
 * her first day if that is later. What it did stays. A day to come is refused (`day_in_future`, 422). Ended already, it
 * stays as it was.
 */
export async function endTeam(db: Db, actor: Actor, { id, on }: { id: string; on: Day }, now: Date): Promise<void> {
	const team = await readTeam(db, actor, id);
	allow(actor, 'team.keep', team.target);
	if (!isDay(on) || on > dayOf(now)) throw new DomainError('day_in_future', 422);
	await db.transaction(async (tx) => {
		const ended = await tx
			.update(teams)
			.set({ endedOn: on })
			.where(and(eq(teams.id, team.id), isNull(teams.endedOn)))
			.returning({ id: teams.id });
		if (ended.length === 0) return;
		for (const { id: memberId, from, to } of await listMembers(tx, team.id)) {
			if (to === null || to > on)
				await endMember(tx, actor, { teamId: team.id, memberId, on: laterDay(on, from) }, now);
		}
		await writeAudit(tx, actor, 'team.keep', { kind: 'team', id, of: team.target }, now, { what: 'end', on });
	});
}
