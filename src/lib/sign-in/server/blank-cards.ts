import { and, eq, gte, isNull, lte, sql } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { allow } from '#lib/access/permissions.ts';
import { writeAudit } from '#lib/server/audit.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { DomainError } from '#lib/shared/errors.ts';
import { newId } from '#lib/shared/ids.ts';
import { ON_A_SHEET } from '#lib/sign-in/card-sheet.ts';
import { readBlankCard } from '#lib/sign-in/card-code.ts';
import { readBatchRow } from '#lib/sign-in/server/card-batches.ts';
import { lockHolder, readHolder, voidLiveCards } from '#lib/sign-in/server/cards.ts';
import { drawCard, findDrawn, goodUntil, type Draw, type DrawnCard } from '#lib/sign-in/server/draw-card.ts';
import { cardBatches, learnerCards } from '#lib/sign-in/server/schema.ts';
import { fingerprint } from '#lib/sign-in/server/tokens.ts';
import { readWardPhone } from '#lib/territory/server/ward-phone.ts';

/** Printed at once. */
export const MOST_SHEETS = 10;

export interface BlankCard extends DrawnCard {
	number: number;
}

/**
 * Cards without a holder, for registering where no printer is: so many sheets of eight, numbered on from the ward's
 * last number. Tokens and codes are returned here and never again; the same form (`formKey`) sent twice within ten
 * minutes returns the same cards while none of them has a holder.
 */
