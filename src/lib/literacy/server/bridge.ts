import { sql, type SQL } from 'drizzle-orm';
import type { Standard } from '#lib/curriculum/content.ts';
import { TERMS, type Bridge, type Term } from '#lib/literacy/bridge.ts';
import type { Db } from '#lib/server/db/connect.ts';
import type { Day } from '#lib/shared/dates.ts';
import { placeLevel } from '#lib/territory/place.ts';
import { memberGroups } from '#lib/territory/server/within.ts';

export const BRIDGE_PAGE = 50;

export interface Span {
	/** a province's or ward's code, or a residential group's id */
	place: string;
	standard: Standard;
	from: Day;
	to: Day;
}

export interface BridgePerson extends Record<string, unknown> {
	personId: string;
	/** null once erased */
	fullName: string | null;
	everydayName: string | null;
	birthYear: number;
	/** the group of the figure in which she counts, or counted */
	groupName: string;
}

/**
 * The bridges of a place: of a group or ward its own, of a province those of its wards, by code; who moves between two
 * wards of a province goes out of one and into the other. The terms add up to the difference of the two figures. Both
 * are read as they are known today, so that what was corrected since has changed both.
 */
export async function readBridges(db: Db, span: Span): Promise<Map<string, Bridge>> {
	const rows = await db.execute<{ unit: string; before: number; after: number } & Record<Term, number>>(sql`
		${changes(await sidesOf(db, span), span)}
		select unit, (count(*) filter (where before))::int before, (count(*) filter (where after))::int after,
			${sql.join(
				TERMS.map((term) => sql`(count(*) filter (where term = ${sql.raw(`'${term}'`)}))::int ${sql.identifier(term)}`),
				sql`, `
			)}
		from change group by unit`);
	return new Map(
		rows.map(({ unit, before, after, ...counts }) => {
			const terms = Object.fromEntries(TERMS.map((term) => [term, counts[term]])) as Record<Term, number>;
			return [unit, { from: span.from, to: span.to, before, after, terms }];
		})
	);
}

/** The people of one term, by given name. The caller has asked whether the reader may see names there. */
export async function listBridgePeople(
	db: Db,
	span: Span,
	term: Term,
	page: number
): Promise<{ people: BridgePerson[]; total: number }> {
	const rows = await db.execute<BridgePerson & { total: number }>(sql`
		${changes(await sidesOf(db, span), span)}
		select c.person_id "personId", n.full_name "fullName", n.everyday_name "everydayName", p.birth_year "birthYear",
			g.name "groupName", (count(*) over ())::int total
		from change c
		join people p on p.id = c.person_id
		join residential_groups g on g.id = c.root
		left join person_names n on n.person_id = c.person_id
		where c.term = ${term}
		order by n.sort_key collate "vi-x-icu" nulls last, c.person_id
		limit ${BRIDGE_PAGE} offset ${(Math.max(1, page) - 1) * BRIDGE_PAGE}`);
	return { people: rows.map(({ total: _total, ...person }) => person), total: rows[0]?.total ?? 0 };
}

interface Side {
	ids: string[];
	roots: string[];
	units: string[];
	/** 1 where the group's declaration makes a denominator */
	valid: number[];
}

async function sidesOf(db: Db, span: Span): Promise<[Side, Side]> {
	return [await sideOf(db, span, span.from), await sideOf(db, span, span.to)];
}

/** The groups whose people a place's figure of a day counts, with the group and the unit that they count in. */
async function sideOf(db: Db, { place, standard }: Span, day: Day): Promise<Side> {
	const level = placeLevel(place);
	const unit = level === 'province' || level === 'ward' ? sql`root.ward_code` : sql`root.id::text`;
	const rows = await db.execute<{ id: string; root: string; unit: string; valid: boolean }>(sql`
		with recursive ${memberGroups([place], day)}
		select m.id, root.id root, ${unit} unit, declared.valid is not null valid
		from root join member m on m.root = root.id
		left join lateral (
			select true valid from population_counts p
			where p.group_id = root.id and p.as_of <= ${day}::date and p.age_from = ${standard.ageFrom} limit 1
		) declared on true`);
	return {
		ids: rows.map(({ id }) => id),
		roots: rows.map(({ root }) => root),
		units: rows.map(({ unit }) => unit),
		valid: rows.map(({ valid }) => Number(valid))
	};
}

/** `change(person_id, unit, root, before, after, term)`: everybody who counts on one of the days, with why if not on both. */
function changes([earlier, later]: [Side, Side], { standard, from, to }: Span): SQL {
	const table = (side: Side) => sql`unnest(${sql.param(side.ids)}::uuid[], ${sql.param(side.roots)}::uuid[],
		${sql.param(side.units)}::text[], ${sql.param(side.valid)}::int[]) as side(id, root, unit, valid)`;
	const on = (day: Day) => sql`l.since <= ${day}::date and (l.until is null or l.until > ${day}::date)`;
	// As tallyChangesOf counts: from the last of four days, to before the first of two.
	return sql`
		with groups as (
			select distinct id from unnest(${sql.param([...earlier.ids, ...later.ids])}::uuid[]) as side(id)
		), life as materialized (
			select r.person_id, r.group_id, r."from", r."to", r.confirmed_on, s.attained_day, p.died_on,
				make_date(p.birth_year + ${standard.ageFrom}, 1, 1) adult_on,
				greatest(s.attained_day, r."from", r.confirmed_on, make_date(p.birth_year + ${standard.ageFrom}, 1, 1)) since,
				least(r."to", p.died_on) until
			from groups g
			join residences r on r.group_id = g.id and r.confirmed_on is not null
			join literacy_statuses s
				on s.person_id = r.person_id and s.standard = ${standard.id} and s.attained_day is not null
			join people p on p.id = r.person_id
		), earlier as (
			select l.*, side.root, side.unit, side.valid = 1 valid
			from life l join ${table(earlier)} on side.id = l.group_id where ${on(from)}
		), later as (
			select l.*, side.root, side.unit, side.valid = 1 valid
			from life l join ${table(later)} on side.id = l.group_id where ${on(to)}
		), change as materialized (
			select person_id, unit, coalesce(l.root, e.root) root,
				coalesce(e.valid, false) before, coalesce(l.valid, false) "after",
				case
					when coalesce(e.valid, false) = coalesce(l.valid, false) then null
					when l.valid and e.person_id is not null then 'group_declared'
					when l.valid and l.attained_day > ${from}::date then 'attained'
					when l.valid and l."from" > ${from}::date and exists (
						select 1 from residences o where o.person_id = l.person_id and o."to" <= l."from"
					) then 'moved_in'
					when l.valid and greatest(l."from", l.confirmed_on) > ${from}::date then 'confirmed'
					when l.valid and l.adult_on > ${from}::date then 'of_age'
					when l.valid then 'other_in'
					when l.person_id is not null then 'group_undeclared'
					when e.died_on <= ${to}::date then 'died'
					when e."to" <= ${to}::date then 'moved_out'
					else 'other_out'
				end term
			from earlier e full join later l using (person_id, unit)
			where e.valid or l.valid
		)`;
}
