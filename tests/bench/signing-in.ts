import { eq } from 'drizzle-orm';
import type { Db } from '#lib/server/db/connect.ts';
import { addDays, dayOf } from '#lib/shared/dates.ts';
import { newId } from '#lib/shared/ids.ts';
import { exchangeCard } from '#lib/sign-in/server/cards.ts';
import { checkPictures, setPictures } from '#lib/sign-in/server/pictures.ts';
import { learnerCards, pictureSecrets } from '#lib/sign-in/server/schema.ts';
import { startSession } from '#lib/sign-in/server/sessions.ts';
import { matches } from '#lib/sign-in/server/slow-hash.ts';
import { fingerprint, newToken } from '#lib/sign-in/server/tokens.ts';
import { perSecond } from './load.ts';

const THREE = ['sun', 'leaf', 'hat'];
const TABLETS = 40;

export interface SignedIn {
	/** sign-ins by card and three pictures */
	rate: number;
	/** bare checks of a slow hash, without which nobody can be known by pictures */
	bare: number;
}

/**
 * Learners of one ward coming in by card and three pictures on forty tablets at once, each try counted by the throttle;
 * one that were refused would break it off.
 */
export async function signInByCard(
	db: Db,
	ward: string,
	people: readonly string[],
	seconds: number,
	now: Date
): Promise<SignedIn> {
	const tokens = await equip(db, people, now);
	const tablets = Array.from({ length: TABLETS }, () => newId(now));
	let next = 0;
	const rate = await perSecond(seconds, TABLETS, async (worker) => {
		const token = tokens[next++ % tokens.length] ?? '';
		const origin = { address: '127.0.0.1', tablet: tablets[worker] ?? '', ward };
		const { personId } = await exchangeCard(db, token, origin, now);
		await checkPictures(db, personId, THREE, origin, now);
		await startSession(db, personId, 'pictures', now);
	});
	const [secret] = await db
		.select()
		.from(pictureSecrets)
		.where(eq(pictureSecrets.personId, people[0] ?? ''));
	const bare = await perSecond(seconds / 2, TABLETS, async () => {
		await matches(secret?.secretHash ?? null, 'other');
	});
	return { rate, bare };
}

/** Gives everybody a card and the same three pictures: hashing them anew for each would take minutes. Returns the tokens. */
async function equip(db: Db, people: readonly string[], now: Date): Promise<string[]> {
	const [first = '', ...others] = people;
	await setPictures(db, { kind: 'person', id: first, signInId: newId(now), grants: [] }, first, THREE, now);
	const [secret] = await db.select().from(pictureSecrets).where(eq(pictureSecrets.personId, first));
	const secretHash = secret?.secretHash ?? '';
	const cards = people.map((personId) => ({ personId, token: newToken(16) }));
	const expiresOn = addDays(dayOf(now), 365);
	for (let n = 0; n < people.length; n += 1000) {
		await db.insert(learnerCards).values(
			cards.slice(n, n + 1000).map(({ personId, token }) => ({
				...{ id: newId(now), personId, tokenHash: fingerprint(token), codeHash: fingerprint(newToken(16)) },
				...{ issuedAt: now, issuedBy: 'system:sample', expiresOn }
			}))
		);
		await db
			.insert(pictureSecrets)
			.values(others.slice(n, n + 1000).map((personId) => ({ personId, secretHash })))
			.onConflictDoNothing();
	}
	return cards.map(({ token }) => token);
}