export async function printBlankCards(
	db: Db,
	actor: Actor,
	{ wardCode, sheets }: { wardCode: string; sheets: number },
	now: Date,
	formKey: string
): Promise<{ batchId: string; cards: BlankCard[] }> {
	const { provinceCode } = await readWardPhone(db, wardCode);
	const place = { wardCode, provinceCode };
	allow(actor, 'blank_cards.print', place);
	const places = Array.from({ length: sheets * ON_A_SHEET }, (_, n) => ({ formKey, whose: `blank ${n}` }));
	return db.transaction(async (tx) => {
		// One batch of a ward at a time, so that no number is given twice.
		await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`blank cards ${wardCode}`}, 0))`);
		const again = await findPrinted(tx, wardCode, places, actor.id, now);
		if (again) return again;

		const [{ last } = { last: 0 }] = await tx
			.select({ last: sql<number>`coalesce(max(${cardBatches.last}), 0)` })
			.from(cardBatches)
			.where(eq(cardBatches.wardCode, wardCode));
		const batch = { id: newId(now), wardCode, first: last + 1, last: last + places.length };
		await tx.insert(cardBatches).values({ ...batch, madeAt: now, madeBy: actor.id });
		const cards: BlankCard[] = [];
		for (const [index, drawn] of places.entries()) {
			const number = batch.first + index;
			const row = { personId: null, issuedBy: actor.id, batchId: batch.id, number };
			cards.push({ ...(await drawCard(tx, drawn, row, now)), number });
		}
		const detail = { first: batch.first, last: batch.last };
		await writeAudit(tx, actor, 'blank_cards.print', { kind: 'card_batch', id: batch.id, of: place }, now, detail);
		return { batchId: batch.id, cards };
	});
}

/** What this form printed before; a form that was changed since, in its number of sheets or its ward, is refused. */
async function findPrinted(db: Db, wardCode: string, places: readonly Draw[], by: string, now: Date) {
	const cards: BlankCard[] = [];
	let batchId: string | null = null;
	for (const place of places) {
		const again = await findDrawn(db, place, by, now);
		if (!again) break;
		batchId = again.batchId;
		cards.push({ cardId: again.cardId, token: again.token, code: again.code, number: again.number ?? 0 });
	}
	if (batchId === null) return null;
	const batch = await readBatchRow(db, batchId);
	if (cards.length < places.length || batch.wardCode !== wardCode) throw new DomainError('cards_already_shown', 409);
	return { batchId, cards };
}

/**
 * A blank card becomes a person's: by its QR, code or running number. The cards she had are void; it is good for three
 * years from now. Repeating it changes nothing. Refuses with card_unknown (422), card_not_blank or card_taken (409),
 * card_voided (410) for a spoilt or lost one, and card_of_other_ward (409).
 */
export async function bindBlankCard(
	db: Db,
	actor: Actor,
	personId: string,
	shown: string,
	now: Date
): Promise<{ number: number }> {
	const person = await readHolder(db, actor, personId);
	return db.transaction(async (tx) => {
		await lockHolder(tx, person.id);
		const card = await findBlankCard(tx, shown, person.place.wardCode ?? '', person.id, true);
		if (card.personId === null) {
			await voidLiveCards(tx, person.id, 'replaced', now);
			await tx
				.update(learnerCards)
				.set({ personId: person.id, issuedAt: now, issuedBy: actor.id, expiresOn: goodUntil(now) })
				.where(eq(learnerCards.id, card.id));
			const detail = { number: card.number };
			await writeAudit(tx, actor, 'card.issue', { kind: 'card', id: card.id, of: person.place }, now, detail);
		}
		return { number: card.number };
	});
}

/**
 * The blank card that somebody has in her hand, to be given to a person of this ward; refuses as `bindBlankCard` does.
 * One that already is this person's is no refusal. `hold` keeps others from it until the transaction ends.
 */
export async function findBlankCard(
	db: Db,
	shown: string,
	wardCode: string,
	personId: string | null,
	hold = false
): Promise<{ id: string; number: number; personId: string | null }> {
	const asked = readBlankCard(shown);
	if (asked === null) throw new DomainError('card_unknown', 422);
	const which =
		asked.kind === 'number'
			? and(eq(learnerCards.number, asked.number), eq(cardBatches.wardCode, wardCode))
			: eq(asked.kind === 'token' ? learnerCards.tokenHash : learnerCards.codeHash, fingerprint(asked.text));
	const query = db
		.select({ card: learnerCards, wardCode: cardBatches.wardCode })
		.from(learnerCards)
		.leftJoin(cardBatches, eq(cardBatches.id, learnerCards.batchId))
		.where(which);
	const [found] = await (hold ? query.for('update', { of: learnerCards }) : query);
	if (!found) throw new DomainError('card_unknown', 422);
	const { card } = found;
	if (card.number === null) throw new DomainError('card_not_blank', 409);
	if (card.voidedAt) throw new DomainError('card_voided', 410);
	if (found.wardCode !== wardCode) throw new DomainError('card_of_other_ward', 409);
	if (card.personId !== null && card.personId !== personId) {
		throw new DomainError('card_taken', 409, { number: card.number });
	}
	return { id: card.id, number: card.number, personId: card.personId };
}

/** The running number and ward of a blank card that nobody has yet, by its QR's token or typed code; null otherwise. */
export async function findUnheldCard(db: Db, shown: string): Promise<{ number: number; wardCode: string } | null> {
	const asked = readBlankCard(shown);
	if (asked === null || asked.kind === 'number') return null;
	const column = asked.kind === 'token' ? learnerCards.tokenHash : learnerCards.codeHash;
	const [card] = await db
		.select({ number: sql<number>`${learnerCards.number}`, wardCode: cardBatches.wardCode })
		.from(learnerCards)
		.innerJoin(cardBatches, eq(cardBatches.id, learnerCards.batchId))
		.where(and(eq(column, fingerprint(asked.text)), isNull(learnerCards.personId), isNull(learnerCards.voidedAt)));
	return card ?? null;
}

/**
 * Blank cards that were spoilt in printing or are gone open nothing any more, whoever has them: all of these numbers,
 * ends included, that nobody holds. Returns how many; none is refused (`no_blank_cards`, 422). Those with a holder are
 * voided with her.
 */
export async function writeOffBlankCards(
	db: Db,
	actor: Actor,
	batchId: string,
	{ from, to, reason }: { from: number; to: number; reason: 'spoilt' | 'lost' },
	now: Date
): Promise<number> {
	const batch = await readBatchRow(db, batchId);
	allow(actor, 'blank_cards.write_off', batch);
	return db.transaction(async (tx) => {
		const unheld = and(
			eq(learnerCards.batchId, batch.id),
			isNull(learnerCards.personId),
			isNull(learnerCards.voidedAt)
		);
		const written = await tx
			.update(learnerCards)
			.set({ voidedAt: now, voidReason: reason })
			.where(and(unheld, gte(learnerCards.number, from), lte(learnerCards.number, to)))
			.returning({ id: learnerCards.id });
		if (written.length === 0) throw new DomainError('no_blank_cards', 422);
		const detail = { from, to, reason, count: written.length };
		await writeAudit(tx, actor, 'blank_cards.write_off', { kind: 'card_batch', id: batch.id, of: batch }, now, detail);
		return written.length;
	});
}
