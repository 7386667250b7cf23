import { may, type Verb } from '#lib/access/permissions.ts';
import { readPerson } from '#lib/people/server/person.ts';
import { notFound } from '#lib/shared/errors.ts';

/** The person that an address names, for the team of where she lives; to others she is not found. */
export async function readResident({ db, actor }: App.Locals, id: string, verb: Verb) {
	const person = await readPerson(db, id);
	if (!may(actor, verb, person.place)) throw notFound();
	return {
		id: person.id,
		name: person.fullName ?? '',
		everydayName: person.everydayName,
		birthYear: person.birthYear,
		groupName: person.residence?.groupName ?? null,
		erased: person.erasedOn !== null,
		place: person.place
	};
}
