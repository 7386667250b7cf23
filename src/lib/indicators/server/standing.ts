import { sql, type SQL } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { may, type Target } from '#lib/access/permissions.ts';
import type { Standard } from '#lib/curriculum/content.ts';
import {
	agesOf,
	STANDINGS,
	UNKNOWN_KINDS,
	type PeopleAsked,
	type Standing,
	type UnknownCounts,
	type UnknownKind
} from '#lib/indicators/standing.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { dayOf, yearOf } from '#lib/shared/dates.ts';
import { notFound } from '#lib/shared/errors.ts';
import { isId } from '#lib/shared/ids.ts';
import { placeOfGroup } from '#lib/territory/server/groups.ts';
import { groupsWithin } from '#lib/territory/server/within.ts';

export const PEOPLE_PAGE = 50;

/** A province, a ward, or one of its residential groups, as somebody asks for it whose role reaches it. */
export interface Within {
	target: Target;
	/** the province's or ward's code or the group's id */
	place: string;
	groupName: string | null;
	/** which standings this reader may tell apart; the others read as not met */
	standings: readonly Standing[];
	/** whether she may know what tests said */
	evidence: boolean;
}

/**
 * The ward, or one group of it, in which somebody asks for people (`figure.explain`; to others neither is found). An
 * ended group is read as its successor. Who refused or cannot learn is told to whoever may read visits, who is partly
 * assessed to whoever may read evidence.
 */
export async function readWithin(
	db: Db,
	actor: Actor,
	ward: { wardCode: string; provinceCode: string },
	groupId: string | null
): Promise<Within> {
	const group = groupId === null ? null : await placeOfGroup(db, groupId);
	if (group && group.wardCode !== ward.wardCode) throw notFound();
	const target: Target = group ? { groupId: group.groupId, ...ward } : ward;
	return { ...toldTo(actor, target), place: group?.groupId ?? ward.wardCode, groupName: group?.groupName ?? null };
}

/** A whole province, of which people are counted and never listed (`figure.explain`; to others it is not found). */
export function withinProvince(actor: Actor, provinceCode: string): Within {
	return { ...toldTo(actor, { provinceCode }), place: provinceCode, groupName: null };
}

function toldTo(actor: Actor, target: Target): Pick<Within, 'target' | 'standings' | 'evidence'> {
	if (!may(actor, 'figure.explain', target)) throw notFound();
	const evidence = may(actor, 'evidence.read', target);
	const visits = may(actor, 'visit.read', target);
	const hidden: readonly Standing[] = [
		...(evidence ? [] : (['assessed', 'partly'] as const)),
		...(visits ? [] : (['refused', 'cannot', 'absent'] as const))
	];
	return { target, standings: STANDINGS.filter((one) => !hidden.includes(one)), evidence };
}

/**
 * Of how many adults of a place nobody knows what they can do today, and why: nobody leaves the denominator for it.
 * `notInRoster - surplus` and the kinds come to exactly the unknown of the place's figure of today.
 */
export async function countUnknown(db: Db, within: Within, standard: Standard, now: Date): Promise<UnknownCounts> {
	const columns = UNKNOWN_KINDS.map(
		(kind) => sql`(count(*) filter (where standing = ${sql.raw(`'${kind}'`)}))::int ${sql.identifier(kind)}`
	);
	const rows = await db.execute<{ adults: number | null; known: number } & Record<UnknownKind, number>>(sql`
		${await adultsOf(db, { ...within, standings: STANDINGS }, standard, now)}, declared as (
			select distinct on (p.group_id) p.group_id, p.resident + p.lodging adults
			from root join population_counts p on p.group_id = root.id
			where p.as_of <= ${dayOf(now)}::date and p.age_from = ${standard.ageFrom}
			order by p.group_id, p.as_of desc, p.source
		)
		select d.adults, count(a.id)::int known, ${sql.join(columns, sql`, `)}
		from root left join declared d on d.group_id = root.id left join adult a on a.root = root.id
		group by root.id, d.adults`);

	const sum = (of: typeof rows, kind: UnknownKind) => of.reduce((people, row) => people + row[kind], 0);
	const kindsOf = (of: typeof rows) =>
		Object.fromEntries(UNKNOWN_KINDS.map((kind) => [kind, sum(of, kind)])) as Record<UnknownKind, number>;
	const counting = rows.filter(({ adults }) => adults !== null) as typeof rows;
	const over = counting.map(({ adults, known }) => known - (adults ?? 0));
	return {
		notInRoster: over.reduce((people, one) => people + Math.max(0, -one), 0),
		surplus: over.reduce((people, one) => people + Math.max(0, one), 0),
		kinds: kindsOf(counting),
		beside: kindsOf(rows.filter(({ adults }) => adults === null) as typeof rows)
	};
}

