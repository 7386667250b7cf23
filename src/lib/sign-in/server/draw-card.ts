import { createHmac } from 'node:crypto';
import { inArray } from 'drizzle-orm';
import type { Db } from '#lib/server/db/connect.ts';
import { addDays, dayOf, isDay, yearOf, type Day } from '#lib/shared/dates.ts';
import { DomainError } from '#lib/shared/errors.ts';
import { newId } from '#lib/shared/ids.ts';
import { CODE_LENGTH, CODE_LETTERS, writeCode } from '#lib/sign-in/card-code.ts';
import { learnerCards } from '#lib/sign-in/server/schema.ts';
import { fingerprint } from '#lib/sign-in/server/tokens.ts';

const YEARS = 3;
/** How long a form that was sent again still shows the same cards: a double tap, a printer that had no paper. */
const REPEATABLE = 10 * 60_000;
/** A code may already be somebody's; twice in a row hardly ever. */
const DRAWS = 3;

/** What is printed on a card and known nowhere else, since only hashes are kept. */
export interface DrawnCard {
	cardId: string;
	/** for the QR: `/c/<token>` */
	token: string;
	/** to be typed, as it is printed: K7PM-2XQR */
	code: string;
}

/** Whose card it is among those of a form: a person's id, or a blank card's place in its batch. */
export interface Draw {
	/** 128 random bits, made when the form was shown and kept nowhere */
	formKey: string;
	whose: string;
}

type CardRow = typeof learnerCards.$inferInsert;

/**
 * Writes a card whose token follows from its form: the form sent twice draws the same card twice, although its token is
 * kept nowhere. Call `findDrawn` first, under the lock of whose card it is.
 */
export async function drawCard(
	db: Db,
	draw: Draw,
	row: Pick<CardRow, 'personId' | 'issuedBy' | 'batchId' | 'number'>,
	now: Date
): Promise<DrawnCard> {
	for (const token of tokensOf(draw)) {
		const letters = lettersOf(token);
		const card = { id: newId(now), tokenHash: fingerprint(token), codeHash: fingerprint(letters), issuedAt: now };
		const inserted = await db
			.insert(learnerCards)
			.values({ ...row, ...card, expiresOn: goodUntil(now) })
			.onConflictDoNothing()
			.returning({ id: learnerCards.id });
		if (inserted.length > 0) return { cardId: card.id, token, code: writeCode(letters) };
	}
	throw new DomainError('cards_already_shown', 409);
}

/**
 * The card that this form drew before, or null. After ten minutes, to anybody else, or when something has happened to
 * the card since, it is not shown again (`cards_already_shown`, 409).
 */
export async function findDrawn(
	db: Db,
	draw: Draw,
	issuedBy: string,
	now: Date
): Promise<(DrawnCard & { expiresOn: Day; batchId: string | null; number: number | null }) | null> {
	const tokens = new Map(tokensOf(draw).map((token) => [fingerprint(token), token]));
	const [row] = await db
		.select()
		.from(learnerCards)
		.where(inArray(learnerCards.tokenHash, [...tokens.keys()]));
	const token = row && tokens.get(row.tokenHash);
	if (!row || token === undefined) return null;
	const isFresh = now.getTime() - row.issuedAt.getTime() < REPEATABLE;
	const isSame = row.batchId === null ? row.personId === draw.whose : row.personId === null;
	if (!isFresh || !isSame || row.voidedAt || row.issuedBy !== issuedBy) {
		throw new DomainError('cards_already_shown', 409);
	}
	const { id, expiresOn, batchId, number } = row;
	return { cardId: id, token, code: codeOf(token), expiresOn, batchId, number };
}

/** The typed code that belongs to a QR's token. Nobody comes from the code to the token. */
export function codeOf(token: string): string {
	return writeCode(lettersOf(token));
}

/** The last day of a card that somebody gets today. */
export function goodUntil(now: Date): Day {
	const today = dayOf(now);
	const same = `${yearOf(today) + YEARS}${today.slice(4)}`;
	return isDay(same) ? same : addDays(`${yearOf(today) + YEARS}-03-01`, -1);
}

function tokensOf({ formKey, whose }: Draw): string[] {
	return Array.from({ length: DRAWS }, (_, draw) =>
		createHmac('sha256', formKey).update(`card ${whose} ${draw}`).digest().subarray(0, 16).toString('base64url')
	);
}

// Five bytes a letter, so that no letter is more frequent than another by more than 10⁻⁸.
function lettersOf(token: string): string {
	const bytes = createHmac('sha512', 'typed code').update(token).digest();
	return Array.from({ length: CODE_LENGTH }, (_, n) => {
		const value = bytes.readUIntBE(n * 5, 5);
		return CODE_LETTERS[value % CODE_LETTERS.length];
	}).join('');
}
