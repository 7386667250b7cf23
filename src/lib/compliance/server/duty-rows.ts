import { sql, type SQL } from 'drizzle-orm';
import type { Appointment, OfficialKind } from '#lib/compliance/agency.ts';
import type { DueRule, DutyRule, Frame } from '#lib/compliance/duty.ts';
import type { duties } from '#lib/compliance/server/schema.ts';
import type { Db } from '#lib/server/db/connect.ts';
import type { Day } from '#lib/shared/dates.ts';

export interface Duty extends DutyRule {
	id: string;
	provinceCode: string;
	wardCode: string | null;
	title: string;
	order: { number: string; on: Day; issuer: string };
}

export function asDuty(row: typeof duties.$inferSelect): Duty {
	const { id, provinceCode, wardCode, title, modules, refresher, startsOn, endsOn, graceDays, validMonths } = row;
	return {
		...{ id, provinceCode, wardCode, title, modules, refresher, startsOn, endsOn, graceDays, validMonths },
		order: { number: row.orderNumber, on: row.orderedOn, issuer: row.issuer },
		due: dueRule(row),
		audience: { agencies: row.agencyIds, positions: row.positions, people: row.personIds }
	};
}

function dueRule({ dueMonths, dueDays, dueOn }: typeof duties.$inferSelect): DueRule {
	if (dueMonths !== null) return { months: dueMonths };
	return dueDays !== null ? { days: dueDays } : { on: dueOn ?? '' };
}

/** A post with where its agency lies; `personId` is the person, whatever record it was written under. */
export interface Post extends Appointment {
	provinceCode: string;
	wardCode: string | null;
	agencyName: string;
	staffCode: string | null;
}

/** The posts that a condition on `a` (appointments) and `g` (agencies) names, the earliest first. */
export async function listPosts(db: Db, where: SQL): Promise<Post[]> {
	const rows = await db.execute<{ [key in keyof Post]: Post[key] }>(sql`
		select a.id, a.agency_id "agencyId", coalesce(p.merged_into, p.id) "personId", a.position, a.kind, a.staff_code "staffCode",
			a."from"::text "from", a."to"::text "to", g.province_code "provinceCode", g.ward_code "wardCode",
			g.name "agencyName"
		from appointments a join agencies g on g.id = a.agency_id join people p on p.id = a.person_id
		where ${where}
		order by a."from", a.id`);
	return rows.map((row) => ({ ...row, kind: row.kind as OfficialKind }));
}

/** Which posts a duty can bind: those of its ward, or of its province and all wards in it. */
export function isWithin(duty: Pick<Duty, 'provinceCode' | 'wardCode'>, post: Post): boolean {
	if (post.provinceCode !== duty.provinceCode) return false;
	return duty.wardCode === null || post.wardCode === duty.wardCode;
}

export interface StoredFrame extends Frame {
	dutyId: string;
	personId: string;
}

/** The cycles that a condition on `c` names, of one person under whichever of her records; the first period first. */
export async function listFrames(db: Db, where: SQL): Promise<StoredFrame[]> {
	return db.execute<{ [key in keyof StoredFrame]: StoredFrame[key] }>(sql`
		select distinct on (c.duty_id, coalesce(p.merged_into, p.id), c.n) c.duty_id "dutyId",
			coalesce(p.merged_into, p.id) "personId", c.n, c.anchor::text anchor, c.opens::text opens, c.due::text due,
			c.grace_days "graceDays", c.ends::text ends, c.modules
		from duty_cycles c join people p on p.id = c.person_id
		where ${where}
		order by c.duty_id, coalesce(p.merged_into, p.id), c.n, c.person_id`);
}

export const groupBy = <T>(rows: readonly T[], key: (row: T) => string): Map<string, T[]> => {
	const groups = new Map<string, T[]>();
	for (const row of rows) groups.set(key(row), [...(groups.get(key(row)) ?? []), row]);
	return groups;
};