export interface ListedAdult extends Record<string, unknown> {
	personId: string;
	/** null once erased */
	fullName: string | null;
	everydayName: string | null;
	birthYear: number;
	groupId: string;
	groupName: string;
	standing: Standing;
}

/**
 * The adults of a place that somebody asks for, by group and given name, fifty on a page. Modules and learning points
 * cut only for whoever may read evidence; a standing that the reader may not tell apart holds nobody.
 */
export async function listAdults(
	db: Db,
	within: Within,
	standard: Standard,
	asked: PeopleAsked,
	now: Date
): Promise<{ people: ListedAdult[]; total: number }> {
	const rows = await db.execute<ListedAdult & { total: number }>(sql`
		${await adultsOf(db, within, standard, now)}
		select a.id "personId", n.full_name "fullName", n.everyday_name "everydayName", a.birth_year "birthYear",
			a.root "groupId", root.name "groupName", a.standing, (count(*) over ())::int total
		from adult a join root on root.id = a.root left join person_names n on n.person_id = a.id
		where ${sql.join(filters(within, asked, now), sql` and `)}
		order by length(root.name), root.name collate "vi-x-icu", root.id, n.sort_key collate "vi-x-icu" nulls last, a.id
		limit ${PEOPLE_PAGE} offset ${(asked.page - 1) * PEOPLE_PAGE}`);
	return { people: rows.map(({ total: _total, ...person }) => person), total: rows[0]?.total ?? 0 };
}

/** `root`, the groups, and `adult(id, birth_year, root, standing)`, who lives in them today or says so. */
async function adultsOf(db: Db, { place, standings }: Within, standard: Standard, now: Date): Promise<SQL> {
	const today = dayOf(now);
	const seen = (standing: Standing, otherwise: Standing) =>
		sql.raw(`'${standings.includes(standing) ? standing : otherwise}'`);
	// Of whoever is known no better, all houses and visits are put together at once: person by person, a province took
	// almost three times as long.
	return sql`
		with recursive ${await groupsWithin(db, [place], today)}, lives as materialized (
			select p.id, p.birth_year, m.root, r.confirmed_on is not null confirmed, s.attained_day is not null attained,
				s.assessed_day is not null assessed
			from member m
			join residences r on r.group_id = m.id and r."to" is null
			join people p on p.id = r.person_id and p.merged_into is null and p.died_on is null
				and p.birth_year + ${standard.ageFrom} <= ${yearOf(today)}
			left join literacy_statuses s on s.person_id = p.id and s.standard = ${standard.id}
		), sought as materialized (
			select id from lives where confirmed and not attained and not assessed
		), record as materialized (
			select id person, id from sought
			union all select o.id, x.id from sought o join people x on x.merged_into = o.id
		), door as materialized (
			select distinct on (o.person) o.person, v.outcome
			from record o join household_members hm on hm.person_id = o.id and hm."to" is null
			join visits v on v.household_id = hm.household_id
			order by o.person, v."on" desc, v.entered_at desc, v.id desc
		), met as materialized (
			select distinct on (o.person) o.person, vp.mark
			from record o join visit_people vp on vp.person_id = o.id join visits v on v.id = vp.visit_id
			order by o.person, v."on" desc, v.entered_at desc, v.id desc
		), adult as (
			select l.id, l.birth_year, l.root, case
				when not l.confirmed then 'unconfirmed'
				when l.attained then 'attained'
				when l.assessed then ${seen('assessed', 'not_met')}
				when door.outcome = 'refused' then ${seen('refused', 'not_met')}
				when met.mark = 'cannot' then ${seen('cannot', 'not_met')}
				when door.person is not null and met.person is null then ${seen('absent', 'not_met')}
				when exists (select 1 from skill_evidence e where e.person_id = l.id) then ${seen('partly', 'not_met')}
				else 'not_met' end standing
			from lives l left join door on door.person = l.id left join met on met.person = l.id
		)`;
}

function filters({ standings, evidence }: Within, { standing, age, module, point }: PeopleAsked, now: Date): SQL[] {
	const year = yearOf(dayOf(now));
	const [youngest, oldest] = age === null ? [0, null] : agesOf(age);
	return [
		sql`true`,
		standing && (standings.includes(standing) ? sql`a.standing = ${standing}` : sql`false`),
		age && sql`a.birth_year <= ${year - youngest}`,
		oldest !== null && sql`a.birth_year >= ${year - oldest}`,
		evidence &&
			module &&
			sql`not exists (select 1 from module_results x where x.person_id = a.id and x.module = ${module} and x.passed)`,
		evidence &&
			point &&
			(isId(point)
				? sql`exists (
					select 1 from people x join attempts t on t.person_id = x.id and t.submitted_at is not null
					where coalesce(x.merged_into, x.id) = a.id and t.learning_point_id = ${point}::uuid
				)`
				: sql`false`)
	].filter((filter) => filter !== null && filter !== false && filter !== '') as SQL[];
}
