import { eq } from 'drizzle-orm';
import { recordOf, type Actor } from '#lib/access/actor.ts';
import { allow } from '#lib/access/permissions.ts';
import type { Question, Standard } from '#lib/curriculum/content.ts';
import { readQuestions, readStandard } from '#lib/curriculum/server/versions.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { notFound } from '#lib/shared/errors.ts';
import { moreAssistance, type Assistance, type Decision, type NewEvent } from '#lib/shared/log.ts';
import type { Mark, ModuleScore, PracticeSubmitted, TestSubmitted } from '#lib/learning/events.ts';
import { mostHelpBetween, type NotedHelp } from '#lib/openings/server/help.ts';
import { isOverdue } from '#lib/learning/deadline.ts';
import { kindOf } from '#lib/learning/test.ts';
import { readAnswers } from '#lib/learning/server/answer.ts';
import { findAttempt, type Attempt } from '#lib/learning/server/attempt.ts';
import { isRight } from '#lib/learning/server/mark.ts';
import { attempts } from '#lib/learning/server/schema.ts';

export interface Submission {
	attemptId: string;
	/** the session's person */
	personId: string;
	/** what the learner says about help; a witness's word can only raise it */
	helped: Assistance;
}

/**
 * Hands in an attempt: marks the saved answers by the versions fixed at its start and makes one event, whose id was
 * made at the start. A second submission answers like the first and changes nothing. What was not answered is not
 * right. Nothing that the client says about correctness is read. The result had the most help that anybody states or
 * that was switched on at any moment since its start.
 */
export const submitAttempt = {
	subjects: (_db: Db, input: Submission) => ({ people: [input.personId] }),

	async decide(db: Db, actor: Actor, input: Submission, now: Date): Promise<Decision<{ attemptId: string }>> {
		allow(actor, 'attempt.submit', { personId: input.personId });
		const attempt = await findAttempt(db, input.attemptId);
		if (!attempt || attempt.personId !== recordOf(actor, input.personId)) throw notFound();
		if (attempt.submittedAt) return { events: [], outcome: { attemptId: attempt.id } };
		return handIn(db, attempt, input.helped, now);
	}
};

/**
 * Closes a test whose time is up with the answers saved until its deadline, as of that deadline, never without them.
 * Closing again, or what was handed in meanwhile, changes nothing.
 */
export const closeAttempt = {
	subjects: (_db: Db, input: Omit<Submission, 'helped'>) => ({ people: [input.personId] }),

	async decide(
		db: Db,
		actor: Actor,
		input: Omit<Submission, 'helped'>,
		now: Date
	): Promise<Decision<{ attemptId: string }>> {
		allow(actor, 'attempt.close');
		const attempt = await findAttempt(db, input.attemptId);
		if (!attempt || attempt.personId !== input.personId) throw notFound();
		if (!isOverdue(attempt, now)) return { events: [], outcome: { attemptId: attempt.id } };
		return handIn(db, attempt, 'none', now);
	}
};

async function handIn(
	db: Db,
	attempt: Attempt,
	helped: Assistance,
	now: Date
): Promise<Decision<{ attemptId: string }>> {
	const outcome = { attemptId: attempt.id };
	// Whoever comes after the deadline hands in what was saved until then: the same event that closing makes.
	const at = isOverdue(attempt, now) ? (attempt.deadlineAt as Date) : now;
	await db.update(attempts).set({ submittedAt: at }).where(eq(attempts.id, attempt.id));
	const marks = await markAttempt(db, attempt);
	const kind = kindOf(attempt.test);
	if (kind.door === 'practice') {
		const { module, lesson } = kind;
		const right = marks.filter((mark) => mark.right).length;
		const practised: NewEvent<PracticeSubmitted> = {
			subjectId: attempt.personId,
			id: attempt.submissionId,
			kind: 'practice.submitted',
			body: { attemptId: attempt.id, module, lesson, asked: marks.length, right },
			occurredAt: at
		};
		return { events: [practised], outcome };
	}
	const standard = await readStandard(db, attempt.standardHash ?? '');
	// Said while it happened, in her session on a shared tablet or from the trainer's phone.
	const noted = await mostHelpBetween(db, attempt.personId, attempt.startedAt, at);
	return { events: [testSubmitted(attempt, standard, kind.door, marks, helped, noted, at)], outcome };
}

/** The answers of an attempt, marked by the questions that stood on its form. */
export async function markAttempt(db: Db, attempt: Attempt): Promise<Mark[]> {
	const questions = await readQuestions(
		db,
		attempt.form.map((item) => item.question)
	);
	const answers = await readAnswers(db, attempt.id);
	return attempt.form.map((item, index) => {
		const question = questions.get(item.question) as Question;
		const answer = answers.get(index + 1) ?? [];
		return { ...item, answer, right: isRight(question, answer) };
	});
}

/** How a standard's rules judge marks, for one module's test or for the test over the whole standard. */
export function judge(
	standard: Standard,
	door: 'module' | 'whole',
	marks: readonly Mark[]
): { modules: ModuleScore[]; passed: boolean } {
	const least = door === 'module' ? standard.moduleTest.pass : standard.wholeTest.passPerModule;
	const modules = standard.modules
		.map((module) => marks.filter((mark) => mark.module === module))
		.filter((own) => own.length > 0)
		.map((own) => {
			const right = own.filter((mark) => mark.right).length;
			return { module: own[0]?.module ?? '', asked: own.length, right, passed: right >= least };
		});
	const right = marks.filter((mark) => mark.right).length;
	const enough = door === 'module' || right >= standard.wholeTest.passShare * marks.length;
	return { modules, passed: enough && modules.length > 0 && modules.every((module) => module.passed) };
}

function testSubmitted(
	attempt: Attempt,
	standard: Standard,
	door: 'module' | 'whole',
	marks: Mark[],
	helped: Assistance,
	noted: NotedHelp,
	now: Date
): NewEvent<TestSubmitted> {
	const witnessed = attempt.witnessId !== null && attempt.witnessedStartAt !== null && attempt.witnessedEndAt !== null;
	const said = (attempt.witnessedAssistance ?? 'none') as Assistance;
	return {
		subjectId: attempt.personId,
		id: attempt.submissionId,
		kind: 'test.submitted',
		body: { attemptId: attempt.id, door, standard: standard.id, ...judge(standard, door, marks), marks },
		assistance: moreAssistance(moreAssistance(helped, said), noted.assistance),
		witnessId: witnessed ? attempt.witnessId : null,
		learningPointId: witnessed ? attempt.learningPointId : null,
		helperId: said === 'none' ? noted.helperId : attempt.witnessId,
		contentHash: attempt.standardHash,
		occurredAt: now
	};
}
