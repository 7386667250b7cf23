import { sql, type SQL } from 'drizzle-orm';
import { ADULT_TERMS, noBridge, TERMS, type AdultTerm, type Bridge, type Term } from '#lib/literacy/bridge.ts';
import { adultChanges } from '#lib/literacy/server/bridge-adults.ts';
import { sides, type Span } from '#lib/literacy/server/bridge-sides.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { yearOf, type Day } from '#lib/shared/dates.ts';
import { COUNTRY, placeLevel } from '#lib/territory/place.ts';

export const BRIDGE_PAGE = 50;

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
 * The bridges of a place by unit: of a group or ward its own, of a province those of its wards, of the country those of
 * its provinces; who moves between two of them goes out of one and into the other. People who became or ceased to be
 * counted, and groups whose denominator changed, are read; nobody else. The terms of people come to the later figure's
 * attained less the earlier one's as it stood at its day's close: corrections made since are terms of their own. All else
 * is read by what is known today.
 */
export async function readBridges(db: Db, span: Span): Promise<Map<string, Bridge>> {
	const people = await db.execute<{ unit: string; term: Term; count: number }>(sql`
		${changes(span)} select unit, term, count(*)::int count from change group by unit, term`);
	const adults = await db.execute<{ unit: string; term: AdultTerm; count: number }>(sql`
		${adultChanges(span)} select unit, term, sum(coalesce(after, 0) - coalesce(before, 0))::int count
		from adult_change group by unit, term`);
	const bridges = new Map<string, Bridge>();
	const of = (unit: string) => bridges.get(unit) ?? bridges.set(unit, noBridge()).get(unit) ?? noBridge();
	for (const { unit, term, count } of people) if (TERMS.includes(term)) of(unit).people[term] = count;
	for (const { unit, term, count } of adults) if (ADULT_TERMS.includes(term)) of(unit).adults[term] = count;
	return bridges;
}

/** The people of one term, by given name. The caller has asked whether the reader may see names there. */
export async function listBridgePeople(
	db: Db,
	span: Span,
	term: Term,
	page: number
): Promise<{ people: BridgePerson[]; total: number }> {
	const rows = await db.execute<BridgePerson & { total: number }>(sql`
		${changes(span)}
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

/** `change(person_id, unit, root, term)`: everybody who counts on one of the days and not on the other, with why. */
function changes(span: Span): SQL {
	const { standard, from, to, uncorrected } = span;
	const on = (day: Day) => sql`l.since <= ${day}::date and (l.until is null or l.until > ${day}::date)`;
	const ids = (list: readonly { personId: string }[]) => sql`${sql.param(list.map((one) => one.personId))}::uuid[]`;
	const [{ touched, counted }, adult] = [uncorrected, sql`make_date(p.birth_year + ${standard.ageFrom}, 1, 1)`];
	// As tallyChangesOf counts: from the last of four days, to before the first of two. `offset 0` keeps looking up few
	// people by key from becoming a pass over everybody: the planner takes them for many.
	return sql`
		with ${sides(span)}, shifted as materialized (
			select coalesce(e.id, l.id) id from earlier e full join later l on l.id = e.id
			where (coalesce(e.valid, false), e.unit) is distinct from (coalesce(l.valid, false), l.unit)
		), touched as materialized (
			select * from unnest(${ids(touched)}, ${sql.param(touched.map(({ reason }) => reason))}::text[]) t(person_id, reason)
		), near as materialized (
			select person_id from touched union ${near(span)}
		), life as materialized (
			select lived.* from near cross join lateral (
				select r.person_id, r.group_id, r."from", r."to", r.confirmed_on, s.attained_day, p.died_on, ${adult} adult_on,
					greatest(s.attained_day, r."from", r.confirmed_on, ${adult}) since, least(r."to", p.died_on) until
				from literacy_statuses s
				join residences r on r.person_id = s.person_id and r.confirmed_on is not null
				join people p on p.id = s.person_id
				where s.person_id = near.person_id and s.standard = ${standard.id} and s.attained_day is not null
				offset 0
			) lived
		), e as materialized (
			select l.*, side.root, side.unit, side.valid from life l join earlier side on side.id = l.group_id where ${on(from)}
		), l as (
			select l.*, side.root, side.unit, side.valid from life l join later side on side.id = l.group_id where ${on(to)}
		), stood as (
			select t.person_id, side.unit, side.root
			from unnest(${ids(counted)}, ${sql.param(counted.map(({ groupId }) => groupId))}::uuid[]) t(person_id, group_id)
			join earlier side on side.id = t.group_id and side.valid
		), stands as (
			select e.person_id, e.unit, e.root from e join touched using (person_id) where e.valid
		), change as materialized (
			select person_id, unit, coalesce(stands.root, stood.root) root,
				t.reason || case when stood.root is null then '_in' else '_out' end term
			from stood full join stands using (person_id, unit) join touched t using (person_id)
			where stood.root is null or stands.root is null
			union all
			select person_id, unit, coalesce(l.root, e.root),
				case
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
				end
			from e full join l using (person_id, unit)
			where coalesce(e.valid, false) <> coalesce(l.valid, false)
		)`;
}

/**
 * Who may count on one of the days and not on the other: somebody for whom one of the days that decide lies between, or
 * whose group counts otherwise. In a ward they are found among its people, in larger places by those days.
 */
function near({ place, standard, from, to }: Span): SQL {
	const between = (day: SQL) => sql`(${day} > ${from}::date and ${day} <= ${to}::date)`;
	const [youngest, oldest] = [yearOf(to) - standard.ageFrom, yearOf(from) - standard.ageFrom + 1];
	const ofAge = sql`p.birth_year between ${oldest} and ${youngest}`;
	const status = sql`s.standard = ${standard.id} and s.attained_day is not null`;
	if (placeLevel(place) !== 'province' && place !== COUNTRY) {
		return sql`
			select r.person_id from (select id from earlier union select id from later) g
			join residences r on r.group_id = g.id and r.confirmed_on is not null
			join literacy_statuses s on s.person_id = r.person_id and ${status}
			join people p on p.id = r.person_id
			where ${between(sql`s.attained_day`)} or ${between(sql`r."from"`)} or ${between(sql`r."to"`)}
				or ${between(sql`r.confirmed_on`)} or ${between(sql`p.died_on`)} or ${ofAge}
				or g.id in (select id from shifted)`;
	}
	const adults = youngest < oldest ? sql`` : sql`union select p.id from people p where ${ofAge}`;
	return sql`
		select s.person_id from literacy_statuses s where ${status} and ${between(sql`s.attained_day`)}
		union select r.person_id from residences r where ${between(sql`r."from"`)}
		union select r.person_id from residences r where ${between(sql`r."to"`)}
		union select r.person_id from residences r where ${between(sql`r.confirmed_on`)}
		union select p.id from people p where ${between(sql`p.died_on`)}
		${adults}
		union select r.person_id from shifted g cross join lateral (
			select person_id from residences where group_id = g.id offset 0
		) r`;
}
