import { and, desc, gt, inArray } from 'drizzle-orm';
import type { Db } from '#lib/server/db/connect.ts';
import { learnerCards, pictureSecrets, roles, signIns, staffCredentials } from '#lib/sign-in/server/schema.ts';

/** What is stored of how somebody gets in and what she may do, for nobody but herself: no secret, no hash of one. */
export async function readWaysIn(db: Db, records: readonly string[], now: Date) {
	const ids = [...records];
	const cards = await db
		.select({
			issuedAt: learnerCards.issuedAt,
			expiresOn: learnerCards.expiresOn,
			voidedAt: learnerCards.voidedAt
		})
		.from(learnerCards)
		.where(inArray(learnerCards.personId, ids))
		.orderBy(desc(learnerCards.issuedAt));
	const sessions = await db
		.select({ method: signIns.method, begunAt: signIns.createdAt, lastSeenAt: signIns.lastSeenAt })
		.from(signIns)
		.where(and(inArray(signIns.personId, ids), gt(signIns.expiresAt, now)))
		.orderBy(desc(signIns.createdAt));
	const held = await db
		.select({ role: roles.role, place: roles.place, from: roles.from, to: roles.to })
		.from(roles)
		.where(inArray(roles.personId, ids))
		.orderBy(roles.from);
	const pictures = await db
		.select({ lockedAt: pictureSecrets.lockedAt })
		.from(pictureSecrets)
		.where(inArray(pictureSecrets.personId, ids));
	const [staff] = await db
		.select({ loginName: staffCredentials.loginName })
		.from(staffCredentials)
		.where(inArray(staffCredentials.personId, ids));
	return { cards, sessions, roles: held, hasPictures: pictures.length > 0, loginName: staff?.loginName ?? null };
}
