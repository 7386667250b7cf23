import { desc, eq } from 'drizzle-orm';
import type { Target } from '#lib/access/permissions.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { notFound } from '#lib/shared/errors.ts';
import { isId } from '#lib/shared/ids.ts';
import { placeOfGroup } from '#lib/territory/server/groups.ts';
import { people, personNames, residences } from '#lib/people/server/schema.ts';

/** A person with where she lives now; `place` is what permissions and scopes are checked against. */
export interface Person {
	id: string;
	/** null once erased */
	fullName: string | null;
	everydayName: string | null;
	birthYear: number;
	diedOn: string | null;
	erasedOn: string | null;
	registeredBy: string | null;
	residence: { groupId: string; groupName: string; from: string; confirmedOn: string | null } | null;
	place: Target & { personId: string };
}

/** Reads a person; a record that was merged into another answers as that one. Throws 404 for anything unknown. */
export async function readPerson(db: Db, id: string): Promise<Person> {
	const person = await findPerson(db, id);
	if (!person) throw notFound();
	return person;
}

export async function findPerson(db: Db, id: string): Promise<Person | null> {
	if (!isId(id)) return null;
	const [row] = await db
		.select({ person: people, name: personNames })
		.from(people)
		.leftJoin(personNames, eq(personNames.personId, people.id))
		.where(eq(people.id, id));
	if (!row) return null;
	if (row.person.mergedInto) return findPerson(db, row.person.mergedInto);

	const [home] = await db
		.select()
		.from(residences)
		.where(eq(residences.personId, id))
		.orderBy(desc(residences.from))
		.limit(1);
	const place = home ? await placeOfGroup(db, home.groupId) : null;
	return {
		id,
		fullName: row.name?.fullName ?? null,
		everydayName: row.name?.everydayName ?? null,
		birthYear: row.person.birthYear,
		diedOn: row.person.diedOn,
		erasedOn: row.person.erasedOn,
		registeredBy: row.name?.registeredBy ?? null,
		residence:
			home && place
				? { groupId: home.groupId, groupName: place.groupName, from: home.from, confirmedOn: home.confirmedOn }
				: null,
		place: {
			personId: id,
			...(place && { groupId: place.groupId, wardCode: place.wardCode, provinceCode: place.provinceCode })
		}
	};
}
