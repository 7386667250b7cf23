import { redirect, type RequestEvent } from '@sveltejs/kit';
import type { OnlineRules, StoredStandard } from '#lib/curriculum/content.ts';
import { closeOverdue } from '#lib/ledger/server/close-expired.ts';
import { isOverdue } from '#lib/learning/deadline.ts';
import { readExtraTime } from '#lib/learning/server/accommodation.ts';
import { findOpenAttempt, startAttempt, type Attempt } from '#lib/learning/server/attempt.ts';
import { listOpenQuestions } from '#lib/learning/server/asking.ts';
import { testInput } from '#lib/learning/server/input.ts';
import { readRetake } from '#lib/learning/server/retakes.ts';
import { codeOf, type TestKind } from '#lib/learning/test.ts';
import { writeMoment, writeTime } from '#lib/shared/dates.ts';
import { act } from '../form.ts';
import { isOnline, learnerId, wayOn, workRecord } from './learner.ts';
import { readStanding } from './standing.ts';

/** What she is told before a test: how long it is, when it is passed, whether one is open, whether she has passed. */
export async function readTestStart(locals: App.Locals, standard: StoredStandard, kind: TestKind) {
	const { db, library } = locals;
	const personId = learnerId(locals);
	const open = await findOpenAttempt(db, workRecord(locals), codeOf(kind));
	const { missing, status } = await readStanding(db, library, personId, standard);
	const { moduleTest, wholeTest, modules } = standard;
	const isWhole = kind.door === 'whole';
	const { online } = standard;
	const questions = isWhole ? wholeTest.questionsPerModule * modules.length : moduleTest.questions;
	return {
		questions,
		pass: isWhole ? Math.ceil(wholeTest.passShare * questions) : moduleTest.pass,
		passPerModule: isWhole ? wholeTest.passPerModule : null,
		online: online && (await readOnlineStart(locals, open, codeOf(kind), online)),
		passed: kind.door === 'module' ? !missing.includes(kind.module) : Boolean(status?.attainedDay),
		open: open && {
			questions: open.form.length,
			answered: open.form.length - (await listOpenQuestions(db, open)).length
		}
	};
}

/** How long officials have, how often they may begin, and from when on again. */
async function readOnlineStart(locals: App.Locals, open: Attempt | null, code: string, rules: OnlineRules) {
	const { db, now } = locals;
	const personId = learnerId(locals);
	const { left, from } = await readRetake(db, personId, code, rules, now);
	const extraPercent = await readExtraTime(db, personId);
	const isOpen = open !== null && !isOverdue(open, now);
	return {
		minutes: rules.minutes === null ? null : Math.floor((rules.minutes * (100 + extraPercent)) / 100),
		extraPercent,
		rules,
		left,
		from: !isOpen && from ? writeMoment(from) : null,
		until: isOpen && open.deadlineAt ? writeTime(open.deadlineAt) : null
	};
}

/** Begins a test or goes on with the open one; at a learning point its number is shown to the witness first. */
export function startTest(event: RequestEvent, kind: TestKind) {
	return act(event, testInput, async ({ where }) => {
		const { db, library, actor, now } = event.locals;
		const open = await findOpenAttempt(db, workRecord(event.locals), codeOf(kind));
		if (open && isOverdue(open, now)) await closeOverdue(db, open, now);
		const attempt = await startAttempt(db, library, actor, learnerId(event.locals), kind, now);
		redirect(
			303,
			where === 'point' && !(await isOnline(db, attempt)) ? `/attempts/${attempt.id}/number` : await wayOn(db, attempt)
		);
	});
}
