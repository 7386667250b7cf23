import { and, eq, inArray, isNull, or } from 'drizzle-orm';
import type { Db } from '#lib/server/db/connect.ts';
import { reviewAnswers, wardMoves } from '#lib/people/server/review-schema.ts';
import {
	consents,
	dataRequests,
	guardians,
	householdMembers,
	households,
	people,
	personNames
} from '#lib/people/server/schema.ts';

/** Every record that stands for this person: her own and those merged into it. */
export async function listRecords(db: Db, personId: string): Promise<string[]> {
	const rows = await db
		.select({ id: people.id })
		.from(people)
		.where(or(eq(people.id, personId), eq(people.mergedInto, personId)));
	return rows.map((row) => row.id);
}

/**
 * Empties the names, phones, household and guardians' words of a person's records, ends her consents and answers what
 * she had asked for. Year of birth and residences stay, so every count stays.
 */
export async function eraseNames(db: Db, by: string, records: readonly string[], now: Date): Promise<void> {
	const ids = [...records];
	await endPrivacy(db, by, ids, now);
	await db.delete(personNames).where(inArray(personNames.personId, ids));
	await db.delete(reviewAnswers).where(inArray(reviewAnswers.personId, ids));
	await db.delete(wardMoves).where(inArray(wardMoves.personId, ids));
	await db.update(households).set({ headId: null }).where(inArray(households.headId, ids));
	const homes = await db
		.delete(householdMembers)
		.where(inArray(householdMembers.personId, ids))
		.returning({ id: householdMembers.householdId });
	for (const { id } of homes) {
		const [other] = await db.select().from(householdMembers).where(eq(householdMembers.householdId, id)).limit(1);
		// A house of which nobody is left would still be called by her name.
		if (!other) await db.delete(households).where(eq(households.id, id));
	}
}

async function endPrivacy(db: Db, by: string, ids: string[], now: Date): Promise<void> {
	await db.delete(guardians).where(inArray(guardians.personId, ids));
	await db
		.update(consents)
		.set({ withdrawnAt: now, withdrawnBy: by })
		.where(and(inArray(consents.personId, ids), isNull(consents.withdrawnAt)));
	await db
		.update(dataRequests)
		.set({ state: 'done', answeredAt: now, answeredBy: by })
		.where(and(inArray(dataRequests.personId, ids), isNull(dataRequests.answeredAt)));
	await db.update(dataRequests).set({ text: null, reply: null }).where(inArray(dataRequests.personId, ids));
}
