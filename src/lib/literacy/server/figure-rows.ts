import { sql, type SQL } from 'drizzle-orm';
import type { Standard } from '#lib/curriculum/content.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { addDays, type Day } from '#lib/shared/dates.ts';
import { memberGroups, wardWithin } from '#lib/territory/server/within.ts';

/** How long a declaration stays fresh, in days. */
const FRESH_DAYS = 365;

export interface GroupRow extends Record<string, unknown> {
	code: string;
	name: string;
	kind: string;
	/** declared, and by the standard's age rule */
	valid: boolean;
	fresh: boolean | null;
	adults: number | null;
	assessed: number;
	attained: number;
	witnessed: number;
	as_of: Day | null;
	source: string | null;
	age_from: number | null;
	resident: number | null;
	lodging: number | null;
	away: number | null;
}

/** One row a residential group of a ward, or that group itself, if it is valid on the day. */
export async function readGroupRows(db: Db, place: string, standard: Standard, asOf: Day): Promise<GroupRow[]> {
	return db.execute<GroupRow>(sql`${grouped(place, standard, asOf)}
		select id::text code, name, kind, valid, fresh, adults, assessed, attained, witnessed,
			as_of::text, source, age_from, resident, lodging, away
		from grouped`);
}

export interface WardRow extends Record<string, unknown> {
	code: string;
	name: string;
	kind: string;
	province_code: string;
	all: number;
	declared: number;
	fresh: number;
	adults: number | null;
	assessed: number;
	attained: number;
	witnessed: number;
	undeclared_assessed: number;
	undeclared_attained: number;
}

/** One row a ward of a province or of the country, its groups summed. */
export async function readWardRows(db: Db, place: string, standard: Standard, asOf: Day): Promise<WardRow[]> {
	return db.execute<WardRow>(sql`${grouped(place, standard, asOf)}
		select w.code, n.name, n.kind, w.province_code,
			count(x.id)::int "all",
			(count(*) filter (where x.valid))::int declared,
			(count(*) filter (where x.valid and x.fresh))::int fresh,
			(sum(x.adults) filter (where x.valid))::int adults,
			coalesce(sum(x.assessed) filter (where x.valid), 0)::int assessed,
			coalesce(sum(x.attained) filter (where x.valid), 0)::int attained,
			coalesce(sum(x.witnessed) filter (where x.valid), 0)::int witnessed,
			coalesce(sum(x.assessed) filter (where not x.valid), 0)::int undeclared_assessed,
			coalesce(sum(x.attained) filter (where not x.valid), 0)::int undeclared_attained
		from wards w
		join place_names n on n.place_code = w.code and n."from" <= ${asOf}::date
			and (n."to" is null or n."to" > ${asOf}::date)
		left join grouped x on x.ward_code = w.code
		where ${wardWithin([place])}
		group by w.code, n.name, n.kind, w.province_code`);
}

/**
 * The groups of some wards on a day. A group stands for the ended ones whose successor it is, with their people; its
 * denominator is its own. Of several declarations the latest by the standard's age rule, the head's before a sum.
 */
function grouped(place: string, standard: Standard, asOf: Day): SQL {
	return sql`
		with recursive ${memberGroups([place], asOf)}, tally as (
			select m.root, sum(t.assessed)::int assessed, sum(t.attained)::int attained, sum(t.witnessed)::int witnessed
			from member m join group_tallies t on t.group_id = m.id
			where t.standard = ${standard.id} and t.day <= ${asOf}::date
			group by m.root
		), declaration as (
			select distinct on (p.group_id) p.*
			from member m join population_counts p on p.group_id = m.id
			where m.id = m.root and p.as_of <= ${asOf}::date
			order by p.group_id, p.age_from = ${standard.ageFrom} desc, p.as_of desc, p.source
		), grouped as (
			select g.id, g.ward_code, g.name, g.kind, d.as_of, d.source, d.age_from, d.resident, d.lodging, d.away,
				coalesce(d.age_from = ${standard.ageFrom}, false) valid,
				d.as_of >= ${addDays(asOf, -FRESH_DAYS)}::date fresh,
				d.resident + d.lodging adults,
				coalesce(t.assessed, 0) assessed, coalesce(t.attained, 0) attained, coalesce(t.witnessed, 0) witnessed
			from member m
			join residential_groups g on g.id = m.id
			left join tally t on t.root = g.id
			left join declaration d on d.group_id = g.id
			where m.id = m.root
		)`;
}
