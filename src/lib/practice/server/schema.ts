import { sql } from 'drizzle-orm';
import {
	boolean,
	date,
	index,
	integer,
	jsonb,
	pgTable,
	primaryKey,
	text,
	timestamp,
	uniqueIndex,
	uuid
} from 'drizzle-orm/pg-core';
import type { Standing, Step } from '#lib/practice/step.ts';

/** A run through a scenario. A working row while it runs; its end is one event, whose id is made here at the start. */
export const practiceRuns = pgTable(
	'practice_runs',
	{
		id: uuid('id').primaryKey(),
		personId: uuid('person_id').notNull(),
		module: text('module').notNull(),
		scenario: text('scenario').notNull(),
		scenarioHash: text('scenario_hash').notNull(),
		standing: jsonb('standing').$type<Standing>().notNull(),
		steps: jsonb('steps').$type<Step[]>().notNull(),
		endId: uuid('end_id').notNull().unique(),
		startedAt: timestamp('started_at', { withTimezone: true }).notNull(),
		endedAt: timestamp('ended_at', { withTimezone: true }),
		/** whether it ended at its goal */
		done: boolean('done').notNull()
	},
	(t) => [
		uniqueIndex('practice_runs_one_open')
			.on(t.personId, t.module, t.scenario)
			.where(sql`ended_at is null`),
		index('practice_runs_person').on(t.personId)
	]
);

/** Folded from the log: how far a person is with each scenario. */
export const scenarioProgress = pgTable(
	'scenario_progress',
	{
		personId: uuid('person_id').notNull(),
		module: text('module').notNull(),
		scenario: text('scenario').notNull(),
		runs: integer('runs').notNull(),
		doneOn: date('done_on'),
		/** without a mistake and without help */
		aloneOn: date('alone_on'),
		lastOn: date('last_on').notNull()
	},
	(t) => [primaryKey({ columns: [t.personId, t.module, t.scenario] })]
);
