import { index, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';

/** A list with names that somebody may take away once, for some minutes. */
export const exportLinks = pgTable(
	'export_links',
	{
		id: uuid('id').primaryKey(),
		/** whose it is */
		personId: uuid('person_id').notNull(),
		/** which list, such as group_roll */
		kind: text('kind').notNull(),
		/** id of what it is of */
		subject: text('subject').notNull(),
		madeAt: timestamp('made_at', { withTimezone: true }).notNull(),
		takenAt: timestamp('taken_at', { withTimezone: true })
	},
	(t) => [index('export_links_person').on(t.personId, t.madeAt)]
);
