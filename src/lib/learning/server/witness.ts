import { and, asc, eq, gt, inArray, isNull, sql, type SQL } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { allow, placesFor } from '#lib/access/permissions.ts';
import { findPerson } from '#lib/people/server/person.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { DomainError, notFound } from '#lib/shared/errors.ts';
import type { Assistance } from '#lib/shared/log.ts';
import { listLearningPoints, readLearningPoint, type LearningPoint } from '#lib/territory/server/points.ts';
import { readAnswers } from '#lib/learning/server/answer.ts';
import { attempts, attemptAnswers } from '#lib/learning/server/schema.ts';
import { readQuestions } from '#lib/curriculum/server/versions.ts';
import { isComplete } from '#lib/learning/server/mark.ts';
import { writeAudit, type AuditObject } from '#lib/server/audit.ts';

/** A short number by which a witness finds the test on the learner's screen: the end of its id. */
export function numberOf(attemptId: string): string {
	return attemptId.slice(-6).toUpperCase();
}

export interface WitnessStart {
	attemptId: string;
	learningPointId: string;
}

/**
 * The witness says at the start: this is the person, she sits here at this learning point. Refuses a test that has
 * answers already (409), one's own (403), and a learning point out of reach (403). Said twice by the same witness it
 * changes nothing; said by another it passes the test on to him.
 */
export async function witnessStart(db: Db, actor: Actor, input: WitnessStart, now: Date): Promise<void> {
	const point = await readLearningPoint(db, input.learningPointId);
	allow(actor, 'attempt.witness', point);
	await db.transaction(async (tx) => {
		const attempt = await lockOpenTest(tx, input.attemptId);
		if ((await findPerson(tx, attempt.personId))?.id === actor.id) throw new DomainError('witness_oneself', 403);
		if (attempt.witnessId === actor.id && attempt.learningPointId === input.learningPointId) return;
		const [answered] = await tx.select().from(attemptAnswers).where(eq(attemptAnswers.attemptId, attempt.id)).limit(1);
		if (answered) throw new DomainError('witness_too_late', 409);
		await tx
			.update(attempts)
			.set({ witnessId: actor.id, learningPointId: input.learningPointId, witnessedStartAt: now })
			.where(eq(attempts.id, attempt.id));
		await writeAudit(tx, actor, 'attempt.witness', aboutAttempt(attempt, point), now, { at: 'start' });
	});
}

export interface WitnessEnd {
	attemptId: string;
	/** how much help there was; the result keeps the most that anybody says */
	assistance: Assistance;
}

/**
 * The same witness says at the end: it was this person all along, with this much help. Only when every question is
 * answered; an answer changed afterwards takes it back.
 */
export async function witnessEnd(db: Db, actor: Actor, input: WitnessEnd, now: Date): Promise<void> {
	await db.transaction(async (tx) => {
		const attempt = await lockOpenTest(tx, input.attemptId);
		if (!attempt.learningPointId || !attempt.witnessedStartAt) throw notFound();
		const point = await readLearningPoint(tx, attempt.learningPointId);
		allow(actor, 'attempt.witness', point);
		if (attempt.witnessId !== actor.id) throw new DomainError('witness_another', 403);
		const questions = await readQuestions(
			tx,
			attempt.form.map((item) => item.question)
		);
		const answers = await readAnswers(tx, attempt.id);
		const open = attempt.form.filter((item, index) => {
			const question = questions.get(item.question);
			return !question || !isComplete(question, answers.get(index + 1));
		});
		if (open.length > 0) throw new DomainError('questions_open', 409, { count: open.length });
		await tx
			.update(attempts)
			.set({ witnessedEndAt: now, witnessedAssistance: input.assistance })
			.where(eq(attempts.id, attempt.id));
		await writeAudit(tx, actor, 'attempt.witness', aboutAttempt(attempt, point), now, {
			at: 'end',
			assistance: input.assistance
		});
	});
}

function aboutAttempt({ id, personId }: { id: string; personId: string }, point: LearningPoint): AuditObject {
	return { kind: 'attempt', id, of: { personId, wardCode: point.wardCode, provinceCode: point.provinceCode } };
}

const HOURS_LISTED = 6;

/** Open tests that this trainer may witness or is witnessing: started in the last hours by people of her wards, or found by number. */
export async function listTestsToWitness(db: Db, actor: Actor, now: Date, number: string | null) {
	const places = placesFor(actor, 'attempt.witness');
	if (places.length === 0) return [];
	const recently = new Date(now.getTime() - HOURS_LISTED * 3_600_000);
	const near = sql`exists (select 1 from residences r join residential_groups g on g.id = r.group_id join wards w on w.code = g.ward_code
		where r.person_id = (select coalesce(p.merged_into, p.id) from people p where p.id = ${attempts.personId}) and r."to" is null
		and (g.id::text in ${places} or w.code in ${places} or w.province_code in ${places} or ${places.includes('vn')}))`;
	const wanted = number
		? sql`right(${attempts.id}::text, 6) = ${number.trim().toLowerCase()}`
		: sql`(${near} or ${eq(attempts.witnessId, actor.id)})`;
	return listOpenTests(db, sql`${gt(attempts.startedAt, recently)} and ${wanted}`);
}

/** The open tests of some people, whenever they began them: of whoever sits at the tablets of an opening. */
export async function listTestsOf(db: Db, personIds: readonly string[]) {
	return personIds.length === 0 ? [] : listOpenTests(db, inArray(attempts.personId, [...personIds]));
}

function listOpenTests(db: Db, wanted: SQL) {
	return db
		.select({
			id: attempts.id,
			personId: attempts.personId,
			test: attempts.test,
			startedAt: attempts.startedAt,
			witnessId: attempts.witnessId,
			witnessedEndAt: attempts.witnessedEndAt,
			questions: sql<number>`jsonb_array_length(${attempts.form})`,
			answered: sql<number>`(select count(*)::int from attempt_answers a where a.attempt_id = ${attempts.id})`
		})
		.from(attempts)
		.where(and(isNull(attempts.submittedAt), sql`${attempts.test} not like 'practice:%'`, wanted))
		.orderBy(asc(attempts.startedAt))
		.limit(100);
}

/** The learning points at which this trainer may witness. */
export async function listPointsToWitness(db: Db, actor: Actor, now: Date): Promise<LearningPoint[]> {
	return listLearningPoints(db, placesFor(actor, 'attempt.witness'), dayOf(now));
}

async function lockOpenTest(db: Db, attemptId: string) {
	const [attempt] = await db.select().from(attempts).where(eq(attempts.id, attemptId)).for('update');
	if (!attempt || attempt.test.startsWith('practice:')) throw notFound();
	if (attempt.submittedAt) throw new DomainError('attempt_submitted', 409);
	return attempt;
}
