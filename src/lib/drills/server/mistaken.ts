import { sql } from 'drizzle-orm';
import { readDrillItems } from '#lib/curriculum/server/versions.ts';
import { countMistaken, LEAST_SHOWN, type Judged, type Mistaken } from '#lib/drills/mistaken.ts';
import type { Db } from '#lib/server/db/connect.ts';

interface Answered extends Record<string, unknown> {
	personId: string;
	item: string;
	choice: number;
}

/**
 * What some people took for the other in their last finished drills, by kind, and how many of them have finished one.
 * Numbers of people only, and no kind at all before five have: it is asked what to teach again, not who needs it. Who
 * may ask, the caller says.
 */
export async function readMistaken(
	db: Db,
	personIds: readonly string[]
): Promise<{ people: number; kinds: Mistaken[] }> {
	if (personIds.length === 0) return { people: 0, kinds: [] };
	const answers = [
		...(await db.execute<Answered>(sql`
			with last as (
				select distinct on (coalesce(p.merged_into, p.id)) coalesce(p.merged_into, p.id) person_id, d.id, d.form
				from drills d join people p on p.id = d.person_id
				where coalesce(p.merged_into, p.id) in (select unnest(${sql.param(personIds)}::uuid[]))
					and d.ended_at is not null
				order by 1, d.ended_at desc, d.id desc)
			select l.person_id "personId", l.form -> (a.n - 1) ->> 'item' item, a.choice
			from last l join drill_answers a on a.drill_id = l.id`))
	];
	const people = new Set(answers.map(({ personId }) => personId)).size;
	if (people < LEAST_SHOWN) return { people, kinds: [] };
	const items = await readDrillItems(db, [...new Set(answers.map(({ item }) => item))]);
	const judged = answers.flatMap(({ personId, item: hash, choice }): Judged[] => {
		const item = items.get(hash);
		if (!item) return [];
		return [{ personId, kind: item.kind, genuine: item.genuine, right: item.choices[choice]?.right ?? false }];
	});
	return { people, kinds: countMistaken(judged) };
}
