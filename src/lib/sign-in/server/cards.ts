import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Actor, PersonActor } from '#lib/access/actor.ts';
import { allow } from '#lib/access/permissions.ts';
import { listRecords } from '#lib/people/server/erasure.ts';
import { readPerson, type Person } from '#lib/people/server/person.ts';
import { writeAudit } from '#lib/server/audit.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { dayOf, type Day } from '#lib/shared/dates.ts';
import { DomainError } from '#lib/shared/errors.ts';
import { readCard } from '#lib/sign-in/card-code.ts';
import { drawCard, findDrawn, goodUntil, type DrawnCard } from '#lib/sign-in/server/draw-card.ts';
import { learnerCards } from '#lib/sign-in/server/schema.ts';
import { endSessionsByCard } from '#lib/sign-in/server/sessions.ts';
import { throttled, type Origin } from '#lib/sign-in/server/throttle.ts';
import { fingerprint, newToken } from '#lib/sign-in/server/tokens.ts';

export interface NewCard extends DrawnCard {
	/** the last day on which it is good */
	expiresOn: Day;
}

export interface ShownCard {
	cardId: string;
	/** the record that the card was made for; another one may stand for her since a merge */
	personId: string;
}

/** A card that goes to one person, and what is printed on it besides. */
export interface PrintedFor extends NewCard {
	person: Person;
}

/**
 * Gives a person a card, good for three years, and voids the ones she had: she holds one at a time. Token and code
 * are returned here and never again, since only their hashes are kept; the same form (`formKey`) sent twice within ten
 * minutes returns the same card. Who may is asked where she lives now. Refuses unknown people (404) and erased ones
 * (410).
 */
export async function issueCard(
	db: Db,
	actor: Actor,
	personId: string,
	now: Date,
	formKey = newToken(16)
): Promise<NewCard> {
	const [{ person: _, ...card }] = (await issueCards(db, actor, [personId], now, formKey)) as [PrintedFor];
	return card;
}

/** Gives each of these people a card as `issueCard` does: all of them or, where one is refused, none. By id. */
export async function issueCards(
	db: Db,
	actor: Actor,
	personIds: readonly string[],
	now: Date,
	formKey: string
): Promise<PrintedFor[]> {
	const people: Person[] = [];
	for (const id of personIds) people.push(await readHolder(db, actor, id));
	// By id, so that two sheets printed at once never wait for each other in a circle; who was named twice gets one card.
	const inOrder = [...new Map(people.map((person) => [person.id, person])).values()].sort((a, b) =>
		a.id < b.id ? -1 : 1
	);
	return db.transaction(async (tx) => {
		const cards: PrintedFor[] = [];
		for (const person of inOrder) cards.push({ ...(await issueTo(tx, actor, person, now, formKey)), person });
		return cards;
	});
}

/**
 * Makes a lost card worthless at once, and ends what was begun with it: her sessions by card and pictures. A new card
 * alone ends none. Repeating it changes nothing.
 */
export async function voidCard(db: Db, actor: Actor, personId: string, now: Date): Promise<void> {
	const person = await readPerson(db, personId);
	allow(actor, 'card.void', person.place);
	await db.transaction((tx) => voidLost(tx, actor, person, now));
}

/** On the spot: the lost card is void, its sessions are ended, and she has a new one. The same form sent twice shows it again. */
export async function replaceLostCard(
	db: Db,
	actor: Actor,
	personId: string,
	now: Date,
	formKey: string
): Promise<NewCard> {
	const person = await readHolder(db, actor, personId);
	allow(actor, 'card.void', person.place);
	return db.transaction(async (tx) => {
		await lockHolder(tx, person.id);
		const again = await findDrawn(tx, { formKey, whose: person.id }, actor.id, now);
		if (!again) await voidLost(tx, actor, person, now);
		return issueTo(tx, actor, person, now, formKey);
	});
}

