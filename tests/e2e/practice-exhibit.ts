import { record } from '#lib/ledger/server/record.ts';
import type { Act } from '#lib/practice/step.ts';
import { readRun, startRun } from '#lib/practice/server/run.ts';
import { takeStep } from '#lib/practice/server/take-step.ts';
import { herself } from '#tests/world.ts';
import type { RunningWorld } from './world.ts';

export interface Runs {
	/** stands on a screen where something was just touched that is a mistake */
	open: string;
	/** its goal is reached, after a mistake */
	done: string;
}

const touch = (code: string): Act => ({ kind: 'touch', code, typed: {} });
/** The example about an app from the store: by a mistake and a hint to its goal. */
const TO_THE_GOAL: Act[] = [
	touch('0'),
	touch('1'),
	touch('0.0'),
	{ kind: 'touch', code: '1', typed: { 0: 'gọi hình mẫu' } },
	{ kind: 'hint' },
	...['0.1', '2', '2', '0.0', '0.1'].map(touch)
];

/** Two runs of one learner, as she would have taken them. */
export async function practise({ db, library }: RunningWorld, personId: string): Promise<Runs> {
	const now = new Date();
	const actor = herself(personId, now);
	const begin = (module: string, scenario: string) => startRun(db, library, actor, personId, { module, scenario }, now);
	const go = async (runId: string, acts: Act[]) => {
		for (const act of acts) {
			const { steps } = await readRun(db, actor, personId, runId);
			await record(db, actor, takeStep, { runId, personId, step: steps.length, act }, now);
		}
	};
	const open = await begin('thanh-toan', 'doc-ten-roi-chuyen-tien');
	await go(open.id, [touch('1.1')]);
	const done = await begin('dien-thoai', 'cai-ung-dung-tu-kho');
	await go(done.id, TO_THE_GOAL);
	if (!(await readRun(db, actor, personId, done.id)).done) throw new Error('the example has changed its way');
	return { open: open.id, done: done.id };
}
