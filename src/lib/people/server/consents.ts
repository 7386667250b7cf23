import { and, desc, eq, inArray, isNull } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { allow } from '#lib/access/permissions.ts';
import type { Address } from '#lib/curriculum/content.ts';
import { consentHash, storeConsentText } from '#lib/curriculum/server/versions.ts';
import { writeAudit } from '#lib/server/audit.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { DomainError } from '#lib/shared/errors.ts';
import { newId } from '#lib/shared/ids.ts';
import { consentText, type Agreeing, type Purpose } from '#lib/people/consent.ts';
import { listRecords } from '#lib/people/server/erasure.ts';
import { readPerson } from '#lib/people/server/person.ts';
import { consents, personNames } from '#lib/people/server/schema.ts';

/** A yes to the words that were shown. */
export interface Agreement {
	purpose: Purpose;
	by: Agreeing;
	text: string;
}

export interface Consent {
	purpose: Purpose;
	by: Agreeing;
	givenAt: Date;
	assisted: boolean;
	withdrawnAt: Date | null;
}

/** What a box carries that stands beside a text of consent: ticking it says yes to these words and no others. */
export function hashShown(purpose: Purpose, by: Agreeing, address: Address, language: 'vi' | 'en'): string {
	return consentHash(purpose, consentText(purpose, by, address, language));
}

/**
 * The agreement that a ticked box stands for; null for an empty one. Words that we no longer show are refused
 * (`consent_text_changed`, 422): nobody agrees to what she has not read.
 */
export function agreementOf(purpose: Purpose, by: Agreeing, hash: string | null, address: Address): Agreement | null {
	if (hash === null) return null;
	for (const language of ['vi', 'en'] as const) {
		const text = consentText(purpose, by, address, language);
		if (consentHash(purpose, text) === hash) return { purpose, by, text };
	}
	throw new DomainError('consent_text_changed', 422);
}

/** Stores agreements at registration, in its transaction; who registers somebody else read them aloud to her. */
export async function storeAgreements(
	db: Db,
	personId: string,
	agreements: readonly Agreement[],
	assistedBy: string | null,
	now: Date
): Promise<void> {
	for (const { purpose, by, text } of agreements) {
		const textHash = await storeConsentText(db, purpose, text, now);
		await db
			.insert(consents)
			.values({ id: newId(now), personId, purpose, by, textHash, givenAt: now, assistedBy })
			.onConflictDoNothing();
	}
}

/**
 * Somebody says yes to a purpose, herself or with whoever reads it aloud. With `phone` comes the number; without one
 * it is refused (`phone_missing`, 422). Saying yes twice changes nothing but the number.
 */
export async function giveConsent(
	db: Db,
	actor: Actor,
	given: { personId: string; agreement: Agreement; phone: string | null },
	now: Date
): Promise<void> {
	const person = await readPerson(db, given.personId);
	allow(actor, 'consent.give', person.place);
	const { agreement, phone } = given;
	if (agreement.purpose === 'phone' && phone === null) throw new DomainError('phone_missing', 422);
	await db.transaction(async (tx) => {
		await storeAgreements(tx, person.id, [agreement], actor.id === person.id ? null : actor.id, now);
		if (agreement.purpose === 'phone')
			await tx.update(personNames).set({ phone }).where(eq(personNames.personId, person.id));
		const of = person.place;
		await writeAudit(tx, actor, 'consent.give', { kind: 'person', id: person.id, of }, now, {
			purpose: agreement.purpose
		});
	});
}

/**
 * Takes a consent back; what it allowed ends in the same moment: with `phone` the number is gone. What `learning`
 * allowed is ended by `withdrawConsent` of sign-in, which calls this. Repeating it changes nothing.
 */
export async function endConsent(
	db: Db,
	actor: Actor,
	{ personId, purpose }: { personId: string; purpose: Purpose },
	now: Date
): Promise<void> {
	const person = await readPerson(db, personId);
	allow(actor, 'consent.withdraw', person.place);
	const records = await listRecords(db, person.id);
	const ended = await db
		.update(consents)
		.set({ withdrawnAt: now, withdrawnBy: actor.id })
		.where(and(inArray(consents.personId, records), eq(consents.purpose, purpose), isNull(consents.withdrawnAt)))
		.returning({ id: consents.id });
	if (purpose === 'phone') {
		await db.update(personNames).set({ phone: null }).where(inArray(personNames.personId, records));
	}
	if (ended.length === 0) return;
	await writeAudit(db, actor, 'consent.withdraw', { kind: 'person', id: person.id, of: person.place }, now, {
		purpose
	});
}

/** Everything that a person, or a guardian for her, agreed to, the newest first. */
export async function listConsents(db: Db, personId: string): Promise<Consent[]> {
	const rows = await db
		.select()
		.from(consents)
		.where(inArray(consents.personId, await listRecords(db, personId)))
		.orderBy(desc(consents.givenAt), desc(consents.id));
	return rows.map(({ purpose, by, givenAt, assistedBy, withdrawnAt }) => ({
		purpose: purpose as Purpose,
		by: by as Agreeing,
		givenAt,
		assisted: assistedBy !== null,
		withdrawnAt
	}));
}

/** Whether somebody's consent to learn was taken back and not given again: then nobody may let her in. */
export async function isLearningWithdrawn(db: Db, personId: string): Promise<boolean> {
	const rows = await db
		.select({ by: consents.by, withdrawnAt: consents.withdrawnAt })
		.from(consents)
		.where(and(eq(consents.personId, personId), eq(consents.purpose, 'learning')));
	const inForce = new Set(rows.filter((row) => row.withdrawnAt === null).map((row) => row.by));
	return rows.some((row) => row.withdrawnAt !== null && !inForce.has(row.by));
}
