import { may, type Verb } from '#lib/access/permissions.ts';
import { readPerson, type Person } from '#lib/people/server/person.ts';
import { placeReached, workReached } from '#lib/people/server/workplaces.ts';
import { newId } from '#lib/shared/ids.ts';
import { notFound } from '#lib/shared/errors.ts';

/** A person as the pages of her corrections name her. */
export interface PersonShown {
	id: string;
	/** null once erased */
	name: string | null;
	birthYear: number;
	groupId: string | null;
	groupName: string | null;
	wardCode: string | null;
	diedOn: string | null;
	erasedOn: string | null;
}

/**
 * The person that an address names, for somebody who may use a verb where she lives; to others she is not found. With
 * the id of the event that the page's form will make.
 */
export async function readFor(
	{ db, actor, now }: App.Locals,
	id: string,
	verb: Verb
): Promise<{ person: PersonShown; eventId: string }> {
	const person = await readPerson(db, id);
	if (!may(actor, verb, person.place)) throw notFound();
	return shown(person, now);
}

/** The same for somebody who may use a verb where she lives or works; with `atWork`, another one where she works. */
export async function readAtWorkToo(
	{ db, actor, now }: App.Locals,
	id: string,
	verb: Verb,
	atWork = verb
): Promise<{ person: PersonShown; eventId: string }> {
	const person = await readPerson(db, id);
	const at = await placeReached(db, actor, verb, person, now);
	if (!at && !(await workReached(db, actor, atWork, person, now))) throw notFound();
	return shown(person, now);
}

function shown(person: Person, now: Date): { person: PersonShown; eventId: string } {
	return {
		person: {
			id: person.id,
			name: person.fullName,
			birthYear: person.birthYear,
			groupId: person.place.groupId ?? null,
			groupName: person.residence?.groupName ?? null,
			wardCode: person.place.wardCode ?? null,
			diedOn: person.diedOn,
			erasedOn: person.erasedOn
		},
		eventId: newId(now)
	};
}
