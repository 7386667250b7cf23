import { sql } from 'drizzle-orm';
import {
	boolean,
	date,
	doublePrecision,
	index,
	integer,
	jsonb,
	pgTable,
	primaryKey,
	smallint,
	text,
	timestamp,
	unique,
	uniqueIndex,
	uuid
} from 'drizzle-orm/pg-core';
import { learningPoints } from '#lib/territory/server/schema.ts';
import type { Accommodation } from '#lib/learning/accommodation.ts';
import type { AppealDecision, AppealReason } from '#lib/learning/appeal.ts';
import type { Answer, FormItem } from '#lib/learning/form.ts';

/** A test or a practice round. While open it is a working row; its submission is one event, whose id is made here at the start. */
export const attempts = pgTable(
	'attempts',
	{
		id: uuid('id').primaryKey(),
		personId: uuid('person_id').notNull(),
		/** practice:<module>/<lesson>, module:<standard>/<module>, whole:<standard> */
		test: text('test').notNull(),
		standardHash: text('standard_hash'),
		seed: text('seed').notNull(),
		form: jsonb('form').$type<FormItem[]>().notNull(),
		submissionId: uuid('submission_id').notNull().unique(),
		startedAt: timestamp('started_at', { withTimezone: true }).notNull(),
		submittedAt: timestamp('submitted_at', { withTimezone: true }),
		/** until when it may be answered; null: as long as it takes */
		deadlineAt: timestamp('deadline_at', { withTimezone: true }),
		witnessId: uuid('witness_id'),
		learningPointId: uuid('learning_point_id').references(() => learningPoints.id),
		witnessedStartAt: timestamp('witnessed_start_at', { withTimezone: true }),
		witnessedEndAt: timestamp('witnessed_end_at', { withTimezone: true }),
		/** how much help there was, as the witness said at the end */
		witnessedAssistance: text('witnessed_assistance')
	},
	(t) => [
		uniqueIndex('attempts_one_open')
			.on(t.personId, t.test)
			.where(sql`submitted_at is null`),
		index('attempts_person').on(t.personId),
		index('attempts_point')
			.on(t.learningPointId, t.submittedAt)
			.where(sql`learning_point_id is not null`),
		index('attempts_deadline')
			.on(t.deadlineAt)
			.where(sql`submitted_at is null`)
	]
);

/** The last saved answer of each question of an attempt; the last save wins while the attempt is open. */
export const attemptAnswers = pgTable(
	'attempt_answers',
	{
		attemptId: uuid('attempt_id')
			.notNull()
			.references(() => attempts.id),
		n: smallint('n').notNull(),
		answer: jsonb('answer').$type<Answer>().notNull(),
		savedAt: timestamp('saved_at', { withTimezone: true }).notNull()
	},
	(t) => [primaryKey({ columns: [t.attemptId, t.n] })]
);

/** More time than others for tests with a time limit, granted by an officer for a reason. */
export const accommodations = pgTable('accommodations', {
	personId: uuid('person_id').primaryKey(),
	extraPercent: smallint('extra_percent').notNull(),
	reason: text('reason').$type<Accommodation['reason']>().notNull(),
	setBy: text('set_by').notNull(),
	setAt: timestamp('set_at', { withTimezone: true }).notNull()
});

/** What somebody says is not right about a question or the result of her test, and what she was answered. Once about each. */
export const appeals = pgTable(
	'appeals',
	{
		id: uuid('id').primaryKey(),
		personId: uuid('person_id').notNull(),
		attemptId: uuid('attempt_id')
			.notNull()
			.references(() => attempts.id),
		/** from 1; 0 for the result as a whole */
		question: smallint('question').notNull(),
		reason: text('reason').$type<AppealReason>().notNull(),
		/** her words; null once she is erased */
		text: text('text'),
		filedAt: timestamp('filed_at', { withTimezone: true }).notNull(),
		decision: text('decision').$type<AppealDecision>(),
		reply: text('reply'),
		answeredBy: text('answered_by'),
		answeredAt: timestamp('answered_at', { withTimezone: true })
	},
	(t) => [unique('appeals_once').on(t.attemptId, t.question), index('appeals_person').on(t.personId)]
);

