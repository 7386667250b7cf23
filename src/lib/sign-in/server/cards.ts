import { randomInt } from 'node:crypto';
import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Actor, PersonActor } from '#lib/access/actor.ts';
import { allow } from '#lib/access/permissions.ts';
import { readPerson } from '#lib/people/server/person.ts';
import { writeAudit } from '#lib/server/audit.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { addDays, dayOf, isDay, yearOf, type Day } from '#lib/shared/dates.ts';
import { DomainError } from '#lib/shared/errors.ts';
import { newId } from '#lib/shared/ids.ts';
import { CODE_LENGTH, CODE_LETTERS, readCard, writeCode } from '#lib/sign-in/card-code.ts';
import { learnerCards } from '#lib/sign-in/server/schema.ts';
import { endSessionsBy } from '#lib/sign-in/server/sessions.ts';
import { throttled } from '#lib/sign-in/server/throttle.ts';
import { fingerprint, newToken } from '#lib/sign-in/server/tokens.ts';

const YEARS = 3;

export interface NewCard {
	cardId: string;
	/** for the QR: `/c/<token>` */
	token: string;
	/** to be typed, as it is printed: K7PM-2XQR */
	code: string;
	/** the last day on which it is good */
	expiresOn: Day;
}

export interface ShownCard {
	cardId: string;
	personId: string;
}

/**
 * Gives a person a card, good for three years, and voids the ones she had: she holds one at a time. Token and code
 * are returned here and never again, since only their hashes are kept. Who may is asked where she lives now. Refuses
 * unknown people (404) and erased ones (410).
 */
export async function issueCard(db: Db, actor: Actor, personId: string, now: Date): Promise<NewCard> {
	const person = await readPerson(db, personId);
	allow(actor, 'card.issue', person.place);
	if (person.erasedOn !== null) throw new DomainError('person_erased', 410);
	return db.transaction(async (tx) => {
		// Two at once must not both leave a live card: the later one waits here and then voids the earlier one.
		await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${person.id}, 0))`);
		await voidLiveCards(tx, person.id, now);
		const card = await insertCard(tx, actor, person.id, now);
		await writeAudit(tx, actor, 'card.issue', { kind: 'card', id: card.cardId }, now);
		return card;
	});
}

/**
 * Makes a lost card worthless at once, and ends what was begun with it: her sessions by card and pictures. A new card
 * alone ends none. Repeating it changes nothing.
 */
export async function voidCard(db: Db, actor: Actor, personId: string, now: Date): Promise<void> {
	const person = await readPerson(db, personId);
	allow(actor, 'card.void', person.place);
	await db.transaction(async (tx) => {
		const voided = await voidLiveCards(tx, person.id, now);
		for (const id of voided) await writeAudit(tx, actor, 'card.void', { kind: 'card', id }, now);
		await endSessionsBy(tx, person.id, 'pictures');
	});
}

/**
 * Who holds this card: found by the QR's token or by the typed code, in any letters' case, with spaces and dashes
 * anywhere. It proves the card, not the person: her pictures come next. Whose ward it is does not matter.
 * Throws card_unknown (404), card_voided or card_expired (410), too_many_tries (429). `db` must not be a transaction
 * that a refusal rolls back.
 */
export async function exchangeCard(db: Db, tokenOrCode: string, origin: string, now: Date): Promise<ShownCard> {
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
		if (card.expiresOn < dayOf(now)) throw new DomainError('card_expired', 410);
		// A card outlives neither its person's erasure nor, under its old record's id, a merge.
		const person = await readPerson(db, card.personId);
		if (person.erasedOn !== null) throw new DomainError('card_voided', 410);
		return { cardId: card.id, personId: person.id };
	});
}

/** Whoever holds a card acts as its person, without any role, while she chooses her first pictures. */
export function cardHolder({ cardId, personId }: ShownCard): PersonActor {
	return { kind: 'person', id: personId, signInId: cardId, grants: [] };
}

async function voidLiveCards(db: Db, personId: string, now: Date): Promise<string[]> {
	const voided = await db
		.update(learnerCards)
		.set({ voidedAt: now })
		.where(and(eq(learnerCards.personId, personId), isNull(learnerCards.voidedAt)))
		.returning({ id: learnerCards.id });
	return voided.map(({ id }) => id);
}

async function insertCard(db: Db, actor: Actor, personId: string, now: Date): Promise<NewCard> {
	for (;;) {
		const card = { cardId: newId(now), token: newToken(16), letters: newLetters(), expiresOn: yearsAfter(dayOf(now)) };
		const inserted = await db
			.insert(learnerCards)
			.values({
				id: card.cardId,
				personId,
				tokenHash: fingerprint(card.token),
				codeHash: fingerprint(card.letters),
				issuedAt: now,
				issuedBy: actor.id,
				expiresOn: card.expiresOn
			})
			.onConflictDoNothing()
			.returning({ id: learnerCards.id });
		// A code of eight letters may already be somebody's: then it takes another one.
		if (inserted.length > 0) {
			const { letters, ...rest } = card;
			return { ...rest, code: writeCode(letters) };
		}
	}
}

function newLetters(): string {
	return Array.from({ length: CODE_LENGTH }, () => CODE_LETTERS[randomInt(CODE_LETTERS.length)]).join('');
}

function yearsAfter(day: Day): Day {
	const same = `${yearOf(day) + YEARS}${day.slice(4)}`;
	return isDay(same) ? same : addDays(`${yearOf(day) + YEARS}-03-01`, -1);
}
