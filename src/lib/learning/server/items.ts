import { asc, count, desc, sql } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { allow, placesFor } from '#lib/access/permissions.ts';
import { readQuestions } from '#lib/curriculum/server/versions.ts';
import type { Question } from '#lib/curriculum/content.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { dayOf, type Day } from '#lib/shared/dates.ts';
import { memberGroups } from '#lib/territory/server/within.ts';
import { flagsOf, type ItemFlag } from '#lib/learning/items.ts';
import { answerPairs, itemStatistics } from '#lib/learning/server/schema.ts';

const PAIRS_LISTED = 100;

/** What all tests say about one question, with what is odd about it. */
export interface Item extends Omit<typeof itemStatistics.$inferSelect, 'question'> {
	question: Question;
	flags: ItemFlag[];
}

/**
 * How questions do, over all places: of one module all of them, the least right first; else those at which somebody
 * should look. For whoever keeps the content of the whole installation (`item.read`, 403); holds nobody's answers.
 */
export async function listItems(
	db: Db,
	actor: Actor,
	module: string | null
): Promise<{ items: Item[]; modules: string[]; computedAt: Date | null; pairs: number }> {
	allow(actor, 'item.read');
	const rows = await db
		.select()
		.from(itemStatistics)
		.orderBy(asc(sql`${itemStatistics.right}::float8 / ${itemStatistics.asked}`), desc(itemStatistics.asked));
	const flagged = rows.map((row) => ({ ...row, flags: flagsOf(row) }));
	const wanted = flagged.filter((row) => (module === null ? row.flags.length > 0 : row.module === module));
	const questions = await readQuestions(
		db,
		wanted.map((row) => row.question)
	);
	const [pairs] = await db.select({ count: count() }).from(answerPairs);
	return {
		items: wanted.map((row) => ({ ...row, question: questions.get(row.question) as Question })),
		modules: [...new Set(rows.map((row) => row.module))],
		computedAt: rows[0]?.computedAt ?? null,
		pairs: pairs?.count ?? 0
	};
}

export interface PairListed extends Record<string, unknown> {
	test: string;
	on: Day;
	sameWrong: number;
	likelihood: number;
	/** the people whose evidence this reader may look at; null: of another place */
	first: string | null;
	second: string | null;
}

/**
 * Pairs of tests with the same rare wrong answers, of which at least one is of somebody whose evidence this reader may
 * look at: the least likely first. A hint for a talk and a look, never a verdict.
 */
export async function listPairs(db: Db, actor: Actor, now: Date): Promise<PairListed[]> {
	const places = placesFor(actor, 'evidence.read');
	if (places.length === 0) return [];
	return db.execute<PairListed>(sql`
		with recursive ${memberGroups(places, dayOf(now))}, seen as materialized (
			select p.id from people p join residences r on r.person_id = p.id and r."to" is null
			where r.group_id in (select id from member)
		), owned as (
			select q.*, coalesce(x.merged_into, x.id) a, coalesce(y.merged_into, y.id) b
			from answer_pairs q
			join attempts s on s.id = q.first join people x on x.id = s.person_id
			join attempts t on t.id = q.second join people y on y.id = t.person_id
		)
		select o.test, o."on"::text "on", o.same_wrong "sameWrong", o.likelihood,
			case when o.a in (select id from seen) then o.a end "first",
			case when o.b in (select id from seen) then o.b end "second"
		from owned o where o.a in (select id from seen) or o.b in (select id from seen)
		order by o.likelihood, o.first, o.second limit ${PAIRS_LISTED}`);
}
