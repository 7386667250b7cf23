import { and, gt, inArray, isNull, or } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { listRecords } from '#lib/people/server/erasure.ts';
import { mergeRecords, readMergeable, type Merge } from '#lib/people/server/merging.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { DomainError } from '#lib/shared/errors.ts';
import type { Decision } from '#lib/shared/log.ts';
import { roles } from '#lib/sign-in/server/schema.ts';

/**
 * What makes two records one person; asked for and approved through `approvals`, never called by a page. Refuses what
 * could not be merged, and anybody who holds a role, today or from a later day on (409, `merge_holds_role`): an office
 * must not pass from one sign-in to another by a merge.
 */
export const mergePeople = {
	subjects: (_db: Db, input: Merge) => ({ people: [input.personId, input.otherId] }),

	async decide(db: Db, actor: Actor, input: Merge, now: Date): Promise<Decision<void>> {
		const decision = await mergeRecords(db, actor, input, now);
		const people = decision.events.map((event) => event.subjectId);
		await refuseOffices(db, people, now);
		return decision;
	}
};

/** Refuses what `mergePeople` would refuse, and writes nothing. */
export async function checkMerge(db: Db, actor: Actor, input: Merge, now: Date): Promise<void> {
	const people = await readMergeable(db, actor, input);
	const ids = people.map(({ id }) => id);
	await refuseOffices(db, ids, now);
}

async function refuseOffices(db: Db, people: readonly string[], now: Date): Promise<void> {
	const records = (await Promise.all(people.map((id) => listRecords(db, id)))).flat();
	const inForce = or(isNull(roles.to), gt(roles.to, dayOf(now)));
	const [held] = await db
		.select()
		.from(roles)
		.where(and(inArray(roles.personId, records), inForce))
		.limit(1);
	if (held) throw new DomainError('merge_holds_role', 409);
}
