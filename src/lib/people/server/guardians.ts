import { eq } from 'drizzle-orm';
import type { Db } from '#lib/server/db/connect.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { DomainError } from '#lib/shared/errors.ts';
import { tidyName } from '#lib/shared/names.ts';
import { consentsNeeded, type Relationship } from '#lib/people/consent.ts';
import type { Agreement } from '#lib/people/server/consents.ts';
import { guardians } from '#lib/people/server/schema.ts';

/** Who agrees for somebody under sixteen. */
export interface Guardian {
	fullName: string;
	relationship: Relationship;
}

interface Consenting {
	personId: string;
	birthYear: number;
	phone: string | null;
	agreements?: readonly Agreement[];
	guardian?: Guardian | null;
}

/** Refuses what may only be stored with a consent that is not there. */
export function checkConsents({ birthYear, phone, agreements = [], guardian }: Consenting, now: Date): void {
	const needed = consentsNeeded(birthYear, dayOf(now));
	if (needed.length > 0 && !guardian) throw new DomainError('guardian_missing', 422);
	const has = (purpose: string, by: string) => agreements.some((one) => one.purpose === purpose && one.by === by);
	if (needed.some((by) => !has('learning', by))) throw new DomainError('consent_missing', 422);
	if (phone !== null && !has('phone', 'herself')) throw new DomainError('phone_without_consent', 422);
}

/** Notes who agreed for a child; of anybody older nothing is kept. */
export async function storeGuardian(db: Db, by: string, input: Consenting, now: Date): Promise<void> {
	const { personId, birthYear, guardian } = input;
	if (!guardian || consentsNeeded(birthYear, dayOf(now)).length === 0) return;
	await db
		.insert(guardians)
		.values({
			...{ personId, fullName: tidyName(guardian.fullName), relationship: guardian.relationship },
			...{ recordedBy: by, recordedAt: now }
		})
		.onConflictDoNothing();
}

export async function findGuardian(db: Db, personId: string): Promise<Guardian | null> {
	const [row] = await db.select().from(guardians).where(eq(guardians.personId, personId));
	return row ? { fullName: row.fullName, relationship: row.relationship as Relationship } : null;
}
