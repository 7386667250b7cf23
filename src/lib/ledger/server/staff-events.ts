import { sql } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import type { Target } from '#lib/access/permissions.ts';
import { writeEventAudit } from '#lib/server/audit.ts';
import type { Db } from '#lib/server/db/connect.ts';
import type { LogEvent } from '#lib/shared/log.ts';

/**
 * Notes in the audit what somebody recorded about somebody else or about a group, once an event: the log knows that it
 * happened, the audit in which role and from where. What a learner does herself stands in the log alone.
 */
export async function auditStaffEvents(db: Db, actor: Actor, fresh: readonly LogEvent[], now: Date): Promise<void> {
	if (actor.kind === 'anonymous' || actor.id === 'system:sample') return;
	const about = fresh.filter((event) => event.subjectId !== actor.id);
	const events = [...new Map(about.map((event) => [event.id, event])).values()];
	for (const event of events) await writeEventAudit(db, actor, event, await targetOf(db, event.subjectId), now);
}

/** Where a person lives now, or where a group lies. */
async function targetOf(db: Db, subjectId: string): Promise<Target> {
	const [row] = await db.execute<{ person: boolean; groupId: string; wardCode: string; provinceCode: string }>(sql`
		select home.person, g.id "groupId", w.code "wardCode", w.province_code "provinceCode"
		from (
			select group_id, true person from residences where person_id = ${subjectId} and "to" is null
			union all select id, false from residential_groups where id = ${subjectId}
		) home
		join residential_groups g on g.id = home.group_id join wards w on w.code = g.ward_code limit 1`);
	if (!row) return { personId: subjectId };
	const { person, ...place } = row;
	return person ? { ...place, personId: subjectId } : place;
}
