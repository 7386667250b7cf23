import { eq, inArray, or } from 'drizzle-orm';
import type { Db } from '#lib/server/db/connect.ts';
import { householdMembers, households, people, personNames } from '#lib/people/server/schema.ts';

/** Every record that stands for this person: her own and those merged into it. */
export async function listRecords(db: Db, personId: string): Promise<string[]> {
	const rows = await db
		.select({ id: people.id })
		.from(people)
		.where(or(eq(people.id, personId), eq(people.mergedInto, personId)));
	return rows.map((row) => row.id);
}

/** Empties the names, phones and household words of a person's records. Year of birth and residences stay, so every count stays. */
export async function eraseNames(db: Db, records: readonly string[]): Promise<void> {
	const ids = [...records];
	await db.delete(personNames).where(inArray(personNames.personId, ids));
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
