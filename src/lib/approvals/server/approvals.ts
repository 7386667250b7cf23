import { and, eq } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { allow, type Target } from '#lib/access/permissions.ts';
import { DELAY_HOURS, type ApprovalState, type AskedVerb } from '#lib/approvals/approval.ts';
import { carryOut } from '#lib/approvals/server/carry-out.ts';
import { deedOf, mayDecide, type AskedInput } from '#lib/approvals/server/deeds.ts';
import { entryOf } from '#lib/approvals/server/entry.ts';
import { hasPeer } from '#lib/approvals/server/peers.ts';
import { approvals } from '#lib/approvals/server/schema.ts';
import { findPerson } from '#lib/people/server/person.ts';
import { writeAudit } from '#lib/server/audit.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { DomainError, forbidden, notFound } from '#lib/shared/errors.ts';
import { isId } from '#lib/shared/ids.ts';

export type Approval = typeof approvals.$inferSelect;

const HOUR = 3_600_000;

/**
 * Asks a second person for something that one alone may not do. Whoever asks must have the right to it, and it must be
 * possible now; both are asked again when it is carried out. Where nobody else of the asker's rank works there, it is
 * carried out by itself after 24 hours, unless somebody refuses; a merge never is. The same id a second time asks nothing new.
 */
export async function askApproval<V extends AskedVerb>(
	db: Db,
	actor: Actor,
	asked: { id: string; verb: V; input: AskedInput<V> },
	now: Date
): Promise<Approval> {
	const deed = deedOf(asked.verb);
	const input = deed.input.parse(asked.input);
	const known = await findApproval(db, asked.id);
	if (known) {
		if (known.askedBy !== actor.id) throw new DomainError('event_conflict', 409);
		return known;
	}
	await deed.check(db, actor, input, now);
	const targets = await deed.targets(db, input, now);
	const waits = deed.never === 'by time' || (await hasPeer(db, actor, asked.verb, targets, now));
	const dueAt = waits ? null : new Date(now.getTime() + DELAY_HOURS * HOUR);
	await db.transaction(async (tx) => {
		const [fresh] = await tx
			.insert(approvals)
			.values({ ...commonPlace(targets), ...asked, input, askedBy: actor.id, askedAt: now, dueAt, state: 'open' })
			.onConflictDoNothing()
			.returning();
		if (fresh) await writeAudit(tx, actor, asked.verb, entryOf(fresh), now, { step: 'asked' });
	});
	return readApproval(db, asked.id);
}

/**
 * Another person says yes, and it is carried out at once. Said twice, or by two at once, it is carried out once. Refuses
 * the asker herself (`approve_own`, 403), whose role does not reach it (403), and what was refused or withdrawn (409).
 * Returns what it came to: carried out, or impossible by now.
 */
export async function approve(db: Db, actor: Actor, id: string, now: Date): Promise<Approval> {
	const { approval, fresh } = await decide(db, actor, id, 'approved', now);
	return fresh ? carryOut(db, approval, now) : approval;
}

/** Another person says no. Refuses as `approve` does, and what was approved already (409). */
export async function refuse(db: Db, actor: Actor, id: string, now: Date): Promise<Approval> {
	return (await decide(db, actor, id, 'refused', now)).approval;
}

/** Whoever asked takes it back, as long as nobody has decided (409); nobody else may (403). */
export async function withdraw(db: Db, actor: Actor, id: string, now: Date): Promise<Approval> {
	const approval = await readApproval(db, id);
	allow(actor, 'approval.withdraw', { personId: approval.askedBy });
	return (await close(db, actor, approval, 'withdrawn', now)).approval;
}

/** Throws 404 for an unknown one. */
export async function readApproval(db: Db, id: string): Promise<Approval> {
	const approval = await findApproval(db, id);
	if (!approval) throw notFound();
	return approval;
}

async function decide(db: Db, actor: Actor, id: string, to: 'approved' | 'refused', now: Date): Promise<Closed> {
	const approval = await readApproval(db, id);
	const asker = await findPerson(db, approval.askedBy);
	if (actor.id === (asker?.id ?? approval.askedBy)) throw new DomainError('approve_own', 403);
	const deed = deedOf(approval.verb);
	const targets = await deed.targets(db, approval.input, now);
	if (!mayDecide(deed, actor, approval.input, targets)) throw forbidden();
	return close(db, actor, approval, to, now);
}

interface Closed {
	approval: Approval;
	/** whether it was this call that closed it */
	fresh: boolean;
}

const SAME: Partial<Record<ApprovalState, readonly ApprovalState[]>> = {
	approved: ['approved', 'carried_out', 'impossible'],
	refused: ['refused'],
	withdrawn: ['withdrawn']
};

/** Of any number at once exactly one closes it. */
async function close(
	db: Db,
	actor: Actor,
	{ id }: Approval,
	state: 'approved' | 'refused' | 'withdrawn',
	now: Date
): Promise<Closed> {
	return db.transaction(async (tx) => {
		const [closed] = await tx
			.update(approvals)
			.set({ state, decidedBy: actor.id, decidedAt: now })
			.where(and(eq(approvals.id, id), eq(approvals.state, 'open')))
			.returning();
		if (closed) {
			if (state === 'refused') await deedOf(closed.verb).refused?.(tx, actor, closed.input, now);
			await writeAudit(tx, actor, closed.verb, entryOf(closed), now, { step: state });
			return { approval: closed, fresh: true };
		}
		const approval = await readApproval(tx, id);
		if (!SAME[state]?.includes(approval.state)) throw new DomainError('approval_decided', 409);
		return { approval, fresh: false };
	});
}

async function findApproval(db: Db, id: string): Promise<Approval | null> {
	const [approval] = isId(id) ? await db.select().from(approvals).where(eq(approvals.id, id)) : [];
	return approval ?? null;
}

/** The smallest place that holds all of them. */
function commonPlace(targets: readonly Target[]) {
	const common = (key: 'groupId' | 'wardCode' | 'provinceCode') => {
		const values = new Set(targets.map((target) => target[key] ?? null));
		return values.size === 1 ? ([...values][0] ?? null) : null;
	};
	return { groupId: common('groupId'), wardCode: common('wardCode'), provinceCode: common('provinceCode') };
}
