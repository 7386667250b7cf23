import { bigserial, integer, jsonb, pgTable, text, timestamp } from 'drizzle-orm/pg-core';

/** What is true of this installation as a whole: whether its data are sample data, which version of the folds wrote its rows. */
export const installation = pgTable('installation', {
	key: text('key').primaryKey(),
	value: jsonb('value').notNull()
});

/** Who did what to which object. The application's role may only add and read. Holds codes, never free text or names. */
export const auditEntries = pgTable('audit_entries', {
	id: bigserial('id', { mode: 'number' }).primaryKey(),
	at: timestamp('at', { withTimezone: true }).notNull(),
	actorId: text('actor_id').notNull(),
	verb: text('verb').notNull(),
	objectKind: text('object_kind').notNull(),
	objectId: text('object_id').notNull(),
	detail: jsonb('detail')
});

/** Counters of the one throttle for every way in; the library rate-limiter-flexible owns the columns. */
export const rateLimits = pgTable('rate_limits', {
	key: text('key').primaryKey(),
	points: integer('points').notNull().default(0),
	expire: timestamp('expire', { mode: 'date', withTimezone: true })
});
