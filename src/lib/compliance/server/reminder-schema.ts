import { index, integer, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';

/** What somebody was reminded of: one row for each subject, channel and event, however often the job runs. */
export const reminders = pgTable(
	'reminders',
	{
		/** what it is about, such as a cycle of a duty: kind and ids */
		subject: text('subject').notNull(),
		/** one of CHANNELS */
		channel: text('channel').notNull(),
		/** what happened to it: so many days before it is due, overdue, a week */
		event: text('event').notNull(),
		/** who was reminded */
		personId: uuid('person_id').notNull(),
		/** claimed: being sent, or broken off in the middle, and then never sent again; sent; failed: to be tried again */
		state: text('state').notNull(),
		tries: integer('tries').notNull(),
		at: timestamp('at', { withTimezone: true }).notNull(),
		/** why it failed, a code */
		reason: text('reason')
	},
	(t) => [primaryKey({ columns: [t.subject, t.channel, t.event] }), index('reminders_person').on(t.personId, t.at)]
);
