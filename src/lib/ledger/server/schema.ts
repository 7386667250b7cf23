import { sql } from 'drizzle-orm';
import { index, jsonb, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';

/** The log. Append-only: the application's role may only add and read. Codes only, never free text. */
export const events = pgTable(
	'events',
	{
		/** a person or a residential group; an event that concerns two stands under both, with one id */
		subjectId: uuid('subject_id').notNull(),
		id: uuid('id').notNull(),
		kind: text('kind').notNull(),
		body: jsonb('body').notNull(),
		assistance: text('assistance'),
		witnessId: uuid('witness_id'),
		helperId: uuid('helper_id'),
		learningPointId: uuid('learning_point_id'),
		contentHash: text('content_hash'),
		actorId: text('actor_id').notNull(),
		occurredAt: timestamp('occurred_at', { withTimezone: true, precision: 3 }).notNull(),
		recordedAt: timestamp('recorded_at', { withTimezone: true, precision: 3 }).notNull()
	},
	(t) => [
		primaryKey({ columns: [t.subjectId, t.id] }),
		index('events_id').on(t.id),
		// what says of earlier events that it was not so, by when that became known
		index('events_corrections')
			.on(t.recordedAt)
			.where(
				sql`kind in ('person.merged', 'person.unmerged', 'person.corrected', 'assistance.stated', 'result.voided')`
			)
	]
);
