import { sql, type SQL } from 'drizzle-orm';
import { readPerson } from '#lib/people/server/person.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { dayOf, type Day } from '#lib/shared/dates.ts';
import { notFound } from '#lib/shared/errors.ts';
import { nextEvening, type Evening } from '#lib/classes/class.ts';
import { findClass, listEvenings, listOf, type SchoolClass } from '#lib/classes/server/class.ts';

export interface OwnClass extends Record<string, unknown> {
	id: string;
	name: string;
	point: string;
	address: string;
	day: Day;
	starts: string;
	ends: string;
}

/** When and where somebody's next evening is, of all classes in which she is enrolled; null where none comes. */
export async function findNextEvening(db: Db, personId: string, now: Date): Promise<OwnClass | null> {
	const today = dayOf(now);
	const [next] = await db.execute<OwnClass>(sql`
		select c.id, c.name, lp.name point, lp.address, m.day::text "day", m.starts, m.ends
		from enrolments e
		join classes c on c.id = e.class_id and c.closed_at is null
		join class_meetings m on m.class_id = c.id and m.cancelled_at is null and m.day >= ${today}::date
		join learning_points lp on lp.id = c.learning_point_id
		where ${of(personId)} and e."to" is null
		order by m.day, m.starts, c.id limit 1`);
	return next ?? null;
}

/** The classes in which somebody is enrolled and that go on. */
export async function listOwn(db: Db, personId: string): Promise<{ id: string; name: string; point: string }[]> {
	return db.execute<{ id: string; name: string; point: string }>(sql`
		select distinct c.id, c.name, lp.name || ', ' || lp.address point
		from enrolments e
		join classes c on c.id = e.class_id and c.closed_at is null
		join learning_points lp on lp.id = c.learning_point_id
		where ${of(personId)} and e."to" is null
		order by c.name, c.id`);
}

/** Whether a class of her ward is open to all: asked with each look at her own page. */
export async function isClassNearby(db: Db, personId: string): Promise<boolean> {
	const { place } = await readPerson(db, personId);
	const [row] = await db.execute(sql`
		select 1 from classes where ward_code = ${place.wardCode ?? null} and open_to_all and closed_at is null limit 1`);
	return row !== undefined;
}

/** The classes of her ward that are open to all. */
export async function listOpenToHer(db: Db, personId: string): Promise<SchoolClass[]> {
	const { place } = await readPerson(db, personId);
	return place.wardCode === undefined ? [] : listOf(db, [place.wardCode], true);
}

/** A class that she is enrolled in, or may enrol in by herself; any other is not found. */
export async function readForHer(
	db: Db,
	personId: string,
	classId: string,
	now: Date
): Promise<{ one: SchoolClass; enrolled: boolean; evenings: Evening[]; next: Evening | null }> {
	const one = await findClass(db, classId);
	if (!one) throw notFound();
	const [row] = await db.execute(
		sql`select 1 from enrolments e
			where e.class_id = ${one.id}::uuid and ${of(personId)} and e."to" is null limit 1`
	);
	const enrolled = row !== undefined;
	const { place } = await readPerson(db, personId);
	if (!enrolled && (!one.openToAll || one.closedOn !== null || place.wardCode !== one.point.wardCode)) throw notFound();
	const today = dayOf(now);
	const evenings = (await listEvenings(db, one.id)).filter(({ day, cancelled }) => !cancelled && day >= today);
	return { one, enrolled, evenings, next: nextEvening(evenings, today) };
}

/** Hers, under whichever of her records she was enrolled. */
function of(personId: string): SQL {
	return sql`e.person_id in (select id from people where id = ${personId}::uuid or merged_into = ${personId}::uuid)`;
}
