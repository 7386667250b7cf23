import { sql, type SQL } from 'drizzle-orm';
import { LEAST_ASKED, LEAST_SAME_WRONG, MOST_LIKELY, RECENT_DAYS } from '#lib/learning/items.ts';
import { answerPairs, itemStatistics } from '#lib/learning/server/schema.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { daysBefore } from '#lib/shared/dates.ts';

/** Held while statistics are worked out, so that two servers do it one after the other. */
const STATISTICS_LOCK = 7_101_948;
/** Only tests of these days are compared with each other, and only with tests at most so many days apart. */
const COMPARED_DAYS = 90;
const APART_DAYS = 3;
/** A wrong answer that more than this share gives says nothing about two people. */
const COMMON = 0.3;
/** Nobody thinks longer about one question without a pause. */
const PAUSE_SECONDS = 900;

/**
 * Works out what all tests that count say about each question, and which pairs of tests share rare wrong answers, from
 * the log, over all places. Replaces what stood there, so that running it twice, or on two servers, is as once.
 */
export async function computeItemStatistics(db: Db, now: Date): Promise<{ items: number; pairs: number }> {
	return db.transaction(async (tx) => {
		await tx.execute(sql`select pg_advisory_xact_lock(${STATISTICS_LOCK})`);
		// A night's work over the whole log takes longer than any request may.
		await tx.execute(sql`set local statement_timeout = 0`);
		await tx.delete(itemStatistics);
		await tx.delete(answerPairs);
		const items = await tx.execute(insertItems(now));
		const pairs = await tx.execute(insertPairs(now));
		return { items: items.length, pairs: pairs.length };
	});
}

/** Each question of each test that counts, with how many of the others of that test were right. */
const COUNTED = sql`counted as materialized (
		select distinct on (e.id) e.id, e.subject_id, e.occurred_at, (e.body ->> 'attemptId')::uuid attempt, e.body -> 'marks' marks
		from events e where e.kind = 'test.submitted' and e.id in (select r.result from module_results r)
	), marks as materialized (
		select c.id, c.subject_id, c.occurred_at, c.attempt, m.n, m.value ->> 'question' question, m.value ->> 'module' module,
			m.value ->> 'skill' skill, m.value -> 'answer' answer, (m.value ->> 'right')::boolean::int "right"
		from counted c cross join lateral jsonb_array_elements(c.marks) with ordinality m(value, n)
	)`;

function insertItems(now: Date): SQL {
	const recently = daysBefore(now, RECENT_DAYS).toISOString();
	return sql`
		with ${COUNTED}, rests as (
			select *, (sum("right") over (partition by id) - "right")::float8 / nullif(count(*) over (partition by id) - 1, 0) rest
			from marks
		), stepwise as (
			select a.attempt_id from attempt_answers a where a.attempt_id in (select attempt from counted)
			group by a.attempt_id having count(*) > 1 and count(distinct a.saved_at) = count(*)
		), times as (
			select a.attempt_id, a.n, extract(epoch from a.saved_at - coalesce(
				lag(a.saved_at) over (partition by a.attempt_id order by a.saved_at, a.n), t.started_at)) seconds
			from attempt_answers a join stepwise s on s.attempt_id = a.attempt_id join attempts t on t.id = a.attempt_id
		), wholes as (
			select id, extract(epoch from submitted_at - started_at) / jsonb_array_length(form) seconds
			from attempts where id in (select attempt from counted) and submitted_at < deadline_at
				and jsonb_array_length(form) > 0
		)
		insert into item_statistics
			(question, module, skill, asked, "right", recent_asked, recent_right, discrimination, median_seconds, whole_seconds, computed_at)
		select r.question, min(r.module), min(r.skill), count(*), sum(r."right"),
			count(*) filter (where r.occurred_at >= ${recently}::timestamptz),
			coalesce(sum(r."right") filter (where r.occurred_at >= ${recently}::timestamptz), 0),
			case when count(*) >= ${LEAST_ASKED} then corr(r."right", r.rest) end,
			(percentile_cont(0.5) within group (order by t.seconds) filter (where t.seconds between 1 and ${PAUSE_SECONDS}))::int,
			(percentile_cont(0.5) within group (order by w.seconds) filter (where w.seconds between 1 and ${PAUSE_SECONDS}))::int,
			${now.toISOString()}::timestamptz
		from rests r left join times t on t.attempt_id = r.attempt and t.n = r.n
		left join wholes w on w.id = r.attempt
		group by r.question
		returning question`;
}

function insertPairs(now: Date): SQL {
	const since = daysBefore(now, COMPARED_DAYS).toISOString();
	return sql`
		with ${COUNTED}, shares as (
			select question, answer, count(*)::float8 / sum(count(*)) over (partition by question) share,
				sum(count(*)) over (partition by question) asked
			from marks group by question, answer
		), wrong as materialized (
			select m.attempt, coalesce(p.merged_into, p.id) person, m.occurred_at, m.question, m.answer, s.share
			from marks m join shares s on s.question = m.question and s.answer = m.answer join people p on p.id = m.subject_id
			where m."right" = 0 and not m.answer @> '["unknown"]' and m.answer <> '[]'
				and m.occurred_at >= ${since}::timestamptz and s.asked >= ${LEAST_ASKED} and s.share <= ${COMMON}
		)
		insert into answer_pairs (first, second, test, same_wrong, likelihood, "on", computed_at)
		select x.attempt, y.attempt, min(t.test), count(*), sum(ln(x.share)),
			(max(greatest(x.occurred_at, y.occurred_at)) at time zone 'Asia/Ho_Chi_Minh')::date, ${now.toISOString()}::timestamptz
		from wrong x
		join wrong y on y.question = x.question and y.answer = x.answer and y.attempt > x.attempt and y.person <> x.person
			and y.occurred_at between x.occurred_at - ${APART_DAYS} * interval '1 day' and x.occurred_at + ${APART_DAYS} * interval '1 day'
		join attempts t on t.id = x.attempt
		group by x.attempt, y.attempt
		having count(*) >= ${LEAST_SAME_WRONG} and sum(ln(x.share)) <= ln(${MOST_LIKELY}::float8)
		returning first`;
}
