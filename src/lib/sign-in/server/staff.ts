import { eq } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { allow } from '#lib/access/permissions.ts';
import { findPerson } from '#lib/people/server/person.ts';
import { writeAudit } from '#lib/server/audit.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { postgresCode } from '#lib/server/db/retry.ts';
import { DomainError } from '#lib/shared/errors.ts';
import { passwordFault, SHORTEST_PASSWORD, tidyPassword } from '#lib/sign-in/password.ts';
import { staffCredentials } from '#lib/sign-in/server/schema.ts';
import { endAllSessions } from '#lib/sign-in/server/sessions.ts';
import { hashSlowly, matches } from '#lib/sign-in/server/slow-hash.ts';
import { forgive, throttled } from '#lib/sign-in/server/throttle.ts';

const LOGIN_NAME = /^[a-z0-9][a-z0-9._@-]{2,59}$/;
const TAKEN = '23505';

/**
 * Sets what a member of staff signs in with, and ends her sessions everywhere, this one included. She does it herself,
 * from a one-time link the first time: nobody chooses a password for somebody else, except at the console.
 * Refuses a sign-in name of other letters (`login_name_invalid`, 422) or of somebody else (`login_name_taken`, 409),
 * and a password that is too short, too long or well known (`password_…`, 422); it is never cut off.
 */
export async function setPassword(
	db: Db,
	actor: Actor,
	personId: string,
	loginName: string,
	password: string,
	now: Date
): Promise<void> {
	allow(actor, 'password.set', { personId });
	const name = tidyLoginName(loginName);
	if (!LOGIN_NAME.test(name)) throw new DomainError('login_name_invalid', 422);
	const person = await findPerson(db, personId);
	const fault = passwordFault(password, [name, person?.fullName ?? '', person?.everydayName ?? '']);
	if (fault) throw new DomainError(fault, 422, { least: SHORTEST_PASSWORD });

	const passwordHash = await hashSlowly(tidyPassword(password));
	await db
		.transaction(async (tx) => {
			const credential = { loginName: name, passwordHash };
			await tx
				.insert(staffCredentials)
				.values({ personId, ...credential })
				.onConflictDoUpdate({ target: staffCredentials.personId, set: credential });
			await endAllSessions(tx, personId);
			await forgive(tx, accountOf(name));
			await writeAudit(tx, actor, 'password.set', { kind: 'person', id: personId }, now);
		})
		.catch((error: unknown) => {
			throw postgresCode(error) === TAKEN ? new DomainError('login_name_taken', 409) : error;
		});
}

/**
 * Whose sign-in name and password these are. An unknown name, a wrong password and an impossible one all get the same
 * refusal (`sign_in_wrong`, 401) after the same work. Also too_many_tries (429), account_locked (423), sign_in_busy (503).
 * `db` must not be a transaction that a refusal rolls back.
 */
export async function checkPassword(
	db: Db,
	loginName: string,
	password: string,
	origin: string
): Promise<{ personId: string }> {
	const name = tidyLoginName(loginName);
	return throttled(db, { way: 'password', origin, account: accountOf(name) }, async () => {
		const credential = LOGIN_NAME.test(name) ? await findCredential(db, name) : null;
		const possible = passwordFault(password) !== 'password_too_long';
		const right = await matches(credential?.passwordHash ?? null, possible ? tidyPassword(password) : '');
		if (!credential || !right) throw new DomainError('sign_in_wrong', 401);
		return { personId: credential.personId };
	});
}

async function findCredential(db: Db, loginName: string) {
	const [credential] = await db.select().from(staffCredentials).where(eq(staffCredentials.loginName, loginName));
	return credential ?? null;
}

function tidyLoginName(loginName: string): string {
	return loginName.normalize('NFC').trim().toLowerCase();
}

function accountOf(loginName: string): string {
	return `password ${loginName}`;
}
