import { lt } from 'drizzle-orm';
import type { Db } from '#lib/server/db/connect.ts';
import { LINKS_KEPT_DAYS } from '#lib/server/retention.ts';
import { daysBefore } from '#lib/shared/dates.ts';
import { oneTimeLinks, providerTrips, signIns } from '#lib/sign-in/server/schema.ts';

/** Deletes sign-ins and trips to a provider that have ended, and links whose time is long past. Returns how many of each. */
export async function tidySignIn(db: Db, now: Date): Promise<{ signIns: number; links: number }> {
	const ended = await db.delete(signIns).where(lt(signIns.expiresAt, now)).returning({ id: signIns.id });
	await db.delete(providerTrips).where(lt(providerTrips.expiresAt, now));
	const links = await db
		.delete(oneTimeLinks)
		.where(lt(oneTimeLinks.expiresAt, daysBefore(now, LINKS_KEPT_DAYS)))
		.returning({ hash: oneTimeLinks.tokenHash });
	return { signIns: ended.length, links: links.length };
}
