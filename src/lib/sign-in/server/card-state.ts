import { and, desc, inArray, isNull } from 'drizzle-orm';
import { listRecords } from '#lib/people/server/erasure.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { dayOf, type Day } from '#lib/shared/dates.ts';
import { learnerCards } from '#lib/sign-in/server/schema.ts';

/** Whether a person holds a card that is good today. Token and code are known to nobody but its holder. */
export type CardState = { kind: 'none' } | { kind: 'good' | 'expired'; expiresOn: Day };

export async function readCardState(db: Db, personId: string, now: Date): Promise<CardState> {
	const [card] = await db
		.select({ expiresOn: learnerCards.expiresOn })
		.from(learnerCards)
		.where(and(inArray(learnerCards.personId, await listRecords(db, personId)), isNull(learnerCards.voidedAt)))
		.orderBy(desc(learnerCards.issuedAt))
		.limit(1);
	if (!card) return { kind: 'none' };
	return { kind: card.expiresOn < dayOf(now) ? 'expired' : 'good', expiresOn: card.expiresOn };
}
