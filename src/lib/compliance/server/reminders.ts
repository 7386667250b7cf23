import { and, desc, eq, inArray, sql } from 'drizzle-orm';
import { reminders } from '#lib/compliance/server/reminder-schema.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { reasonOf } from '#lib/server/failure-reason.ts';

/** In the application, and as a letter. */
export type Channel = 'app' | 'mail';

export interface Reminding {
	/** what it is about: its kind and ids, such as `cycle:<duty>:<person>:<n>`; never a name */
	subject: string;
	channel: Channel;
	/** what happened to it: `due-30`, `overdue`, `week-2026-11-23` */
	event: string;
	personId: string;
}

/** A letter that no mail server took is tried again by so many later runs. */
const MOST_TRIES = 5;

/**
 * Reminds once of one event of one subject on one channel, however often and wherever it is called at the same time: who
 * claims the row sends. What failed is tried again by a later call; what was broken off in the middle is not, since
 * it may have arrived. Call it outside a transaction: the claim must stand before anything leaves the house.
 */
export async function sendOnce(
	db: Db,
	{ subject, channel, event, personId }: Reminding,
	send: () => Promise<void>,
	now: Date
): Promise<'sent' | 'already' | 'failed'> {
	const claimed = await db
		.insert(reminders)
		.values({ subject, channel, event, personId, state: 'claimed', tries: 1, at: now })
		.onConflictDoUpdate({
			target: [reminders.subject, reminders.channel, reminders.event],
			set: { state: 'claimed', tries: sql`${reminders.tries} + 1`, at: now },
			setWhere: sql`${reminders.state} = 'failed' and ${reminders.tries} < ${MOST_TRIES}`
		})
		.returning({ subject: reminders.subject });
	if (claimed.length === 0) return 'already';

	const row = and(eq(reminders.subject, subject), eq(reminders.channel, channel), eq(reminders.event, event));
	try {
		await send();
	} catch (error) {
		await db
			.update(reminders)
			.set({ state: 'failed', reason: reasonOf(error) })
			.where(row);
		return 'failed';
	}
	await db.update(reminders).set({ state: 'sent', reason: null }).where(row);
	return 'sent';
}

/** What was said to somebody in the application, newest first. */
export async function listReminders(
	db: Db,
	personIds: string[],
	limit = 20
): Promise<{ subject: string; event: string; at: Date }[]> {
	return db
		.select({ subject: reminders.subject, event: reminders.event, at: reminders.at })
		.from(reminders)
		.where(and(inArray(reminders.personId, personIds), eq(reminders.channel, 'app'), eq(reminders.state, 'sent')))
		.orderBy(desc(reminders.at))
		.limit(limit);
}
