import { asc, eq, inArray } from 'drizzle-orm';
import type { Actor, PersonActor } from '#lib/access/actor.ts';
import { allow } from '#lib/access/permissions.ts';
import { commitRows } from '#lib/rosters/server/commit.ts';
import { lookAtRows } from '#lib/rosters/server/look.ts';
import { rosters } from '#lib/rosters/server/schema.ts';
import { forgetErased, undoRows } from '#lib/rosters/server/undo.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { repeatOnConflict } from '#lib/server/db/retry.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { DomainError } from '#lib/shared/errors.ts';
import { listRoles } from '#lib/sign-in/server/roles.ts';

/** Rows in one transaction: comparing only reads; registering holds locks that others may wait for. */
const LOOKED_AT_ONCE = 5_000;
const DONE_AT_ONCE = 25;
/** Registrations in one run of the job, so that it ends before its next minute. */
const DONE_A_RUN = 1_500;

/**
 * Goes on with every file that is under way, some rows at a time, each bundle in a transaction of its own: a kill loses
 * nothing, and whoever learns meanwhile hardly waits. Run every minute; repeating it changes nothing.
 */
export async function continueImports(db: Db, actor: Actor, now: Date, most = DONE_A_RUN): Promise<void> {
	allow(actor, 'roster.go_on');
	await forgetErased(db);
	const under = await db
		.select({ id: rosters.id })
		.from(rosters)
		.where(inArray(rosters.state, ['looking', 'committing', 'undoing']))
		.orderBy(asc(rosters.sentAt));
	for (const { id } of under) await goOn(db, id, now, most);
}

/** Goes on with one file until about so many rows are done. Two that do it at once do different rows, or wait. */
export async function goOn(db: Db, rosterId: string, now: Date, most: number): Promise<void> {
	for (let done = 0; done < most;) {
		const some = await repeatOnConflict(() => db.transaction((tx) => oneBundle(tx, rosterId, now)));
		if (some === 0) return;
		done += some;
	}
}

async function oneBundle(tx: Db, rosterId: string, now: Date): Promise<number> {
	const [roster] = await tx.select().from(rosters).where(eq(rosters.id, rosterId)).for('update', { skipLocked: true });
	if (!roster) return 0;
	if (roster.state === 'looking') return lookAtRows(tx, roster, LOOKED_AT_ONCE, now);
	if (roster.state !== 'committing' && roster.state !== 'undoing') return 0;
	try {
		// With the roles that she holds now: whoever lost hers goes on with nothing.
		const actor = await actorOf(tx, roster.committedBy ?? roster.sentBy, now);
		const work = roster.state === 'committing' ? commitRows : undoRows;
		return await work(tx, actor, roster, DONE_AT_ONCE, now);
	} catch (refused) {
		if (!(refused instanceof DomainError)) throw refused;
		await tx.update(rosters).set({ state: 'stopped', stoppedBecause: refused.code }).where(eq(rosters.id, rosterId));
		return 0;
	}
}

async function actorOf(db: Db, personId: string, now: Date): Promise<PersonActor> {
	return { kind: 'person', id: personId, signInId: '', grants: await listRoles(db, personId, dayOf(now)) };
}
