import { jsonb, pgTable, text, timestamp } from 'drizzle-orm/pg-core';

/** Every module, lesson, question, scenario and standard ever shown, and every text agreed to, by the hash of its content. Immutable. */
export const contentVersions = pgTable('content_versions', {
	hash: text('hash').primaryKey(),
	/** standard, module, lesson, question, scenario, consent */
	kind: text('kind').notNull(),
	id: text('id').notNull(),
	body: jsonb('body').notNull(),
	storedAt: timestamp('stored_at', { withTimezone: true }).notNull()
});
