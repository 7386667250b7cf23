import { sql } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { may } from '#lib/access/permissions.ts';
import type { TaskMark } from '#lib/learning/events.ts';
import type { Person } from '#lib/people/server/person.ts';
import { writeAudit } from '#lib/server/audit.ts';
import type { Db } from '#lib/server/db/connect.ts';
import type { Day } from '#lib/shared/dates.ts';
import { notFound } from '#lib/shared/errors.ts';

/** Under which record a practical check stands; null where no check has this id. The log alone holds them. */
export async function findCheckedPerson(db: Db, id: string): Promise<string | null> {
	const [row] = await db.execute<{ subjectId: string }>(
		sql`select subject_id "subjectId" from events where id = ${id} and kind = 'practical_check.recorded'`
	);
	return row?.subjectId ?? null;
}

/** A practical check as a witness is shown it. */
export interface RecordedCheck extends Record<string, unknown> {
	id: string;
	on: Day;
	enteredOn: Day;
	witnessId: string;
	onPaper: boolean;
	passed: boolean;
	tasks: { task: string; mark: TaskMark }[];
	voided: boolean;
}

/** The practical checks of a person, under all her records, last first. */
export async function listRecordedChecks(db: Db, personId: string): Promise<RecordedCheck[]> {
	return db.execute<RecordedCheck>(sql`
		select e.id, (e.occurred_at at time zone 'Asia/Ho_Chi_Minh')::date::text "on",
			(e.recorded_at at time zone 'Asia/Ho_Chi_Minh')::date::text "enteredOn", e.witness_id "witnessId",
			(e.body ->> 'onPaper')::boolean "onPaper", (e.body ->> 'passed')::boolean passed, e.body -> 'tasks' tasks,
			exists (
				select from events v where v.subject_id = e.subject_id and v.kind = 'result.voided'
					and v.body ->> 'result' = e.id::text
			) voided
		from events e
		where e.subject_id in (select id from people where id = ${personId} or merged_into = ${personId})
			and e.kind = 'practical_check.recorded'
		order by e.occurred_at desc, e.id desc`);
}

/**
 * What was recorded of somebody before, for who may witness her; to others she is not found (404). It is evidence: every
 * look writes an audit entry.
 */
export async function readRecordedChecks(
	db: Db,
	actor: Actor,
	{ id, place }: Pick<Person, 'id' | 'place'>,
	now: Date
): Promise<RecordedCheck[]> {
	if (!may(actor, 'practical_check.witness', place)) throw notFound();
	await writeAudit(db, actor, 'evidence.read', { kind: 'person', id, of: place }, now);
	return listRecordedChecks(db, id);
}

/** Whether this very sheet was typed in before, by whomever: same person, day and witness, same marks. */
export async function isTypedIn(
	db: Db,
	personId: string,
	sheet: { on: Day; witnessId: string; marks: Readonly<Record<string, TaskMark>> }
): Promise<boolean> {
	const checks = await listRecordedChecks(db, personId);
	return checks.some(
		({ onPaper, on, witnessId, tasks, voided }) =>
			onPaper &&
			!voided &&
			on === sheet.on &&
			witnessId === sheet.witnessId &&
			tasks.every(({ task, mark }) => sheet.marks[task] === mark)
	);
}
