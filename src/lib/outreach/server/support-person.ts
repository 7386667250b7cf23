import type { Actor } from '#lib/access/actor.ts';
import { may } from '#lib/access/permissions.ts';
import { readPerson } from '#lib/people/server/person.ts';
import { findPeople, type FoundPerson } from '#lib/people/server/search.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { DomainError, notFound } from '#lib/shared/errors.ts';
import { readCard } from '#lib/sign-in/card-code.ts';
import { exchangeCard } from '#lib/sign-in/server/cards.ts';
import type { Origin } from '#lib/sign-in/server/throttle.ts';

/** Nobody was named; one person; or several who bear that name, to choose from. */
export type Helped = { personId: string | null } | { several: FoundPerson[] };

/**
 * Whom somebody means who types a name or a card's code (or scans its QR), or has chosen one of several. By name only
 * people of her own places are found; a card may be of any ward. Throws support_nobody_found (409) and what a card
 * throws. `db` must not be a transaction.
 */
export async function findHelped(
	db: Db,
	actor: Actor,
	{ who, personId }: { who: string; personId: string | null },
	origin: Origin,
	now: Date
): Promise<Helped> {
	if (personId !== null) {
		const person = await readPerson(db, personId);
		if (!may(actor, 'support.give', person.place)) throw notFound();
		return { personId: person.id };
	}
	if (who === '') return { personId: null };
	const shown = who.replace(/^https?:\/\/[^/\s]+\/c\//i, '');
	if (readCard(shown) !== null) return { personId: (await exchangeCard(db, shown, origin, now)).personId };
	const found = await findPeople(db, actor, 'support.give', who, now);
	const [only] = found;
	if (!only) throw new DomainError('support_nobody_found', 409);
	return found.length === 1 ? { personId: only.personId } : { several: found };
}
