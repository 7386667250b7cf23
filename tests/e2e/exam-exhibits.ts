import { record } from '#lib/ledger/server/record.ts';
import { fileAppeal } from '#lib/learning/server/appeals.ts';
import { startAttempt, type Attempt } from '#lib/learning/server/attempt.ts';
import { submitAttempt } from '#lib/learning/server/submit.ts';
import { newId } from '#lib/shared/ids.ts';
import { stageLooks } from '#tests/matrix/stage-parts.ts';
import { herself } from '#tests/world.ts';
import type { RunningWorld } from './world.ts';

/** Tests of officials: one that goes on, one that was handed in two days ago and appealed against. */
export interface Exams {
	/** her name is asked of whoever looks: the tests are hers */
	personId: string;
	open: Attempt;
	handedIn: Attempt;
	appeal: string;
	/** a module of which she has begun no test */
	module: string;
	/** a flagged question that somebody looked at, and her two tests as a pair alike */
	looks: { question: string; first: string; second: string };
}

const TWO_DAYS = 2 * 86_400_000;

export async function sitExams({ db, library }: RunningWorld, personId: string, now: Date): Promise<Exams> {
	const of = (module: string) => ({ door: 'module', standard: 'ky-nang-so-can-bo', module }) as const;
	const before = new Date(now.getTime() - TWO_DAYS);
	const actor = herself(personId, now);
	const handedIn = await startAttempt(db, library, actor, personId, of('chia-se-du-lieu'), before);
	const submission = { attemptId: handedIn.id, personId, helped: 'none' as const };
	await record(db, actor, submitAttempt, submission, new Date(before.getTime() + 60_000));
	const open = await startAttempt(db, library, actor, personId, of('phuc-vu-nguoi-dan'), now);
	const appeal = newId(now);
	const about = { id: appeal, personId, attemptId: handedIn.id, question: 1, reason: 'unclear' as const };
	await fileAppeal(db, actor, { ...about, text: 'Câu hỏi có hai cách hiểu (mẫu).' }, now);
	const looks = await stageLooks(db, handedIn, open.id, now);
	return { personId, open, handedIn, appeal, module: 'kiem-chung-thong-tin', looks };
}
