import { and, inArray, isNull } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import type { Purpose } from '#lib/people/consent.ts';
import { endConsent } from '#lib/people/server/consents.ts';
import { listRecords } from '#lib/people/server/erasure.ts';
import { fileRequest } from '#lib/people/server/requests.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { newId } from '#lib/shared/ids.ts';
import { learnerCards, signIns } from '#lib/sign-in/server/schema.ts';

/**
 * Takes a consent back, and ends at once what it allowed. With `phone` the number is gone. With `learning`, which is
 * asked of somebody under sixteen and her guardian, her cards are void, her sessions end, nobody lets her in again
 * until they agree anew, and what is stored about her waits to be erased, with its day.
 */
export async function withdrawConsent(
	db: Db,
	actor: Actor,
	withdrawal: { personId: string; purpose: Purpose },
	now: Date
): Promise<void> {
	await db.transaction(async (tx) => {
		await endConsent(tx, actor, withdrawal, now);
		if (withdrawal.purpose !== 'learning') return;
		const records = await listRecords(tx, withdrawal.personId);
		await tx
			.update(learnerCards)
			.set({ voidedAt: now, voidReason: 'withdrawn' })
			.where(and(inArray(learnerCards.personId, records), isNull(learnerCards.voidedAt)));
		await tx.delete(signIns).where(inArray(signIns.personId, records));
		const request = { id: newId(now), personId: withdrawal.personId, kind: 'erasure' as const, text: null };
		await fileRequest(tx, actor, request, now);
	});
}
