import type { LogEvent } from '#lib/shared/log.ts';
import type { Answer } from '#lib/learning/form.ts';

export type LessonCompleted = LogEvent<'lesson.completed', { module: string; lesson: string }>;

export type PracticeSubmitted = LogEvent<
	'practice.submitted',
	{ attemptId: string; module: string; lesson: string; asked: number; right: number }
>;

/** How one question of a submitted test was drawn, answered and marked. */
export interface Mark {
	/** hash of the question */
	question: string;
	module: string;
	skill: string;
	order: number[];
	answer: Answer;
	right: boolean;
}

export interface ModuleScore {
	module: string;
	asked: number;
	right: number;
	/** for the module's own test: whether it is passed; inside a whole test: whether its own minimum was reached */
	passed: boolean;
}

/**
 * A test was handed in and marked. `contentHash` is the standard's version; `witnessId` stands there only if the
 * witness confirmed the person at start and end. The id was made when the attempt started.
 */
export type TestSubmitted = LogEvent<
	'test.submitted',
	{
		attemptId: string;
		door: 'module' | 'whole';
		standard: string;
		modules: ModuleScore[];
		marks: Mark[];
		passed: boolean;
	}
>;

/** How somebody did one task of a practical check. */
export const TASK_MARKS = ['alone', 'prompted', 'not_yet'] as const;
export type TaskMark = (typeof TASK_MARKS)[number];

/** On which phone: the drawn one, or the person's own. */
export const CHECK_PHONES = ['drawn', 'own'] as const;
export type CheckPhone = (typeof CHECK_PHONES)[number];

/**
 * Somebody did the five tasks of a standard before a witness: `witnessId` always stands there. `contentHash` is the
 * standard's version, `learningPointId` the point or null for her house. It happened on `occurredAt`'s day; a sheet
 * of paper is typed in later, by whoever `actorId` is.
 */
export type PracticalCheckRecorded = LogEvent<
	'practical_check.recorded',
	{
		standard: string;
		tasks: { task: string; mark: TaskMark }[];
		phone: CheckPhone;
		/** her house, where it was done there */
		householdId: string | null;
		onPaper: boolean;
		/** per required module, how many of its tasks she did alone */
		modules: ModuleScore[];
		passed: boolean;
	}
>;

/** Somebody states later how much help a result had; it can only be raised. The kind stands in `assistance`. */
export type AssistanceStated = LogEvent<'assistance.stated', { result: string }>;

export const VOID_REASONS = ['wrong_person', 'answered_by_another', 'leaked_questions', 'technical_fault'] as const;
export type VoidReason = (typeof VOID_REASONS)[number];

/** A result does not stand. It is never deleted; what rested on it is worked out anew. */
export type ResultVoided = LogEvent<'result.voided', { result: string; reason: VoidReason }>;

export type LearningEvent =
	LessonCompleted | PracticeSubmitted | TestSubmitted | PracticalCheckRecorded | AssistanceStated | ResultVoided;
