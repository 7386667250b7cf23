import { sql, type SQL } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { placesFor } from '#lib/access/permissions.ts';
import { namesOf } from '#lib/people/server/names.ts';
import { listRecords } from '#lib/people/server/erasure.ts';
import type { Db } from '#lib/server/db/connect.ts';
import type { Day } from '#lib/shared/dates.ts';
import { forbidden } from '#lib/shared/errors.ts';
import { searchText } from '#lib/shared/names.ts';
import { COUNTRY } from '#lib/territory/place.ts';

export const TRAIL_PAGE = 50;
const LOOKS_SHOWN = 20;

export interface TrailEntry {
	id: number;
	at: Date;
	actorId: string;
	/** null for the system, for somebody signed out and for somebody erased */
	actor: string | null;
	role: string | null;
	rolePlace: string | null;
	origin: string | null;
	verb: string;
	objectKind: string;
	objectId: string;
	personId: string | null;
	person: string | null;
	place: string | null;
	detail: Record<string, unknown>;
}

/** What an auditor asks for; whatever is empty does not narrow. */
export interface TrailWanted {
	/** part of a name, with or without diacritics */
	who: string;
	whom: string;
	verb: string;
	from: Day | null;
	to: Day | null;
	/** a ward's or a province's code */
	place: string;
	/** entries older than this one */
	before: number | null;
}

type Row = Omit<TrailEntry, 'at' | 'id' | 'actor' | 'person'> & { id: string; at: string } & Record<string, unknown>;

/**
 * Who did what to whom, when, from where: the newest first, of the places that the reader's role covers (`audit.read`);
 * whoever has none is refused (403).
 */
export async function readTrail(db: Db, actor: Actor, wanted: TrailWanted, limit = TRAIL_PAGE): Promise<TrailEntry[]> {
	const places = placesFor(actor, 'audit.read');
	if (places.length === 0) throw forbidden();
	const rows = await db.execute<Row>(sql`
		select id, at, actor_id "actorId", role, role_place "rolePlace", origin, verb, object_kind "objectKind",
			object_id "objectId", person_id "personId", place, detail
		from audit_entries where ${sql.join(conditions(places, wanted), sql` and `)}
		order by id desc limit ${limit}`);
	const names = await namesOf(
		db,
		rows.flatMap((row) => [row.actorId, row.personId ?? ''])
	);
	return rows.map((row) => ({
		...row,
		id: Number(row.id),
		at: new Date(row.at),
		detail: row.detail ?? {},
		actor: names.get(row.actorId) ?? null,
		person: row.personId === null ? null : (names.get(row.personId) ?? null)
	}));
}

function conditions(places: readonly string[], { who, whom, verb, from, to, place, before }: TrailWanted): SQL[] {
	const known: SQL[] = [withinAny(places)];
	if (place !== '') known.push(withinAny([place]));
	if (verb !== '') known.push(sql`verb = ${verb}`);
	if (from !== null) known.push(sql`at >= ${from}::date::timestamp at time zone 'Asia/Ho_Chi_Minh'`);
	if (to !== null) known.push(sql`at < (${to}::date + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh'`);
	if (before !== null) known.push(sql`id < ${before}`);
	if (searchText(who) !== '')
		known.push(sql`actor_id in (select person_id::text from person_names n where ${named(who)})`);
	if (searchText(whom) !== '')
		known.push(sql`person_id in (select person_id from person_names n where ${named(whom)})`);
	return known;
}

function withinAny(places: readonly string[]): SQL {
	if (places.includes(COUNTRY)) return sql`true`;
	const codes = sql`${sql.param([...places])}::text[]`;
	return sql`(place = any(${codes}) or place in (select code from wards where province_code = any(${codes})))`;
}

function named(typed: string): SQL {
	const words = searchText(typed.slice(0, 100)).split(' ');
	return sql.join(
		words.map((word) => sql`' ' || n.search like ${`% ${word}%`}`),
		sql` and `
	);
}

/** A look of the staff at a person's evidence, as she is told of it: in which role and where, never who. */
export interface Look {
	at: Date;
	role: string | null;
	rolePlace: string | null;
}

/** Who looked at a person's evidence, the newest first, with how often in all. */
export async function listLooks(db: Db, personId: string): Promise<{ looks: Look[]; total: number }> {
	const records = await listRecords(db, personId);
	const rows = await db.execute<{ at: string; role: string | null; rolePlace: string | null; total: number }>(sql`
		select at, role, role_place "rolePlace", (count(*) over ())::int total from audit_entries
		where person_id = any(${sql.param(records)}::uuid[]) and verb = 'evidence.read'
		order by id desc limit ${LOOKS_SHOWN}`);
	return {
		looks: rows.map(({ at, role, rolePlace }) => ({ at: new Date(at), role, rolePlace })),
		total: rows[0]?.total ?? 0
	};
}
