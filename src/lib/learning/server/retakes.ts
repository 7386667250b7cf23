import { sql } from 'drizzle-orm';
import type { OnlineRules } from '#lib/curriculum/content.ts';
import { listRecords } from '#lib/people/server/erasure.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { DomainError } from '#lib/shared/errors.ts';
import { writeMoment } from '#lib/shared/dates.ts';
import { retakeOf, type Retake } from '#lib/learning/retake.ts';

/** Whether a person may begin a test of officials now: by all starts of all her records, but those of which an appeal was
 * upheld. */
export async function readRetake(
	db: Db,
	personId: string,
	code: string,
	rules: OnlineRules,
	now: Date
): Promise<Retake> {
	const records = await listRecords(db, personId);
	const starts = await db.execute<{ startedAt: string; passed: boolean }>(sql`
		select a.started_at "startedAt",
			exists (select 1 from module_results r where r.result = a.submission_id and r.passed) passed
		from attempts a
		where a.person_id = any(${sql.param(records)}::uuid[]) and a.test = ${code}
			and not exists (select 1 from appeals q where q.attempt_id = a.id and q.decision = 'upheld')`);
	const known = starts.map(({ startedAt, passed }) => ({ startedAt: new Date(startedAt), passed }));
	return retakeOf(rules, known, now);
}

/** Refuses another start that comes too early, and says from when on there may be one (`retake_wait`, 409). */
export async function checkRetake(
	db: Db,
	personId: string,
	code: string,
	rules: OnlineRules,
	now: Date
): Promise<void> {
	const { from } = await readRetake(db, personId, code, rules, now);
	if (from) throw new DomainError('retake_wait', 409, { from: writeMoment(from) });
}
