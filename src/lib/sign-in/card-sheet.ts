import type { Address } from '#lib/curriculum/content.ts';
import type { Qr } from '#lib/sign-in/qr.ts';

/** What is printed on the front of a card. */
export interface PrintedCard {
	qr: Qr;
	/** K7PM-2XQR */
	code: string;
	/** null on a blank card: a line to write it on */
	name: string | null;
	/** her residential group; on a blank card its ward */
	place: string;
	/** null on a blank card: it begins when somebody gets it */
	expiresOn: string | null;
	/** of a blank card */
	number: number | null;
	/** where the code is typed: hocso.example.vn */
	host: string;
}

/** What is printed on the back of every card of a ward. */
export interface CardOffice {
	ward: string;
	/** null where the ward has not said one: a line to write it on */
	phone: string | null;
	/** how the card speaks to whoever will hold it */
	address: Address;
}

const COLUMNS = 2;
export const ON_A_SHEET = 8;

/** One leaf of A4: the places of its front, and of its back as they come to lie behind them. Empty places are null. */
export interface Sheet<Card> {
	fronts: (Card | null)[];
	backs: (Card | null)[];
}

/**
 * Eight cards to an A4 leaf, in two columns. Turned over its long edge, what stood left on the front stands right, so
 * each row of the backs is mirrored.
 */
export function sheetsOf<Card>(cards: readonly Card[]): Sheet<Card>[] {
	return Array.from({ length: Math.ceil(cards.length / ON_A_SHEET) }, (_, sheet) => {
		const fronts = Array.from({ length: ON_A_SHEET }, (_, place) => cards[sheet * ON_A_SHEET + place] ?? null);
		const mirrored = (place: number) => place - (place % COLUMNS) + (COLUMNS - 1 - (place % COLUMNS));
		return { fronts, backs: fronts.map((_, place) => fronts[mirrored(place)] ?? null) };
	});
}
