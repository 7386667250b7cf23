import { sql } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { may, placesFor } from '#lib/access/permissions.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { notFound } from '#lib/shared/errors.ts';
import { searchText, tidyName } from '#lib/shared/names.ts';
import { placeOfGroup } from '#lib/territory/server/groups.ts';
import { groupsWithin } from '#lib/territory/server/within.ts';
import { enrolledOn } from '#lib/classes/server/enrolment.ts';

const MOST_IN_GROUP = 600;
const MOST_LINES = 200;
const YEAR = /\b(19|20)\d\d\b/;

export interface Candidate extends Record<string, unknown> {
	personId: string;
	name: string;
	birthYear: number;
	groupName: string;
	enrolled: boolean;
}

/** A line of a list somebody pasted, and who it may mean: nobody, one, or several of one name. */
export interface PastedLine {
	text: string;
	people: Candidate[];
}

/** The residents of a group by name, with whether they are enrolled already; a group out of reach is not found. */
export async function listGroupCandidates(
	db: Db,
	actor: Actor,
	classId: string,
	groupId: string,
	now: Date
): Promise<Candidate[]> {
	const group = await placeOfGroup(db, groupId);
	if (!may(actor, 'class.run', group)) throw notFound();
	return candidates(db, [group.groupId], classId, sql`true`, now);
}

/**
 * Whom the lines of a pasted list mean, among the people of the actor's places: the whole name as written, with or
 * without diacritics, and the year of birth where the line has one. Nothing is enrolled yet.
 */
export async function matchPasted(
	db: Db,
	actor: Actor,
	classId: string,
	pasted: string,
	now: Date
): Promise<PastedLine[]> {
	const lines = pasted
		.split('\n')
		.map((line) => tidyName(line.replaceAll('\t', ', ')))
		.filter((line) => /\p{L}/u.test(line))
		.slice(0, MOST_LINES);
	const wanted = lines.map((line) => {
		const year = YEAR.exec(line)?.[0];
		return { text: line, name: nameIn(line), birthYear: year === undefined ? null : Number(year) };
	});
	const names = [...new Set(wanted.map(({ name }) => name))];
	// A name is searched with its everyday name behind it, so the whole one may stand at its beginning.
	const named = sql`exists (select 1 from unnest(${sql.param(names)}::text[]) w where n.search || ' ' like w || ' %')`;
	const found = names.length === 0 ? [] : await candidates(db, placesFor(actor, 'class.run'), classId, named, now);
	return wanted.map(({ text, name, birthYear }) => ({
		text,
		people: found.filter((one) => searchText(one.name) === name && (birthYear === null || one.birthYear === birthYear))
	}));
}

/** What of a line is a name: neither the number before it nor what follows a comma, a tab or a year. */
function nameIn(line: string): string {
	const [first = ''] = line.replace(/^\d+[.),\-\s]+/, '').split(/[,;|]|\d/);
	return searchText(first);
}

async function candidates(
	db: Db,
	places: readonly string[],
	classId: string,
	which: ReturnType<typeof sql>,
	now: Date
): Promise<Candidate[]> {
	const today = dayOf(now);
	return db.execute<Candidate>(sql`
		with recursive ${await groupsWithin(db, places, today)}, enrolled as (${enrolledOn(classId, today)})
		select distinct on (n.sort_key collate "vi-x-icu", p.id) p.id "personId", n.full_name name, p.birth_year "birthYear",
			g.name "groupName", exists (select 1 from enrolled e where e.id = p.id) enrolled
		from member m
		join residences r on r.group_id = m.id and r."to" is null
		join root g on g.id = m.root
		join people p on p.id = r.person_id and p.merged_into is null and p.died_on is null and p.erased_on is null
		join person_names n on n.person_id = p.id
		where ${which}
		order by n.sort_key collate "vi-x-icu", p.id
		limit ${MOST_IN_GROUP}`);
}
