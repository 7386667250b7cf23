import { sql } from 'drizzle-orm';
import { date, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';

/** Folded from the log: where a person stands against a standard; null is "not yet". */
export const literacyStatuses = pgTable(
	'literacy_statuses',
	{
		personId: uuid('person_id').notNull(),
		standard: text('standard').notNull(),
		/** first day with counting evidence, passed or not, for every required module */
		assessedDay: date('assessed_day'),
		attainedDay: date('attained_day'),
		/** first day attained on witnessed evidence alone */
		witnessedDay: date('witnessed_day'),
		/** the version of the standard that was attained, or the newest one tried */
		version: integer('version').notNull(),
		/** ids of the submissions behind the attainment, oldest first */
		evidence: jsonb('evidence').$type<string[]>().notNull()
	},
	(t) => [
		primaryKey({ columns: [t.personId, t.standard] }),
		// who attained it between two days
		index('literacy_statuses_attained')
			.on(t.standard, t.attainedDay)
			.where(sql`attained_day is not null`)
	]
);

/** Dated changes, never totals: a figure as of any day is the sum of the rows up to it. */
export const groupTallies = pgTable(
	'group_tallies',
	{
		groupId: uuid('group_id').notNull(),
		standard: text('standard').notNull(),
		day: date('day').notNull(),
		/** 0: by the standard's own age rule; another age: what its figures have beside that, of people between the two */
		ageFrom: integer('age_from').notNull(),
		assessed: integer('assessed').notNull(),
		attained: integer('attained').notNull(),
		witnessed: integer('witnessed').notNull()
	},
	(t) => [
		primaryKey({ columns: [t.groupId, t.standard, t.day, t.ageFrom] }),
		// with the numbers themselves: a figure is summed from the index alone, in half the time
		index('group_tallies_sums').on(t.groupId, t.standard, t.day, t.ageFrom, t.assessed, t.attained, t.witnessed)
	]
);
