import { and, eq, inArray } from 'drizzle-orm';
import type { Actor, PersonActor } from '#lib/access/actor.ts';
import { allow } from '#lib/access/permissions.ts';
import { listRecords } from '#lib/people/server/erasure.ts';
import { listContextWords } from '#lib/people/server/names.ts';
import { writeAudit } from '#lib/server/audit.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { postgresCode } from '#lib/server/db/retry.ts';
import { DomainError } from '#lib/shared/errors.ts';
import { passwordFault, SHORTEST_PASSWORD, tidyPassword } from '#lib/sign-in/password.ts';
import { accountOf, findLoginName } from '#lib/sign-in/server/account.ts';
import { isCommonlyUsed } from '#lib/sign-in/server/common-passwords.ts';
import { findSessionRow, requireFreshSession } from '#lib/sign-in/server/fresh.ts';
import { staffCredentials } from '#lib/sign-in/server/schema.ts';
import { findSecondFactor } from '#lib/sign-in/server/second-factor-state.ts';
import { endAllSessions } from '#lib/sign-in/server/sessions.ts';
import { hashSlowly, isOutdated, matches } from '#lib/sign-in/server/slow-hash.ts';
import { forgive, throttled } from '#lib/sign-in/server/throttle.ts';

const LOGIN_NAME = /^[a-z0-9][a-z0-9._@-]{2,59}$/;
const TAKEN = '23505';

/**
 * Sets what a member of staff signs in with, and ends her sessions everywhere but for the one named. She does it
 * herself: nobody chooses a password for somebody else, except at the console.
 * Refuses a sign-in name of other letters (`login_name_invalid`, 422) or of somebody else (`login_name_taken`, 409),
 * and a password that is too short, too long or well known (`password_…`, 422); it is never cut off.
 */
export async function setPassword(
	db: Db,
	actor: Actor,
	personId: string,
	loginName: string,
	password: string,
	now: Date,
	keptSession?: string
): Promise<void> {
	allow(actor, 'password.set', { personId });
	const name = tidyLoginName(loginName);
	if (!LOGIN_NAME.test(name)) throw new DomainError('login_name_invalid', 422);
	const fault = passwordFault(password, [name, ...(await listContextWords(db, personId))]);
	if (fault) throw new DomainError(fault, 422, { least: SHORTEST_PASSWORD });
	if (isCommonlyUsed(password)) throw new DomainError('password_common', 422);

	const passwordHash = await hashSlowly(tidyPassword(password));
	const others = (await listRecords(db, personId)).filter((id) => id !== personId);
	await db
		.transaction(async (tx) => {
			// What a record that was merged into hers signed in with is over.
			await tx.delete(staffCredentials).where(inArray(staffCredentials.personId, others));
			const credential = { loginName: name, passwordHash };
			await tx
				.insert(staffCredentials)
				.values({ personId, ...credential })
				.onConflictDoUpdate({ target: staffCredentials.personId, set: credential });
			await endAllSessions(tx, personId, keptSession);
			await forgive(tx, accountOf(name));
			await writeAudit(tx, actor, 'password.set', { kind: 'person', id: personId }, now);
		})
		.catch((error: unknown) => {
			throw postgresCode(error) === TAKEN ? new DomainError('login_name_taken', 409) : error;
		});
}

/** How somebody signs in with a password, if she does, and whether a new one asks for the old one in this session. */
export async function readPasswordState(
	db: Db,
	actor: PersonActor
): Promise<{ loginName: string | null; asksOld: boolean }> {
	const loginName = await findLoginName(db, actor.id);
	const session = await findSessionRow(db, actor);
	return { loginName, asksOld: loginName !== null && session?.method !== 'link' };
}

/**
 * She chooses a new password, in a session that goes on while all her others end. The old one is asked for; where there
 * is none, or she forgot it and came by a link, she must have come in just now (`sign_in_again`, 403). Sending the same
 * form twice is doing it once. Refuses like `setPassword` and, for a wrong old one, like `checkPassword`. `db` must not
 * be a transaction that a refusal rolls back.
 */
export async function changePassword(
	db: Db,
	actor: PersonActor,
	change: { loginName: string; oldPassword: string; password: string },
	origin: string,
	now: Date
): Promise<void> {
	allow(actor, 'password.set', { personId: actor.id });
	const { loginName, asksOld } = await readPasswordState(db, actor);
	if (loginName === null || !asksOld) await requireFreshSession(db, actor, now);
	else if (!(await provesOld(db, loginName, change, origin))) return;
	await setPassword(db, actor, actor.id, loginName ?? change.loginName, change.password, now, actor.signInId);
}

/**
 * Whose sign-in name and password these are. An unknown name, a wrong password and an impossible one all get the same
 * refusal (`sign_in_wrong`, 401) after the same work. Also too_many_tries (429), account_locked (423), sign_in_busy (503).
 * A right one is hashed anew where hashing has become more work since. It is only the first of two steps for somebody
 * who has a second factor. `db` must not be a transaction that a refusal rolls back.
 */
export async function checkPassword(
	db: Db,
	loginName: string,
	password: string,
	origin: string
): Promise<{ personId: string }> {
	const name = tidyLoginName(loginName);
	const attempt = async () => {
		const credential = LOGIN_NAME.test(name) ? await findCredential(db, name) : null;
		const possible = passwordFault(password) !== 'password_too_long';
		const right = await matches(credential?.passwordHash ?? null, possible ? tidyPassword(password) : '');
		if (!credential || !right) throw new DomainError('sign_in_wrong', 401);
		const { personId } = credential;
		if (isOutdated(credential.passwordHash)) await hashAnew(db, credential, password);
		return { personId, isWhole: (await findSecondFactor(db, personId)) === null };
	};
	const { personId } = await throttled(
		db,
		{ way: 'password', origin, account: accountOf(name) },
		attempt,
		({ isWhole }) => isWhole
	);
	return { personId };
}

type Credential = typeof staffCredentials.$inferSelect;

async function hashAnew(db: Db, { personId, passwordHash: old }: Credential, password: string): Promise<void> {
	const passwordHash = await hashSlowly(tidyPassword(password));
	// Unless she has chosen another one meanwhile.
	const same = and(eq(staffCredentials.personId, personId), eq(staffCredentials.passwordHash, old));
	await db.update(staffCredentials).set({ passwordHash }).where(same);
}

/**
 * Refuses a wrong old password; false where there is nothing left to do: whoever types the current password as the new
 * one has proved it, and her form came twice.
 */
async function provesOld(
	db: Db,
	loginName: string,
	{ oldPassword, password }: { oldPassword: string; password: string },
	origin: string
): Promise<boolean> {
	try {
		await checkPassword(db, loginName, oldPassword, origin);
		return true;
	} catch (error) {
		if (!(error instanceof DomainError) || error.code !== 'sign_in_wrong') throw error;
		const current = passwordFault(password) ? null : await findCredential(db, loginName);
		if (await matches(current?.passwordHash ?? null, tidyPassword(password))) return false;
		throw new DomainError('old_password_wrong', 401);
	}
}

async function findCredential(db: Db, loginName: string): Promise<Credential | null> {
	const [credential] = await db.select().from(staffCredentials).where(eq(staffCredentials.loginName, loginName));
	return credential ?? null;
}

function tidyLoginName(loginName: string): string {
	return loginName.normalize('NFC').trim().toLowerCase();
}
