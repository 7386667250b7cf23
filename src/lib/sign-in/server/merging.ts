import { and, gt, inArray, isNull, or } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { listRecords } from '#lib/people/server/erasure.ts';
import { mergeAsked, type Merge } from '#lib/people/server/merging.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { DomainError } from '#lib/shared/errors.ts';
import type { Decision } from '#lib/shared/log.ts';
import { roles } from '#lib/sign-in/server/schema.ts';

/**
 * A second officer approves a merge that another one asked for (`mergeAsked`). Refuses anybody who holds a role, today
 * or from a later day on (409, `merge_holds_role`): an office must not pass from one sign-in to another by a merge.
 */
export const approveMerge = {
	subjects: (_db: Db, input: Merge) => ({ people: [input.personId, input.otherId] }),

	async decide(db: Db, actor: Actor, input: Merge, now: Date): Promise<Decision<void>> {
		const decision = await mergeAsked(db, actor, input, now);
		const people = decision.events.map((event) => event.subjectId);
		if (await holdRole(db, people, now)) throw new DomainError('merge_holds_role', 409);
		return decision;
	}
};

async function holdRole(db: Db, people: readonly string[], now: Date): Promise<boolean> {
	const records = (await Promise.all(people.map((id) => listRecords(db, id)))).flat();
	const inForce = or(isNull(roles.to), gt(roles.to, dayOf(now)));
	const [held] = await db
		.select()
		.from(roles)
		.where(and(inArray(roles.personId, records), inForce))
		.limit(1);
	return held !== undefined;
}
