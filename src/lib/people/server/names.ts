import { eq, inArray, sql } from 'drizzle-orm';
import { personNames } from '#lib/people/server/schema.ts';
import { identities } from '#lib/people/server/identities.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { isId } from '#lib/shared/ids.ts';

/** What some people are called, by the id under which the log knows them; who was erased or is no person is not among them. */
export async function namesOf(db: Db, ids: Iterable<string>): Promise<Map<string, string>> {
	const wanted = [...new Set(ids)].filter(isId);
	if (wanted.length === 0) return new Map();
	const who = identities(db);
	const rows = await db.select().from(who).where(inArray(who.recordId, wanted));
	return new Map(
		rows.flatMap((row) => (row.fullName === null ? [] : [[row.recordId, row.everydayName ?? row.fullName]]))
	);
}

/** Words that others connect with a person, for a password not to be made of: names, phone, where she lives. */
export async function listContextWords(db: Db, personId: string): Promise<string[]> {
	const [row] = await db
		.select({
			fullName: personNames.fullName,
			everydayName: personNames.everydayName,
			phone: personNames.phone,
			home: sql<string | null>`(select string_agg(distinct g.name || ' ' || coalesce(w.name, ''), ' ') from residences r
				join residential_groups g on g.id = r.group_id left join place_names w on w.place_code = g.ward_code
				where r.person_id = ${personNames.personId})`
		})
		.from(personNames)
		.where(eq(personNames.personId, personId));
	return row ? [row.fullName, row.everydayName, row.phone, row.home].filter((word) => word !== null) : [];
}
