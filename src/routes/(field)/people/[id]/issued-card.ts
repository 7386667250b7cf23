import { calledName } from '#lib/people/called.ts';
import { readPerson } from '#lib/people/server/person.ts';
import type { CardOffice, PrintedCard } from '#lib/sign-in/card-sheet.ts';
import type { NewCard } from '#lib/sign-in/server/cards.ts';
import { readCardOffice, toPrint } from '../../../printed-card.ts';

/** What the page shows once of the card that somebody has just been given. */
export async function showIssued(
	locals: App.Locals,
	origin: string,
	personId: string,
	{ token, code, expiresOn }: NewCard
): Promise<{ issued: { card: PrintedCard; office: CardOffice } }> {
	const person = await readPerson(locals.db, personId);
	const place = person.residence?.groupName ?? '';
	const card = toPrint(origin, { token, code, expiresOn, name: calledName(person), place, number: null });
	return { issued: { card, office: await readCardOffice(locals, person.place.wardCode ?? '') } };
}
