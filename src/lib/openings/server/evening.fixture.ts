import type { PersonActor } from '#lib/access/actor.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { newId } from '#lib/shared/ids.ts';
import { openEvening, readOpening } from '#lib/openings/server/opening.ts';
import { findTablet, joinOpening, type Tablet } from '#lib/openings/server/tablet.ts';

const ADDRESS = '203.0.113.7';

/** An evening that a trainer has opened at a learning point, for three hours unless told. */
export async function openFor(db: Db, trainer: PersonActor, learningPointId: string, now: Date, hours = 3) {
	const openingId = newId(now);
	await openEvening(db, trainer, { openingId, learningPointId, hours }, now);
	return readOpening(db, trainer, openingId, now);
}

/** Another tablet of an evening, with the token of its cookie. */
export async function joinWith(db: Db, code: string, now: Date): Promise<{ token: string; tablet: Tablet }> {
	const joined = await joinOpening(db, code, ADDRESS, null, now);
	const tablet = joined && (await findTablet(db, joined.token, now));
	if (!joined || !tablet) throw new Error('the tablet did not join');
	return { token: joined.token, tablet };
}
