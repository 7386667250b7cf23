import {
	boolean,
	date,
	doublePrecision,
	index,
	integer,
	pgTable,
	primaryKey,
	smallint,
	text,
	timestamp,
	uuid
} from 'drizzle-orm/pg-core';
import { wards } from '#lib/territory/server/schema.ts';
import type { RecheckOutcome } from '#lib/indicators/recheck.ts';

/** A random draw of people counted as attained, with all that is needed to draw them again. Never changed. */
export const rechecks = pgTable(
	'rechecks',
	{
		/** made when the form was shown */
		id: uuid('id').primaryKey(),
		wardCode: text('ward_code')
			.notNull()
			.references(() => wards.code),
		/** one residential group of the ward, or null for the whole ward */
		groupId: uuid('group_id'),
		/** the same for all groups of a province that were drawn in one step; null for a draw by itself */
		roundId: uuid('round_id'),
		standard: text('standard').notNull(),
		/** the modules that the standard asks for, at the draw */
		modules: text('modules').array().notNull(),
		seed: text('seed').notNull(),
		size: integer('size').notNull(),
		/** drawn more often where signals point */
		weighted: boolean('weighted').notNull(),
		/** everybody who could be drawn, and how much each weighed */
		frame: uuid('frame').array().notNull(),
		weights: smallint('weights').array().notNull(),
		asOf: date('as_of').notNull(),
		drawnBy: text('drawn_by').notNull(),
		drawnAt: timestamp('drawn_at', { withTimezone: true }).notNull()
	},
	(t) => [
		index('rechecks_ward').on(t.wardCode, t.drawnAt),
		index('rechecks_group').on(t.groupId, t.drawnAt),
		index('rechecks_round').on(t.roundId)
	]
);

/** Who was drawn, how likely that was, and what a witness noted where no test could be taken. */
export const recheckPeople = pgTable(
	'recheck_people',
	{
		recheckId: uuid('recheck_id')
			.notNull()
			.references(() => rechecks.id),
		personId: uuid('person_id').notNull(),
		probability: doublePrecision('probability').notNull(),
		outcome: text('outcome').$type<RecheckOutcome>(),
		notedBy: text('noted_by'),
		notedAt: timestamp('noted_at', { withTimezone: true })
	},
	(t) => [primaryKey({ columns: [t.recheckId, t.personId] }), index('recheck_people_person').on(t.personId)]
);
