import { and, eq, gt, isNull } from 'drizzle-orm';
import type { Db } from '#lib/server/db/connect.ts';
import { DomainError } from '#lib/shared/errors.ts';
import { oneTimeLinks } from '#lib/sign-in/server/schema.ts';
import { throttled } from '#lib/sign-in/server/throttle.ts';
import { fingerprint, newToken } from '#lib/sign-in/server/tokens.ts';

/** Makes a link's token with which this person signs in once, within so many minutes. Only its hash is kept. */
export async function makeSignInLink(db: Db, personId: string, now: Date, minutes: number): Promise<string> {
	const token = newToken(32);
	await db
		.insert(oneTimeLinks)
		.values({ tokenHash: fingerprint(token), personId, expiresAt: new Date(now.getTime() + minutes * 60_000) });
	return token;
}

/**
 * Uses a link up and returns whose it is; of any number at once exactly one succeeds. Throws link_unknown (404),
 * link_used or link_expired (410), too_many_tries (429). `db` must not be a transaction that a refusal rolls back.
 */
export async function useSignInLink(db: Db, token: string, origin: string, now: Date): Promise<string> {
	return throttled(db, { way: 'link', origin }, async () => {
		const tokenHash = fingerprint(token);
		const [used] = await db
			.update(oneTimeLinks)
			.set({ usedAt: now })
			.where(and(eq(oneTimeLinks.tokenHash, tokenHash), isNull(oneTimeLinks.usedAt), gt(oneTimeLinks.expiresAt, now)))
			.returning({ personId: oneTimeLinks.personId });
		if (used) return used.personId;

		const [link] = await db.select().from(oneTimeLinks).where(eq(oneTimeLinks.tokenHash, tokenHash));
		if (!link) throw new DomainError('link_unknown', 404);
		throw new DomainError(link.usedAt ? 'link_used' : 'link_expired', 410);
	});
}