/**
 * Who holds this card: found by the QR's token or by the typed code, in any letters' case, with spaces and dashes
 * anywhere. It proves the card, not the person: her pictures come next. Whose ward it is does not matter.
 * Throws card_unknown (404), card_blank (409) for one that was printed ahead and has no holder yet, card_voided or
 * card_expired (410), too_many_tries (429). `db` must not be a transaction that a refusal rolls back.
 */
export async function exchangeCard(db: Db, tokenOrCode: string, origin: Origin, now: Date): Promise<ShownCard> {
	const shown = readCard(tokenOrCode);
	return throttled(db, { way: shown?.kind === 'token' ? 'card' : 'code', origin }, async () => {
		if (shown === null) throw new DomainError('card_unknown', 404);
		const column = shown.kind === 'token' ? learnerCards.tokenHash : learnerCards.codeHash;
		const [card] = await db
			.select()
			.from(learnerCards)
			.where(eq(column, fingerprint(shown.text)));
		if (!card) throw new DomainError('card_unknown', 404);
		if (card.voidedAt) throw new DomainError('card_voided', 410);
		if (card.personId === null) throw new DomainError('card_blank', 409);
		if (card.expiresOn < dayOf(now)) throw new DomainError('card_expired', 410);
		// A card outlives its person's erasure no more than she does. After a merge it opens her with its own pictures.
		const person = await readPerson(db, card.personId);
		if (person.erasedOn !== null) throw new DomainError('card_voided', 410);
		return { cardId: card.id, personId: card.personId };
	});
}

/** Whoever holds a card acts as its person, without any role, while she chooses her first pictures. */
export function cardHolder({ cardId, personId }: ShownCard): PersonActor {
	return { kind: 'person', id: personId, signInId: cardId, grants: [] };
}

/** Somebody who may be given a card by this actor: she is known, and was not erased. */
export async function readHolder(db: Db, actor: Actor, personId: string): Promise<Person> {
	const person = await readPerson(db, personId);
	allow(actor, 'card.issue', person.place);
	if (person.erasedOn !== null) throw new DomainError('person_erased', 410);
	return person;
}

/** Two cards given to one person at once must not both stay live: the later one waits here and voids the earlier one. */
export async function lockHolder(db: Db, personId: string): Promise<void> {
	await db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${personId}, 0))`);
}

/** Ends the cards that stand for a person, also under records that were merged into hers. Returns which. */
export async function voidLiveCards(
	db: Db,
	personId: string,
	reason: 'replaced' | 'lost',
	now: Date
): Promise<string[]> {
	const voided = await db
		.update(learnerCards)
		.set({ voidedAt: now, voidReason: reason })
		.where(and(inArray(learnerCards.personId, await listRecords(db, personId)), isNull(learnerCards.voidedAt)))
		.returning({ id: learnerCards.id });
	return voided.map(({ id }) => id);
}

async function issueTo(db: Db, actor: Actor, person: Person, now: Date, formKey: string): Promise<NewCard> {
	const personId = person.id;
	const draw = { formKey, whose: personId };
	await lockHolder(db, personId);
	const again = await findDrawn(db, draw, actor.id, now);
	if (again) return { cardId: again.cardId, token: again.token, code: again.code, expiresOn: again.expiresOn };
	await voidLiveCards(db, personId, 'replaced', now);
	const card = await drawCard(db, draw, { personId, issuedBy: actor.id }, now);
	await writeAudit(db, actor, 'card.issue', { kind: 'card', id: card.cardId, of: person.place }, now);
	return { ...card, expiresOn: goodUntil(now) };
}

async function voidLost(db: Db, actor: Actor, person: Person, now: Date): Promise<void> {
	const voided = await voidLiveCards(db, person.id, 'lost', now);
	for (const id of voided) await writeAudit(db, actor, 'card.void', { kind: 'card', id, of: person.place }, now);
	await endSessionsByCard(db, person.id);
}
