import { and, eq, inArray, isNotNull, sql, type SQL } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { may, type Target } from '#lib/access/permissions.ts';
import type { Standard } from '#lib/curriculum/content.ts';
import { DONE_OR_NOT, ROLL_STATES, type RollPart, type RollState } from '#lib/literacy/roll.ts';
import { literacyStatuses } from '#lib/literacy/server/schema.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { dayOf, yearOf } from '#lib/shared/dates.ts';
import { notFound } from '#lib/shared/errors.ts';
import { searchText } from '#lib/shared/names.ts';
import { placeOfGroup } from '#lib/territory/server/groups.ts';
import { groupsWithin } from '#lib/territory/server/within.ts';

export const ROLL_PAGE = 50;

export interface RollEntry extends Record<string, unknown> {
	personId: string;
	/** null once erased */
	fullName: string | null;
	everydayName: string | null;
	birthYear: number;
	/** whether somebody other than whoever registered her said that she lives here */
	confirmed: boolean;
	/** by the standard's age rule, this year */
	adult: boolean;
	state: RollState;
}

export interface Roll {
	group: { groupId: string; groupName: string; wardCode: string; provinceCode: string };
	/** the states that this reader may tell apart */
	states: readonly RollState[];
	/** whether she may open a person's evidence */
	evidence: boolean;
	entries: RollEntry[];
	/** of the people asked for, on all pages */
	total: number;
	page: number;
}

export interface RollWanted {
	groupId: string;
	standard: Standard;
	/** part of a name, with or without diacritics */
	search: string;
	/** those whom a figure counts: a state of confirmed adults; or the unconfirmed; null for everybody */
	part: RollPart | null;
	/** from 1 */
	page: number;
}

/**
 * The people who live in a group, or claim to, by given name; the dead, and records merged into others, are not among
 * them. An ended group is read as its successor. Only whose role reaches the group (`figure.explain`), to others it
 * is not found (404); who may not read evidence sees done or not yet. Of confirmed adults there are as many in a
 * state as the group's figure of today counts.
 */
export async function readRoll(db: Db, actor: Actor, wanted: RollWanted, now: Date): Promise<Roll> {
	const group = await placeOfGroup(db, wanted.groupId);
	if (!may(actor, 'figure.explain', group)) throw notFound();
	const evidence = may(actor, 'evidence.read', group);
	const page = Math.max(1, Math.trunc(wanted.page) || 1);
	const rows = await db.execute<RollEntry & { total: number }>(sql`
		with recursive ${await groupsWithin(db, [group.groupId], dayOf(now))}, person as (
			select p.id, n.full_name, n.everyday_name, p.birth_year, r.confirmed_on is not null confirmed,
				p.birth_year + ${wanted.standard.ageFrom} <= ${yearOf(dayOf(now))} adult, n.sort_key, n.search,
				${stateColumn(evidence)} state
			from member m
			join residences r on r.group_id = m.id and r."to" is null
			join people p on p.id = r.person_id and p.merged_into is null and p.died_on is null
			left join person_names n on n.person_id = p.id
			left join literacy_statuses s on s.person_id = p.id and s.standard = ${wanted.standard.id}
		)
		select id "personId", full_name "fullName", everyday_name "everydayName", birth_year "birthYear", confirmed, adult,
			state, (count(*) over ())::int total
		from person where ${namedLike(wanted.search)} and ${inPart(wanted.part)}
		order by sort_key collate "vi-x-icu" nulls last, id
		limit ${ROLL_PAGE} offset ${(page - 1) * ROLL_PAGE}`);
	return {
		group,
		states: evidence ? ROLL_STATES : DONE_OR_NOT,
		evidence,
		entries: rows.map(({ total: _total, ...entry }) => entry),
		total: rows[0]?.total ?? 0,
		page
	};
}

/** Which of some people of a group have reached a standard: done or not yet, for whoever may explain its figure. */
export async function listAttained(
	db: Db,
	actor: Actor,
	group: Target,
	people: readonly string[],
	standard: string
): Promise<Set<string>> {
	if (!may(actor, 'figure.explain', group)) throw notFound();
	const rows = await db
		.select({ personId: literacyStatuses.personId })
		.from(literacyStatuses)
		.where(
			and(
				inArray(literacyStatuses.personId, [...people]),
				eq(literacyStatuses.standard, standard),
				isNotNull(literacyStatuses.attainedDay)
			)
		);
	return new Set(rows.map(({ personId }) => personId));
}

function stateColumn(evidence: boolean): SQL {
	if (!evidence) return sql`case when s.attained_day is null then 'not_yet' else 'attained' end`;
	return sql`case
		when s.attained_day is not null then 'attained'
		when s.assessed_day is not null then 'assessed'
		when exists (select 1 from skill_evidence e where e.person_id = p.id) then 'partly'
		else 'not_yet' end`;
}

function namedLike(search: string): SQL {
	const words = searchText(search)
		.split(' ')
		.filter((word) => word !== '');
	return sql.join([sql`true`, ...words.map((word) => sql`' ' || search like ${`% ${word}%`}`)], sql` and `);
}

function inPart(part: RollPart | null): SQL {
	if (part === null) return sql`true`;
	if (part === 'unconfirmed') return sql`not confirmed`;
	return sql`confirmed and adult and state = ${part}`;
}
