import { and, eq, inArray, isNull, lt, sql } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { allow } from '#lib/access/permissions.ts';
import { listRecords } from '#lib/people/server/erasure.ts';
import { readPerson } from '#lib/people/server/person.ts';
import { writeAudit } from '#lib/server/audit.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { DomainError } from '#lib/shared/errors.ts';
import { threePictures, tooEasy, type ThreePictures } from '#lib/sign-in/pictures.ts';
import { pictureSecrets } from '#lib/sign-in/server/schema.ts';
import { endSessionsByCard } from '#lib/sign-in/server/sessions.ts';
import { hashSlowly, matches } from '#lib/sign-in/server/slow-hash.ts';
import { throttled, type Origin } from '#lib/sign-in/server/throttle.ts';
import { fingerprint, newToken } from '#lib/sign-in/server/tokens.ts';

/** Wrong tries in a row. */
const TRIES = 5;

export type PicturesState = 'none' | 'set' | 'locked';

/** Whether a person still has to choose her pictures, may tap them, or has to ask somebody to reset them. */
export async function findPicturesState(db: Db, personId: string): Promise<PicturesState> {
	const [secret] = await db.select().from(pictureSecrets).where(eq(pictureSecrets.personId, personId));
	if (!secret) return 'none';
	return secret.lockedAt ? 'locked' : 'set';
}

/**
 * Takes the three pictures in order that a person has chosen for herself, when she has none. Refuses pictures that are
 * not three of ours (`pictures_incomplete`) or the first that a stranger would try (`pictures_too_easy`; both 422), and
 * a second choice (`pictures_already_set`, 409): those are first reset face to face.
 */
export async function setPictures(
	db: Db,
	actor: Actor,
	personId: string,
	three: readonly string[],
	now: Date
): Promise<void> {
	allow(actor, 'pictures.set', { personId });
	const chosen = readChoice(three);
	if (tooEasy(chosen)) throw new DomainError('pictures_too_easy', 422);
	const secretHash = await hashSlowly(secretOf(chosen));
	await db.transaction(async (tx) => {
		const set = await tx
			.insert(pictureSecrets)
			.values({ personId, secretHash })
			.onConflictDoNothing()
			.returning({ personId: pictureSecrets.personId });
		if (set.length === 0) throw new DomainError('pictures_already_set', 409);
		await writeAudit(tx, actor, 'pictures.set', { kind: 'person', id: personId }, now);
	});
}

/**
 * Removes a person's pictures face to face, locked or not, so that she chooses new ones with her card, and ends the
 * sessions that were begun with them. Repeating it changes nothing.
 */
export async function resetPictures(db: Db, actor: Actor, personId: string, now: Date): Promise<void> {
	const person = await readPerson(db, personId);
	allow(actor, 'pictures.reset', person.place);
	await db.transaction(async (tx) => {
		const records = await listRecords(tx, person.id);
		await tx.delete(pictureSecrets).where(inArray(pictureSecrets.personId, records));
		await endSessionsByCard(tx, person.id);
		await writeAudit(tx, actor, 'pictures.reset', { kind: 'person', id: person.id, of: person.place }, now);
	});
}

/**
 * Returns if these are the person's pictures. Five wrong tries in a row lock them, and from then on no try is even
 * looked at (`pictures_locked`, 423); a right one starts the count afresh. A wrong one says how many are left
 * (`pictures_wrong`, 401). The same pictures sent twice under one `tryKey` are one try: a double tap costs one.
 * `db` must not be a transaction that a wrong try rolls back.
 */
export async function checkPictures(
	db: Db,
	personId: string,
	three: readonly string[],
	origin: Origin,
	now: Date,
	tryKey = newToken(16)
): Promise<void> {
	const secret = secretOf(readChoice(three));
	// Random enough that nobody finds the pictures from it; other pictures under the same key are another try.
	const thisTry = fingerprint(`${tryKey} ${secret}`);
	const refusal = await throttled(db, { way: 'pictures', origin }, async () => {
		const { secretHash, failures, again } = await countTry(db, personId, thisTry, now);
		if (await matches(secretHash, secret)) return startCountAfresh(db, personId, secretHash);
		const wrong =
			failures >= TRIES
				? new DomainError('pictures_locked', 423)
				: new DomainError('pictures_wrong', 401, { left: TRIES - failures });
		// Thrown in here it would be paid for twice.
		if (again) return wrong;
		throw wrong;
	});
	if (refusal) throw refusal;
}

interface CountedTry {
	secretHash: string;
	failures: number;
	/** it had been counted before */
	again: boolean;
}

// A try is counted before it is looked at, in one statement: of any number at once only five get this far.
async function countTry(db: Db, personId: string, thisTry: string, now: Date): Promise<CountedTry> {
	const { failures, lockedAt, lastTry, secretHash } = pictureSecrets;
	const [counted] = await db
		.update(pictureSecrets)
		.set({
			failures: sql`${failures} + 1`,
			lockedAt: sql`case when ${failures} + 1 >= ${TRIES} then ${now.toISOString()}::timestamptz end`,
			lastTry: thisTry
		})
		.where(
			and(
				eq(pictureSecrets.personId, personId),
				isNull(lockedAt),
				lt(failures, TRIES),
				sql`${lastTry} is distinct from ${thisTry}`
			)
		)
		.returning({ secretHash, failures });
	if (counted) return { ...counted, again: false };
	const [secret] = await db.select().from(pictureSecrets).where(eq(pictureSecrets.personId, personId));
	if (!secret) throw new DomainError('pictures_not_set', 409);
	if (secret.lockedAt) throw new DomainError('pictures_locked', 423);
	return { secretHash: secret.secretHash, failures: secret.failures, again: true };
}

// Only while they still are her pictures: a reset in the meantime makes the right ones wrong.
async function startCountAfresh(db: Db, personId: string, secretHash: string): Promise<null> {
	const still = await db
		.update(pictureSecrets)
		.set({ failures: 0, lockedAt: null })
		.where(and(eq(pictureSecrets.personId, personId), eq(pictureSecrets.secretHash, secretHash)))
		.returning({ personId: pictureSecrets.personId });
	if (still.length === 0) throw new DomainError('pictures_not_set', 409);
	return null;
}

function readChoice(choices: readonly string[]): ThreePictures {
	const three = threePictures(choices);
	if (three === null) throw new DomainError('pictures_incomplete', 422);
	return three;
}

function secretOf(three: ThreePictures): string {
	return three.join(' ');
}
