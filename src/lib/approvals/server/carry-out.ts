import { and, eq, lte } from 'drizzle-orm';
import { clock, type Actor, type PersonActor } from '#lib/access/actor.ts';
import { allow } from '#lib/access/permissions.ts';
import { deedOf } from '#lib/approvals/server/deeds.ts';
import { entryOf } from '#lib/approvals/server/entry.ts';
import { approvals } from '#lib/approvals/server/schema.ts';
import { writeAudit } from '#lib/server/audit.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { DomainError } from '#lib/shared/errors.ts';
import { listRoles } from '#lib/sign-in/server/roles.ts';

/** After so long nobody is still at it. */
const A_MINUTE = 60_000;

type Approval = typeof approvals.$inferSelect;

/**
 * Carries out what nobody refused in its time, and what was approved just before the application was killed. Two
 * servers that do it at once do it once. Returns how many were carried out.
 */
export async function carryOutDue(db: Db, actor: Actor, now: Date): Promise<number> {
	allow(actor, 'approval.carry_out');
	const due = and(eq(approvals.state, 'open'), lte(approvals.dueAt, now));
	const come = await db
		.update(approvals)
		.set({ state: 'approved', decidedBy: clock.id, decidedAt: now })
		.where(due)
		.returning();
	for (const approval of come) {
		await writeAudit(db, clock, approval.verb, entryOf(approval), now, { step: 'approved' });
	}
	const broken = new Date(now.getTime() - A_MINUTE);
	const left = await db
		.select()
		.from(approvals)
		.where(and(eq(approvals.state, 'approved'), lte(approvals.decidedAt, broken)));
	for (const approval of [...come, ...left]) await carryOut(db, approval, now);
	return come.length + left.length;
}

/**
 * Does what was approved, as whoever asked for it and with the roles that she holds now. What has become impossible
 * meanwhile is closed with the reason. Doing it a second time changes nothing.
 */
export async function carryOut(db: Db, approval: Approval, now: Date): Promise<Approval> {
	if (approval.state !== 'approved') return approval;
	const deed = deedOf(approval.verb);
	const asker = await actorOf(db, approval.askedBy, now);
	const second = approval.decidedBy ?? clock.id;
	try {
		const input = deed.input.safeParse(approval.input);
		if (!input.success) throw new DomainError('approval_malformed', 422);
		return await finish(db, approval, 'carried_out', await deed.carryOut(db, asker, input.data, now, second), now);
	} catch (refused) {
		if (!(refused instanceof DomainError)) throw refused;
		return finish(db, approval, 'impossible', { code: refused.code }, now);
	}
}

async function finish(
	db: Db,
	approval: Approval,
	state: 'carried_out' | 'impossible',
	outcome: NonNullable<Approval['outcome']>,
	now: Date
): Promise<Approval> {
	return db.transaction(async (tx) => {
		const [finished] = await tx
			.update(approvals)
			.set({ state, outcome })
			.where(and(eq(approvals.id, approval.id), eq(approvals.state, 'approved')))
			.returning();
		if (finished) await writeAudit(tx, clock, approval.verb, entryOf(approval), now, { step: state });
		const [current] = await tx.select().from(approvals).where(eq(approvals.id, approval.id));
		return current ?? approval;
	});
}

/** Whoever asked, with what she may do today. */
async function actorOf(db: Db, personId: string, now: Date): Promise<PersonActor> {
	const grants = await listRoles(db, personId, dayOf(now));
	return { kind: 'person', id: personId, signInId: '', grants };
}
