import { sql, type SQL } from 'drizzle-orm';
import type { Standard } from '#lib/curriculum/content.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { addDays, type Day } from '#lib/shared/dates.ts';
import { COUNTRY } from '#lib/territory/place.ts';
import { memberGroups } from '#lib/territory/server/within.ts';

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

/** The groups of a ward, summed. */
export interface WardRow extends Record<string, unknown> {
	code: string;
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

/** One row a ward of a province or of the country that has groups on the day. */
export async function readWardRows(db: Db, place: string, standard: Standard, asOf: Day): Promise<WardRow[]> {
	return db.execute<WardRow>(sql`${grouped(place, standard, asOf)}
		select ward_code code,
			count(*)::int "all",
			(count(*) filter (where valid))::int declared,
			(count(*) filter (where valid and fresh))::int fresh,
			(sum(adults) filter (where valid))::int adults,
			coalesce(sum(assessed) filter (where valid), 0)::int assessed,
			coalesce(sum(attained) filter (where valid), 0)::int attained,
			coalesce(sum(witnessed) filter (where valid), 0)::int witnessed,
			coalesce(sum(assessed) filter (where not valid), 0)::int undeclared_assessed,
			coalesce(sum(attained) filter (where not valid), 0)::int undeclared_attained
		from grouped
		group by ward_code`);
}

/**
 * The groups of a place on a day. A group stands for the ended ones whose successor it is, with their people; its
 * denominator is its own. Of several declarations the latest by the standard's age rule, the head's before a sum.
 */
function grouped(place: string, standard: Standard, asOf: Day): SQL {
	return sql`
		with recursive ${memberGroups([place], asOf)}, tally as (
			select m.root, sum(t.assessed)::int assessed, sum(t.attained)::int attained, sum(t.witnessed)::int witnessed
			from member m join ${tallies(place, standard, asOf)}
			group by m.root
		), declaration as (
			select distinct on (p.group_id) p.*
			from root join population_counts p on p.group_id = root.id
			where p.as_of <= ${asOf}::date
			order by p.group_id, p.age_from = ${standard.ageFrom} desc, p.as_of desc, p.source
		), grouped as (
			select root.*, d.as_of, d.source, d.age_from, d.resident, d.lodging, d.away,
				coalesce(d.age_from = ${standard.ageFrom}, false) valid,
				d.as_of >= ${addDays(asOf, -FRESH_DAYS)}::date fresh,
				d.resident + d.lodging adults,
				coalesce(t.assessed, 0) assessed, coalesce(t.attained, 0) attained, coalesce(t.witnessed, 0) witnessed
			from root
			left join tally t on t.root = root.id
			left join declaration d on d.group_id = root.id
		)`;
}

/** What has been counted of each group `m` up to a day. All of them are summed in one pass, a few by their index. */
function tallies(place: string, standard: Standard, asOf: Day): SQL {
	const sums = sql`sum(assessed) assessed, sum(attained) attained, sum(witnessed) witnessed`;
	const upToDay = sql`standard = ${standard.id} and day <= ${asOf}::date and ${byAgeRule(standard)}`;
	return place === COUNTRY
		? sql`(select group_id, ${sums} from group_tallies where ${upToDay} group by group_id) t on t.group_id = m.id`
		: sql`lateral (select ${sums} from group_tallies where group_id = m.id and ${upToDay}) t on true`;
}

/**
 * The rows of `group_tallies` that figures by a standard's age rule add up. Beside a day the age is no help to an index,
 * and PostgreSQL would look for each age at every row: `+ 0` keeps it from that.
 */
export function byAgeRule({ ageFrom }: Standard): SQL {
	return sql`age_from + 0 in (0, ${ageFrom})`;
}
