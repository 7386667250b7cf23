import { dayOf, type Day } from '#lib/shared/dates.ts';
import { moreAssistance, type Assistance, type LogEvent } from '#lib/shared/log.ts';
import type { LearningEvent, Mark, ModuleScore, PracticalCheckRecorded, VoidReason } from '#lib/learning/events.ts';

/** Three doors to a standard that do not mix. */
export type Door = 'module' | 'whole' | 'practical';

/** A result of a test or a practical check as it stands today: with the help stated later, and voided if somebody voided it. */
export interface TestResult {
	/** id of the submission's event */
	id: string;
	/** null for a practical check, which has no questions */
	attemptId: string | null;
	day: Day;
	occurredAt: Date;
	standard: string;
	/** hash of the standard's version by which it was marked */
	standardHash: string;
	door: Door;
	modules: ModuleScore[];
	marks: Mark[];
	/** of a practical check: how each task went */
	tasks: PracticalCheckRecorded['body']['tasks'];
	passed: boolean;
	assistance: Assistance;
	witnessed: boolean;
	witnessId: string | null;
	learningPointId: string | null;
	voided: VoidReason | null;
}

/** All results in a person's events, oldest first. Statements and voidings that name no known result wait. */
export function resultsOf(events: readonly LogEvent[]): TestResult[] {
	const results = new Map<string, TestResult>();
	for (const event of events as readonly LearningEvent[]) {
		if (results.has(event.id)) continue;
		if (event.kind === 'test.submitted') {
			results.set(event.id, { ...event.body, tasks: [], ...howOf(event) });
		} else if (event.kind === 'practical_check.recorded') {
			const { standard, modules, tasks, passed } = event.body;
			const own = { attemptId: null, door: 'practical' as const, marks: [] };
			results.set(event.id, { standard, modules, tasks, passed, ...own, ...howOf(event) });
		}
	}
	for (const event of events as readonly LearningEvent[]) {
		if (event.kind === 'assistance.stated') {
			const result = results.get(event.body.result);
			if (result) result.assistance = moreAssistance(result.assistance, event.assistance ?? 'none');
		} else if (event.kind === 'result.voided') {
			const result = results.get(event.body.result);
			if (result) result.voided ??= event.body.reason;
		}
	}
	return [...results.values()];
}

function howOf(event: LogEvent) {
	return {
		id: event.id,
		day: dayOf(event.occurredAt),
		occurredAt: event.occurredAt,
		standardHash: event.contentHash ?? '',
		assistance: event.assistance ?? 'none',
		witnessed: event.witnessId !== null,
		witnessId: event.witnessId,
		learningPointId: event.learningPointId,
		voided: null
	};
}

/** Lessons finished, each with the first day. */
export function lessonsOf(events: readonly LogEvent[]): { module: string; lesson: string; completedOn: Day }[] {
	const lessons = new Map<string, { module: string; lesson: string; completedOn: Day }>();
	for (const event of events as readonly LearningEvent[]) {
		if (event.kind !== 'lesson.completed') continue;
		const { module, lesson } = event.body;
		const key = `${module}/${lesson}`;
		if (!lessons.has(key)) lessons.set(key, { module, lesson, completedOn: dayOf(event.occurredAt) });
	}
	return [...lessons.values()];
}

export interface SkillScore {
	skill: string;
	asked: number;
	right: number;
	lastOn: Day;
}

/** What results say about each skill, all of them together. */
export function skillsOf(results: readonly TestResult[]): SkillScore[] {
	const skills = new Map<string, SkillScore>();
	for (const result of results) {
		for (const mark of result.marks) {
			const score = skills.get(mark.skill) ?? { skill: mark.skill, asked: 0, right: 0, lastOn: result.day };
			score.asked += 1;
			if (mark.right) score.right += 1;
			if (result.day > score.lastOn) score.lastOn = result.day;
			skills.set(mark.skill, score);
		}
	}
	return [...skills.values()];
}
