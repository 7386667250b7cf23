import { sql } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import type { Target } from '#lib/access/permissions.ts';
import { writeEventAudits } from '#lib/server/audit.ts';
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
	const places = await targetsOf(
		db,
		events.map(({ subjectId }) => subjectId)
	);
	const entries = events.map(({ id, kind, subjectId }) => ({
		...{ id, kind },
		of: places.get(subjectId) ?? { personId: subjectId }
	}));
	await writeEventAudits(db, actor, entries, now);
}

/** Where people live now, or where groups lie; nothing of whoever lives nowhere. */
async function targetsOf(db: Db, subjects: readonly string[]): Promise<Map<string, Target>> {
	const ids = sql`any(${sql.param(subjects)}::uuid[])`;
	const rows = await db.execute<{
		subject: string;
		person: boolean;
		groupId: string;
		wardCode: string;
		provinceCode: string;
	}>(sql`
		select home.subject, home.person, g.id "groupId", w.code "wardCode", w.province_code "provinceCode"
		from (
			select person_id subject, group_id, true person from residences where person_id = ${ids} and "to" is null
			union all select id, id, false from residential_groups where id = ${ids}
		) home
		join residential_groups g on g.id = home.group_id join wards w on w.code = g.ward_code`);
	return new Map(
		rows.map(({ subject, person, ...place }) => [subject, person ? { ...place, personId: subject } : place])
	);
}
