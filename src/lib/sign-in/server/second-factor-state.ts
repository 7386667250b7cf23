import { and, count, desc, inArray, isNotNull, isNull } from 'drizzle-orm';
import { listRecords } from '#lib/people/server/erasure.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { recoveryCodes, secondFactors } from '#lib/sign-in/server/schema.ts';

export interface SecondFactor {
	/** the record under which it stands: another one than the person's after a merge */
	personId: string;
	key: string;
	since: Date;
	lastStep: number | null;
}

/** A person's second factor, if she has shown a first code of it: from then on she is asked at every sign-in but by card. */
export async function findSecondFactor(db: Db, personId: string): Promise<SecondFactor | null> {
	const [row] = await db
		.select()
		.from(secondFactors)
		.where(and(inArray(secondFactors.personId, await listRecords(db, personId)), isNotNull(secondFactors.key)))
		.orderBy(desc(secondFactors.confirmedAt))
		.limit(1);
	if (!row || row.key === null || row.confirmedAt === null) return null;
	return { personId: row.personId, key: row.key, since: row.confirmedAt, lastStep: row.lastStep };
}

/** How many recovery codes she has not used yet. */
export async function countRecoveryCodes(db: Db, personId: string): Promise<number> {
	const [row] = await db
		.select({ left: count() })
		.from(recoveryCodes)
		.where(and(inArray(recoveryCodes.personId, await listRecords(db, personId)), isNull(recoveryCodes.usedAt)));
	return row?.left ?? 0;
}
