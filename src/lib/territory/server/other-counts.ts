import { desc, eq } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { allow, may } from '#lib/access/permissions.ts';
import { writeAudit } from '#lib/server/audit.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { dayOf, type Day } from '#lib/shared/dates.ts';
import { DomainError, notFound } from '#lib/shared/errors.ts';
import { tidyName } from '#lib/shared/names.ts';
import type { OtherCountKind } from '#lib/territory/other-counts.ts';
import { placeOfGroup, readGroup } from '#lib/territory/server/groups.ts';
import { otherCounts } from '#lib/territory/server/schema.ts';

export interface OtherCount {
	id: string;
	groupId: string;
	kind: OtherCountKind;
	asOf: Day;
	adults: number;
	/** the paper it stands in */
	source: string;
}

/**
 * How many adults the police or the voters' list count in a group. It stands beside what the head declares and moves no
 * figure. The same form sent twice is noted once; another count of the same day stands beside it. Refuses days to come
 * (422) and ended groups (409).
 */
export async function noteOtherCount(db: Db, actor: Actor, count: OtherCount, now: Date): Promise<void> {
	const place = await placeOfGroup(db, count.groupId);
	allow(actor, 'other_count.note', place);
	if (count.asOf > dayOf(now)) throw new DomainError('day_in_future', 422);
	if ((await readGroup(db, count.groupId)).validTo !== null) throw new DomainError('group_ended', 409);
	await db.transaction(async (tx) => {
		const noted = await tx
			.insert(otherCounts)
			.values({ ...count, source: tidyName(count.source), notedBy: actor.id, notedAt: now })
			.onConflictDoNothing()
			.returning();
		if (noted.length === 0) return;
		const { wardCode, provinceCode } = place;
		const of = { groupId: count.groupId, wardCode, provinceCode };
		await writeAudit(tx, actor, 'other_count.note', { kind: 'group', id: count.groupId, of }, now, {
			kind: count.kind,
			asOf: count.asOf
		});
	});
}

/** What others counted in a group, the newest first; for whoever may read what stands behind its figure. */
export async function listOtherCounts(db: Db, actor: Actor, groupId: string): Promise<OtherCount[]> {
	if (!may(actor, 'figure.explain', await placeOfGroup(db, groupId))) throw notFound();
	return db
		.select({
			id: otherCounts.id,
			groupId: otherCounts.groupId,
			kind: otherCounts.kind,
			asOf: otherCounts.asOf,
			adults: otherCounts.adults,
			source: otherCounts.source
		})
		.from(otherCounts)
		.where(eq(otherCounts.groupId, groupId))
		.orderBy(desc(otherCounts.asOf), desc(otherCounts.notedAt));
}
