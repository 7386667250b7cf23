import { inArray } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { listRecords } from '#lib/people/server/erasure.ts';
import { readPerson } from '#lib/people/server/person.ts';
import { allowWhere } from '#lib/people/server/workplaces.ts';
import { writeAudit } from '#lib/server/audit.ts';
import type { Db } from '#lib/server/db/connect.ts';
import type { Accommodation } from '#lib/learning/accommodation.ts';
import { accommodations } from '#lib/learning/server/schema.ts';

/** How much more time than others somebody has for tests, in percent, whatever record of hers it stands on. */
export async function readExtraTime(db: Db, personId: string): Promise<number> {
	return (await findAccommodation(db, personId))?.extraPercent ?? 0;
}

/** The more time that somebody was granted, with why; null for most people. */
export async function findAccommodation(db: Db, personId: string) {
	const rows = await db
		.select()
		.from(accommodations)
		.where(inArray(accommodations.personId, await listRecords(db, personId)));
	return rows.sort((a, b) => b.extraPercent - a.extraPercent)[0] ?? null;
}

/**
 * Grants somebody more time for tests that have a time limit, for a reason, or takes it back (`extraPercent` 0): an
 * officer of where she lives or works. It holds for tests begun from now on: a deadline, once set, stays.
 */
export async function setAccommodation(db: Db, actor: Actor, input: Accommodation, now: Date): Promise<void> {
	const person = await readPerson(db, input.personId);
	const place = await allowWhere(db, actor, 'accommodation.set', person, now);
	const { extraPercent, reason } = input;
	await db.transaction(async (tx) => {
		await tx.delete(accommodations).where(inArray(accommodations.personId, await listRecords(tx, person.id)));
		if (extraPercent !== 0) {
			await tx
				.insert(accommodations)
				.values({ personId: person.id, extraPercent, reason, setBy: actor.id, setAt: now });
		}
		const object = { kind: 'person', id: person.id, of: place };
		await writeAudit(tx, actor, 'accommodation.set', object, now, { extraPercent, reason });
	});
}
