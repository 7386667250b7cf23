import { pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';

/** Where somebody on the staff wants reminders as letters; given by herself, and gone when she takes it back. */
export const mailAddresses = pgTable('mail_addresses', {
	personId: uuid('person_id').primaryKey(),
	address: text('address').notNull(),
	setAt: timestamp('set_at', { withTimezone: true }).notNull()
});
