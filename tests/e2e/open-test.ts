import { eq } from 'drizzle-orm';
import type { BrowserContext } from '@playwright/test';
import { events } from '#lib/ledger/server/schema.ts';
import { readAnswers } from '#lib/learning/server/answer.ts';
import { findAttempt, startAttempt, type Attempt } from '#lib/learning/server/attempt.ts';
import { herself, settle } from '#tests/world.ts';
import { signIn, type RunningWorld } from './world.ts';

const WHOLE = { door: 'whole', standard: 'ky-nang-so-thiet-yeu' } as const;

/**
 * A resident who is signed in on this device and has just begun the test over the whole standard. Nobody has confirmed
 * her residence, so that no result of hers moves a figure that another test compares.
 */
export async function beginTest(world: RunningWorld, context: BrowserContext) {
	const now = new Date();
	const personId = await settle(world, world.cuaNam, { confirmed: false }, now);
	const attempt = await startAttempt(world.db, world.library, herself(personId, now), personId, WHOLE, now);
	return { personId, attempt, signInId: await signIn(world, context, personId) };
}

/** Everything that an attempt has left in the database, with the kinds of all events about its person. */
export async function traceOf({ db }: RunningWorld, { id, personId }: Attempt) {
	const answers = [...(await readAnswers(db, id))];
	const log = await db.select({ kind: events.kind }).from(events).where(eq(events.subjectId, personId));
	return { attempt: await findAttempt(db, id), answers, log: log.map(({ kind }) => kind).sort() };
}
