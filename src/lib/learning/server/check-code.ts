import { sql } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { placesFor } from '#lib/access/permissions.ts';
import type { Db } from '#lib/server/db/connect.ts';

/** A short code by which a sheet of paper names somebody: the end of her id. */
export function codeOnSheet(personId: string): string {
	const end = personId.slice(-6).toUpperCase();
	return `${end.slice(0, 3)} ${end.slice(3)}`;
}

/** Whom a code on a sheet names, among those who live where the actor may witness; more than one only by chance. */
export async function findByCode(db: Db, actor: Actor, typed: string) {
	const code = typed.replace(/[\s-]+/gu, '').toLowerCase();
	const places = placesFor(actor, 'practical_check.witness');
	if (!/^[0-9a-f]{6}$/.test(code) || places.length === 0) return [];
	return db.execute<{ personId: string; fullName: string; birthYear: number; groupName: string }>(sql`
		select p.id "personId", n.full_name "fullName", p.birth_year "birthYear", g.name "groupName"
		from residential_groups g join wards w on w.code = g.ward_code
		join residences r on r.group_id = g.id and r."to" is null
		join people p on p.id = r.person_id and p.merged_into is null and p.died_on is null and p.erased_on is null
		join person_names n on n.person_id = p.id
		where right(p.id::text, 6) = ${code} and (w.code in ${places} or w.province_code in ${places} or ${places.includes('vn')})
		order by n.full_name limit 5`);
}
