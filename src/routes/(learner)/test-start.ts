import { redirect, type RequestEvent } from '@sveltejs/kit';
import type { StoredStandard } from '#lib/curriculum/content.ts';
import { findOpenAttempt, startAttempt } from '#lib/learning/server/attempt.ts';
import { listOpenQuestions } from '#lib/learning/server/asking.ts';
import { testInput } from '#lib/learning/server/input.ts';
import { codeOf, type TestKind } from '#lib/learning/test.ts';
import { act } from '../form.ts';
import { learnerId, wayOn, workRecord } from './learner.ts';
import { readStanding } from './standing.ts';

/** What she is told before a test: how long it is, when it is passed, whether one is open, whether she has passed. */
export async function readTestStart(locals: App.Locals, standard: StoredStandard, kind: TestKind) {
	const { db, library } = locals;
	const personId = learnerId(locals);
	const open = await findOpenAttempt(db, workRecord(locals), codeOf(kind));
	const { missing, status } = await readStanding(db, library, personId, standard);
	const { moduleTest, wholeTest, modules } = standard;
	const isWhole = kind.door === 'whole';
	const questions = isWhole ? wholeTest.questionsPerModule * modules.length : moduleTest.questions;
	return {
		questions,
		pass: isWhole ? Math.ceil(wholeTest.passShare * questions) : moduleTest.pass,
		passPerModule: isWhole ? wholeTest.passPerModule : null,
		passed: kind.door === 'module' ? !missing.includes(kind.module) : Boolean(status?.attainedDay),
		open: open && {
			questions: open.form.length,
			answered: open.form.length - (await listOpenQuestions(db, open)).length
		}
	};
}

/** Begins a test or goes on with the open one; at a learning point its number is shown to the witness first. */
export function startTest(event: RequestEvent, kind: TestKind) {
	return act(event, testInput, async ({ where }) => {
		const { db, library, actor, now } = event.locals;
		const attempt = await startAttempt(db, library, actor, learnerId(event.locals), kind, now);
		redirect(303, where === 'point' ? `/attempts/${attempt.id}/number` : await wayOn(db, attempt));
	});
}
