import { boolean, index, integer, jsonb, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { residentialGroups, wards } from '#lib/territory/server/schema.ts';
import type { Column, Field } from '#lib/rosters/columns.ts';
import type { Before, RosterState, RowOutcome, RowReason, RowState } from '#lib/rosters/roster.ts';

/** A file with residents that an officer sent, and how far it has come. */
export const rosters = pgTable(
	'rosters',
	{
		/** made when the form was shown */
		id: uuid('id').primaryKey(),
		wardCode: text('ward_code')
			.notNull()
			.references(() => wards.code),
		/** where rows without a group of their own belong */
		groupId: uuid('group_id').references(() => residentialGroups.id),
		fileName: text('file_name').notNull(),
		sentBy: uuid('sent_by').notNull(),
		sentAt: timestamp('sent_at', { withTimezone: true }).notNull(),
		state: text('state').$type<RosterState>().notNull(),
		/** what the file's columns are called, and what each holds */
		columns: jsonb('columns').$type<Column[]>().notNull(),
		/** when its rows began to be compared: whoever is registered later is looked for again */
		lookedAt: timestamp('looked_at', { withTimezone: true }),
		committedBy: uuid('committed_by'),
		committedAt: timestamp('committed_at', { withTimezone: true }),
		/** the refusal's code, where it was stopped */
		stoppedBecause: text('stopped_because')
	},
	(t) => [index('rosters_ward').on(t.wardCode, t.sentAt), index('rosters_state').on(t.state)]
);

/** The rows of such a file while they are worked on: what was read, what it would do, what became of it. */
export const rosterRows = pgTable(
	'roster_rows',
	{
		rosterId: uuid('roster_id')
			.notNull()
			.references(() => rosters.id, { onDelete: 'cascade' }),
		/** as a spreadsheet numbers it */
		line: integer('line').notNull(),
		/** without the columns that are never kept */
		cells: jsonb('cells').$type<string[]>().notNull(),
		state: text('state').$type<RowState>().notNull(),
		reasons: jsonb('reasons').$type<RowReason[]>().notNull(),
		fullName: text('full_name'),
		everydayName: text('everyday_name'),
		birthYear: integer('birth_year'),
		groupId: uuid('group_id'),
		household: text('household'),
		/** equal where two rows speak of one person */
		likeKey: text('like_key'),
		/** whom it registers, or whom it was found to be */
		personId: uuid('person_id'),
		eventId: uuid('event_id').notNull(),
		/** a doubtful row of which somebody said that it is another person */
		isAnother: boolean('is_another').notNull(),
		/** of somebody whom it put right: what stood there before, for taking it back */
		before: jsonb('before').$type<Before>(),
		outcome: text('outcome').$type<RowOutcome>(),
		doneAt: timestamp('done_at', { withTimezone: true })
	},
	(t) => [
		primaryKey({ columns: [t.rosterId, t.line] }),
		index('roster_rows_state').on(t.rosterId, t.state, t.line),
		index('roster_rows_key').on(t.rosterId, t.likeKey),
		index('roster_rows_person').on(t.personId)
	]
);

/** What a ward last said that a heading means, so that next month nobody says it again. */
export const rosterHeadings = pgTable(
	'roster_headings',
	{
		wardCode: text('ward_code')
			.notNull()
			.references(() => wards.code),
		heading: text('heading').notNull(),
		field: text('field').$type<Field>().notNull()
	},
	(t) => [primaryKey({ columns: [t.wardCode, t.heading] })]
);
