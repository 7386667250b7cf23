import { and, inArray, isNull } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { allow } from '#lib/access/permissions.ts';
import type { PersonErased } from '#lib/people/events.ts';
import { eraseNames, listRecords } from '#lib/people/server/erasure.ts';
import { readPerson } from '#lib/people/server/person.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { mailAddresses } from '#lib/sign-in/server/mail-schema.ts';
import type { Decision, NewEvent } from '#lib/shared/log.ts';
import {
	invitations,
	learnerCards,
	oneTimeLinks,
	pictureSecrets,
	providerAccounts,
	recoveryCodes,
	roles,
	secondFactors,
	signIns,
	staffCredentials
} from '#lib/sign-in/server/schema.ts';

const OF_A_PERSON = [
	...[pictureSecrets, staffCredentials, secondFactors, recoveryCodes, providerAccounts],
	...[oneTimeLinks, invitations, roles, signIns, mailAddresses]
];

export interface Erasure {
	eventId: string;
	personId: string;
}

/**
 * A person asks to be forgotten: names, phone, household words, cards, pictures, passwords, second factors, linked
 * accounts, roles and sessions go, in all records that stand for her. What the log knows by number stays, so every
 * figure stays as it was. Nothing later fills her in again. Erasing twice changes nothing.
 */
export const erasePerson = {
	subjects: (_db: Db, input: Erasure) => ({ people: [input.personId] }),

	async decide(db: Db, actor: Actor, input: Erasure, now: Date): Promise<Decision<void>> {
		const person = await readPerson(db, input.personId);
		allow(actor, 'person.erase', person.place);
		if (person.erasedOn !== null) return { events: [], outcome: undefined };

		const records = await listRecords(db, person.id);
		await eraseNames(db, actor.id, records, now);
		// A card that was printed blank keeps its number: every one of a batch is accounted for.
		const hers = inArray(learnerCards.personId, records);
		await db.delete(learnerCards).where(and(hers, isNull(learnerCards.batchId)));
		await db
			.update(learnerCards)
			.set({ voidedAt: now, voidReason: 'erased' })
			.where(and(hers, isNull(learnerCards.voidedAt)));
		for (const table of OF_A_PERSON) await db.delete(table).where(inArray(table.personId, records));
		const erased: NewEvent<PersonErased> = {
			subjectId: person.id,
			id: input.eventId,
			kind: 'person.erased',
			body: {},
			occurredAt: now
		};
		return { events: [erased], outcome: undefined };
	}
};
