import { and, eq, sql } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { askApproval, refuse, withdraw, type Approval } from '#lib/approvals/server/approvals.ts';
import { approvals } from '#lib/approvals/server/schema.ts';
import { dismissPair, inOrder, type TwoRecords } from '#lib/people/server/duplicates.ts';
import type { Merge } from '#lib/people/server/merging.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { checkMerge } from '#lib/sign-in/server/merging.ts';

/**
 * Asks a second person to look at two records that are one person. The form's id stands for the question and for the
 * merge that follows it. What somebody has asked already is not asked again: hers waits. Refuses what could not be
 * merged (`checkMerge`).
 */
export async function askMerge(db: Db, actor: Actor, merge: Merge, now: Date): Promise<Approval> {
	await checkMerge(db, actor, merge, now);
	const [personId, otherId] = inOrder(merge);
	return db.transaction(async (tx) => {
		await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`merge ${personId} ${otherId}`}, 0))`);
		const input = { eventId: merge.eventId, personId, otherId };
		const asked = { id: merge.eventId, verb: 'person.merge' as const, input };
		return (await findAskedMerge(tx, merge)) ?? askApproval(tx, actor, asked, now);
	});
}

/** Two records are not one person; whoever has asked for their merge is answered with no, or takes it back herself. */
export async function dismissMerge(db: Db, actor: Actor, two: TwoRecords, now: Date): Promise<void> {
	const open = await findAskedMerge(db, two);
	if (open) await (open.askedBy === actor.id ? withdraw : refuse)(db, actor, open.id, now);
	await dismissPair(db, actor, two, now);
}

/** The merge of two records that waits for a second person, or null. */
export async function findAskedMerge(db: Db, two: TwoRecords): Promise<Approval | null> {
	const [personId, otherId] = inOrder(two);
	const ofBoth = sql`${approvals.input} @> ${JSON.stringify({ personId, otherId })}::jsonb`;
	const [open] = await db
		.select()
		.from(approvals)
		.where(and(eq(approvals.state, 'open'), eq(approvals.verb, 'person.merge'), ofBoth))
		.limit(1);
	return open ?? null;
}
