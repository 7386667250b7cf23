import { date, numeric, pgTable, text, uuid } from 'drizzle-orm/pg-core';

/** What a place has promised: a share of an indicator's population by a date. */
export const targets = pgTable('targets', {
	id: uuid('id').primaryKey(),
	/** vn, a province's code or a ward's code */
	place: text('place').notNull(),
	/** the standard's id, for the share of adults who attained it */
	indicator: text('indicator').notNull(),
	/** between 0 and 1 */
	value: numeric('value', { mode: 'number' }).notNull(),
	/** the day from which the pace is measured */
	startsOn: date('starts_on').notNull(),
	dueOn: date('due_on').notNull(),
	issuer: text('issuer').notNull(),
	source: text('source').notNull()
});