/** What all tests that count say about each question, over all places; worked out anew by night. */
export const itemStatistics = pgTable('item_statistics', {
	question: text('question').primaryKey(),
	module: text('module').notNull(),
	skill: text('skill').notNull(),
	asked: integer('asked').notNull(),
	right: integer('right').notNull(),
	recentAsked: integer('recent_asked').notNull(),
	recentRight: integer('recent_right').notNull(),
	discrimination: doublePrecision('discrimination'),
	/** where questions were answered one by one; null where that is not known */
	medianSeconds: integer('median_seconds'),
	/** of tests on one page, handed in before their time was up: the time of the whole test, shared among its questions */
	wholeSeconds: integer('whole_seconds'),
	computedAt: timestamp('computed_at', { withTimezone: true }).notNull()
});

/** Two tests with the same rare wrong answers, for somebody to look at; worked out anew by night. */
export const answerPairs = pgTable(
	'answer_pairs',
	{
		/** the ids of the attempts, the lesser first */
		first: uuid('first').notNull(),
		second: uuid('second').notNull(),
		test: text('test').notNull(),
		sameWrong: integer('same_wrong').notNull(),
		/** how likely it is by chance, as its natural logarithm */
		likelihood: doublePrecision('likelihood').notNull(),
		on: date('on').notNull(),
		computedAt: timestamp('computed_at', { withTimezone: true }).notNull()
	},
	(t) => [primaryKey({ columns: [t.first, t.second] })]
);

/** Folded from the log: lessons that a person has finished reading. */
export const lessonProgress = pgTable(
	'lesson_progress',
	{
		personId: uuid('person_id').notNull(),
		module: text('module').notNull(),
		lesson: text('lesson').notNull(),
		completedOn: date('completed_on').notNull()
	},
	(t) => [primaryKey({ columns: [t.personId, t.module, t.lesson] })]
);

/** Folded from the log: how a person has fared with each test, in results that count. */
export const testStandings = pgTable(
	'test_standings',
	{
		personId: uuid('person_id').notNull(),
		/** module:<standard>/<module>, whole:<standard> */
		test: text('test').notNull(),
		tries: integer('tries').notNull(),
		/** how many in a row were not passed, up to the last one; none once it is passed */
		failed: integer('failed').notNull(),
		passedOn: date('passed_on'),
		lastOn: date('last_on').notNull()
	},
	(t) => [primaryKey({ columns: [t.personId, t.test] })]
);

/** Folded from the log: what each result that counts said about each module asked in it. */
export const moduleResults = pgTable(
	'module_results',
	{
		personId: uuid('person_id').notNull(),
		/** id of the submission's event */
		result: uuid('result').notNull(),
		module: text('module').notNull(),
		standard: text('standard').notNull(),
		/** module, whole or practical; of a practical check `asked` are tasks, and `right` those done alone */
		door: text('door').notNull(),
		day: date('day').notNull(),
		asked: integer('asked').notNull(),
		right: integer('right').notNull(),
		/** of a test over the whole standard: only if the whole was passed too */
		passed: boolean('passed').notNull(),
		witnessed: boolean('witnessed').notNull()
	},
	(t) => [primaryKey({ columns: [t.personId, t.result, t.module] })]
);

/** Folded from the log: what counting test results say about a person's skill, all attempts together. */
export const skillEvidence = pgTable(
	'skill_evidence',
	{
		personId: uuid('person_id').notNull(),
		skill: text('skill').notNull(),
		asked: integer('asked').notNull(),
		right: integer('right').notNull(),
		lastOn: date('last_on').notNull()
	},
	(t) => [primaryKey({ columns: [t.personId, t.skill] })]
);
