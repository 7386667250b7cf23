import { and, eq, isNull, lt, or } from 'drizzle-orm';
import type { PersonActor } from '#lib/access/actor.ts';
import { allow } from '#lib/access/permissions.ts';
import { listRecords } from '#lib/people/server/erasure.ts';
import { writeAudit } from '#lib/server/audit.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { DomainError } from '#lib/shared/errors.ts';
import { readOneTimeCode } from '#lib/sign-in/one-time-code.ts';
import { accountOfPerson } from '#lib/sign-in/server/account.ts';
import { requireFreshSession } from '#lib/sign-in/server/fresh.ts';
import { renewRecoveryCodes, takeRecoveryCode } from '#lib/sign-in/server/recovery-codes.ts';
import { secondFactors } from '#lib/sign-in/server/schema.ts';
import { findSecondFactor, type SecondFactor } from '#lib/sign-in/server/second-factor-state.ts';
import { endAllSessions, noteSecondFactor } from '#lib/sign-in/server/sessions.ts';
import { throttled } from '#lib/sign-in/server/throttle.ts';
import { newKey, stepOf } from '#lib/sign-in/server/totp.ts';

const OFFERED_MINUTES = 30;
/** The form that confirmed a key may come twice; a while later it is no repetition. */
const REPEATED_MINUTES = 2;

/**
 * Looks at a one-time code or a recovery code as the second step of signing in, or before a change. Each code is taken
 * once; a phone's clock may be half a minute off. Wrong tries are counted together with wrong passwords. Refuses with
 * `one_time_code_wrong` (401), `one_time_code_used` (409) and like `throttled`. `db` must not be a transaction that a
 * refusal rolls back.
 */
export async function checkSecondFactor(
	db: Db,
	personId: string,
	typed: string,
	origin: string,
	now: Date
): Promise<void> {
	const account = await accountOfPerson(db, personId);
	await throttled(db, { way: 'one_time_code', origin, account }, async () => {
		const factor = await findSecondFactor(db, personId);
		const code = readOneTimeCode(typed);
		if (!factor || !code) throw new DomainError('one_time_code_wrong', 401);
		if (code.kind === 'app') await takeCode(db, factor, code.text, now);
		else await takeRecoveryCode(db, await listRecords(db, personId), code.text, now);
	});
}

/**
 * Offers a person a new key for her one-time codes; it counts once she has shown a code of it. Who has one already
 * shows a code of that first; who has none must have signed in just now (`sign_in_again`, 403).
 */
export async function offerSecondFactor(
	db: Db,
	actor: PersonActor,
	typed: string,
	origin: string,
	now: Date
): Promise<void> {
	allow(actor, 'second_factor.set', { personId: actor.id });
	await requireFreshSession(db, actor, now);
	if (await findSecondFactor(db, actor.id)) await checkSecondFactor(db, actor.id, typed, origin, now);
	const offer = { offeredKey: newKey(), offeredAt: now };
	await db
		.insert(secondFactors)
		.values({ personId: actor.id, ...offer })
		.onConflictDoUpdate({ target: secondFactors.personId, set: offer });
}

/** The key that a person has been offered within half an hour and has not confirmed yet, or null. */
export async function findOfferedKey(db: Db, personId: string, now: Date): Promise<string | null> {
	const [row] = await db.select().from(secondFactors).where(eq(secondFactors.personId, personId));
	if (!row?.offeredAt || now.getTime() - row.offeredAt.getTime() >= OFFERED_MINUTES * 60_000) return null;
	return row.offeredKey;
}

/**
 * The offered key becomes hers by its first code. Returns ten recovery codes, which are shown here and never again; the
 * same form sent twice makes ten others, of which the last count. Her session goes on with its second factor shown,
 * the others end. Refuses without an offer (`second_factor_not_offered`, 409) and a wrong code (401).
 */
export async function confirmSecondFactor(db: Db, actor: PersonActor, typed: string, now: Date): Promise<string[]> {
	allow(actor, 'second_factor.set', { personId: actor.id });
	const code = readOneTimeCode(typed);
	return db.transaction(async (tx) => {
		const [row] = await tx.select().from(secondFactors).where(eq(secondFactors.personId, actor.id)).for('update');
		const key = await findOfferedKey(tx, actor.id, now);
		const justConfirmed =
			key === null && row?.confirmedAt && now.getTime() - row.confirmedAt.getTime() < REPEATED_MINUTES * 60_000;
		const asked = key ?? (justConfirmed ? row.key : null);
		if (asked === null) throw new DomainError('second_factor_not_offered', 409);
		const step = code?.kind === 'app' ? stepOf(asked, code.text, now) : null;
		if (step === null) throw new DomainError('one_time_code_wrong', 401);
		if (key !== null) {
			await tx
				.update(secondFactors)
				.set({ key, confirmedAt: now, lastStep: step, offeredKey: null, offeredAt: null })
				.where(eq(secondFactors.personId, actor.id));
			await writeAudit(tx, actor, 'second_factor.set', { kind: 'person', id: actor.id }, now);
			await endAllSessions(tx, actor.id, actor.signInId);
			await noteSecondFactor(tx, actor.signInId, now);
		} else if (step !== row?.lastStep) throw new DomainError('second_factor_not_offered', 409);
		return renewRecoveryCodes(tx, actor.id, now);
	});
}

async function takeCode(db: Db, factor: SecondFactor, code: string, now: Date): Promise<void> {
	const step = stepOf(factor.key, code, now);
	if (step === null) throw new DomainError('one_time_code_wrong', 401);
	const { personId, lastStep, key } = secondFactors;
	const isNew = or(isNull(lastStep), lt(lastStep, step));
	const taken = await db
		.update(secondFactors)
		.set({ lastStep: step })
		.where(and(eq(personId, factor.personId), eq(key, factor.key), isNew))
		.returning({ id: personId });
	if (taken.length === 0) throw new DomainError('one_time_code_used', 409);
}
