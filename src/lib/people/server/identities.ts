import { eq, sql, type SQL } from 'drizzle-orm';
import type { Db } from '#lib/server/db/connect.ts';
import { provinceOfGroup } from '#lib/territory/server/groups.ts';
import { people, personNames } from '#lib/people/server/schema.ts';

/**
 * Who stands behind a record of a person, for a later feature to join to its own query: the record's id, the id of the
 * person it belongs to (another one after a merge), her names (null once erased).
 */
export function identities(db: Db) {
	const current = sql<string>`coalesce(${people.mergedInto}, ${people.id})`;
	return db
		.select({
			recordId: people.id,
			personId: current.as('current_id'),
			erasedOn: people.erasedOn,
			fullName: personNames.fullName,
			everydayName: personNames.everydayName
		})
		.from(people)
		.leftJoin(personNames, eq(personNames.personId, current))
		.as('identities');
}

/** The province in which a person lives by her latest claim, null where none is known; for a later feature's own query. */
export function homeProvince(personId: SQL): SQL<string | null> {
	return sql`(
		select ${provinceOfGroup(sql`r.group_id`)} from residences r where r.person_id = ${personId}
		order by r."from" desc limit 1
	)`;
}
