import { sql } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { may, type Target } from '#lib/access/permissions.ts';
import type { Role } from '#lib/access/roles.ts';
import type { AskedVerb } from '#lib/approvals/approval.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { COUNTRY } from '#lib/territory/place.ts';

/** Offices that may be held by one person alone; a head of group always has an officer above. */
const LONELY: readonly Role[] = ['administrator', 'ward_leader', 'ward_officer'];

/**
 * Whether a second person must say yes, because there is one of the asker's own rank: somebody else who holds today, at
 * a place that reaches all of it, one of the roles by which she asks. For who holds no office it always is so.
 */
export async function hasPeer(
	db: Db,
	actor: Actor,
	verb: AskedVerb,
	targets: readonly Target[],
	now: Date
): Promise<boolean> {
	if (actor.kind !== 'person') return true;
	const ranks = LONELY.filter((role) => {
		const own = { ...actor, grants: actor.grants.filter((grant) => grant.role === role) };
		return targets.every(({ personId: _, ...place }) => may(own, verb, place));
	});
	if (ranks.length === 0) return true;
	const reaching = (['wardCode', 'provinceCode'] as const).flatMap((key) => {
		const [first] = targets;
		const place = first?.[key];
		return place !== undefined && targets.every((target) => target[key] === place) ? [place] : [];
	});
	const today = dayOf(now);
	const [peer] = await db.execute(sql`
		select 1 from roles r join people p on p.id = r.person_id and p.erased_on is null and p.died_on is null
		where r.role = any(${sql.param([...ranks])}::text[]) and r.place = any(${sql.param([COUNTRY, ...reaching])}::text[])
			and coalesce(p.merged_into, p.id)::text <> ${actor.id} and r."from" <= ${today} and (r."to" is null or r."to" > ${today})
		limit 1`);
	return peer !== undefined;
}
