import { sql } from 'drizzle-orm';
import {
	date,
	index,
	integer,
	jsonb,
	pgTable,
	primaryKey,
	smallint,
	text,
	timestamp,
	uniqueIndex,
	uuid
} from 'drizzle-orm/pg-core';
import { wards } from '#lib/territory/server/schema.ts';
import type { DrillFormItem } from '#lib/drills/drill.ts';

/** A drill. While open it is a working row; its end is one event, whose id is made here at the start. */
export const drills = pgTable(
	'drills',
	{
		id: uuid('id').primaryKey(),
		personId: uuid('person_id').notNull(),
		seed: text('seed').notNull(),
		form: jsonb('form').$type<DrillFormItem[]>().notNull(),
		/** how many items of the form are fakes */
		fakes: smallint('fakes').notNull(),
		endId: uuid('end_id').notNull().unique(),
		startedAt: timestamp('started_at', { withTimezone: true }).notNull(),
		endedAt: timestamp('ended_at', { withTimezone: true })
	},
	(t) => [
		uniqueIndex('drills_one_open')
			.on(t.personId)
			.where(sql`ended_at is null`),
		index('drills_person').on(t.personId)
	]
);

/** The last saved choice for each item, as authored; the last save wins while the drill is open. */
export const drillAnswers = pgTable(
	'drill_answers',
	{
		drillId: uuid('drill_id')
			.notNull()
			.references(() => drills.id),
		n: smallint('n').notNull(),
		choice: smallint('choice').notNull(),
		savedAt: timestamp('saved_at', { withTimezone: true }).notNull()
	},
	(t) => [primaryKey({ columns: [t.drillId, t.n] })]
);

/** Folded from the log: how somebody stands with drills, and when the next one is due. */
export const drillStandings = pgTable('drill_standings', {
	personId: uuid('person_id').primaryKey(),
	drills: integer('drills').notNull(),
	passedInRow: integer('passed_in_row').notNull(),
	lastOn: date('last_on').notNull(),
	dueOn: date('due_on').notNull(),
	/** of the last drill */
	fakes: integer('fakes').notNull(),
	misses: integer('misses').notNull(),
	genuines: integer('genuines').notNull(),
	falseAlarms: integer('false_alarms').notNull()
});

/** A fraud that goes round in a ward, for its drills. */
export const localScams = pgTable(
	'local_scams',
	{
		id: uuid('id').primaryKey(),
		wardCode: text('ward_code')
			.notNull()
			.references(() => wards.code),
		/** message, call, page, qr */
		kind: text('kind').notNull(),
		cameFrom: text('came_from').notNull(),
		text: text('text').notNull(),
		rightChoice: text('right_choice').notNull(),
		wrongChoice: text('wrong_choice').notNull(),
		explain: text('explain').notNull(),
		/** proposed, approved, withdrawn */
		state: text('state').notNull(),
		/** of the item as it is drawn, once it is approved */
		hash: text('hash'),
		proposedBy: uuid('proposed_by').notNull(),
		proposedAt: timestamp('proposed_at', { withTimezone: true }).notNull(),
		decidedBy: uuid('decided_by'),
		decidedAt: timestamp('decided_at', { withTimezone: true })
	},
	(t) => [index('local_scams_ward').on(t.wardCode, t.state)]
);
