import { sql, type SQL } from 'drizzle-orm';
import type { Db } from '#lib/server/db/connect.ts';
import {
	NOBODY_RECHECKED,
	verdictOf,
	type RecheckCounts,
	type RecheckOutcome,
	type RecheckScore
} from '#lib/indicators/recheck.ts';

/** Somebody drawn for a re-check, and what came of it. */
export interface Verdict {
	recheckId: string;
	personId: string;
	probability: number;
	outcome: RecheckOutcome | null;
	/** whether she attained it again; null: no test yet */
	verdict: boolean | null;
}

interface Row extends Record<string, unknown> {
	recheckId: string;
	personId: string;
	probability: number;
	outcome: RecheckOutcome | null;
	modules: string[];
	scores: (Omit<RecheckScore, 'at'> & { at: string })[] | null;
}

/**
 * What came of some re-checks, found in the tests and never typed: counting tests that were handed in after the draw,
 * before a witness who is not of the team that taught her. A test that was voided, or had too much help, settles
 * nothing; a test settles more than what a witness noted.
 */
export async function findVerdicts(db: Db, recheckIds: readonly string[]): Promise<Verdict[]> {
	if (recheckIds.length === 0) return [];
	const rows = await db.execute<Row>(sql`
		select c.recheck_id "recheckId", c.person_id "personId", c.probability, c.outcome, r.modules, t.scores
		from recheck_people c join rechecks r on r.id = c.recheck_id
		left join lateral (
			select jsonb_agg(jsonb_build_object('result', s.result, 'at', e.occurred_at, 'door', s.door, 'module', s.module,
				'passed', s.passed)) scores
			from people p
			join module_results s on s.person_id = coalesce(p.merged_into, p.id) and s.standard = r.standard and s.witnessed
			join events e on e.id = s.result and e.kind = 'test.submitted' and e.occurred_at > r.drawn_at
			where p.id = c.person_id and not ${taughtBy(sql`e.witness_id::text`)}
		) t on true
		where c.recheck_id = any(${sql.param([...recheckIds])}::uuid[])
		order by c.recheck_id, c.person_id`);
	return rows.map(({ scores, modules, ...row }) => ({
		...row,
		verdict: verdictOf(
			(scores ?? []).map((score) => ({ ...score, at: new Date(score.at) })),
			modules
		)
	}));
}

/** Whether somebody is of the team that taught a person who was drawn, and so cannot be her witness. */
export async function hasTaught(db: Db, helperId: string, recheckId: string, personId: string): Promise<boolean> {
	return (await taughtAmong(db, helperId, recheckId)).has(personId);
}

/** Whom of those drawn somebody has taught. */
export async function taughtAmong(db: Db, helperId: string, recheckId: string): Promise<Set<string>> {
	const rows = await db.execute<{ id: string }>(sql`
		select c.person_id id from recheck_people c join rechecks r on r.id = c.recheck_id
		where c.recheck_id = ${recheckId}::uuid and ${taughtBy(sql`${helperId}::text`)}`);
	return new Set(rows.map(({ id }) => id));
}

export function countsOf(verdicts: readonly Verdict[]): RecheckCounts {
	const missing = { ...NOBODY_RECHECKED.missing };
	for (const { verdict, outcome } of verdicts) if (verdict === null && outcome !== null) missing[outcome] += 1;
	return {
		drawn: verdicts.length,
		agreed: verdicts.filter(({ verdict }) => verdict === true).length,
		differed: verdicts.filter(({ verdict }) => verdict === false).length,
		missing
	};
}

/**
 * Of the team that taught her: did something with her before the draw (registered her, witnessed or helped in a test,
 * noted help), or is in the team of her group.
 */
function taughtBy(helper: SQL): SQL {
	return sql`(
		exists (
			select 1 from people own join people same on coalesce(same.merged_into, same.id) = coalesce(own.merged_into, own.id)
			join events before on before.subject_id = same.id and before.occurred_at <= r.drawn_at
			where own.id = c.person_id and ${helper} in (before.witness_id::text, before.helper_id::text, before.actor_id)
		) or exists (
			select 1 from residences lives join teams team on team.group_id = lives.group_id
			join team_members m on m.team_id = team.id
			where lives.person_id = c.person_id and m.person_id::text = ${helper}
		)
	)`;
}
