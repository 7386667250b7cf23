import { bigint, bigserial, index, integer, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';

/** What is true of this installation as a whole: whether its data are sample data, which version of the folds wrote its rows. */
export const installation = pgTable('installation', {
	key: text('key').primaryKey(),
	value: jsonb('value').notNull()
});

/** Who did what to whom, when, from where. The application's role may only add and read. Holds codes, never free text or names. */
export const auditEntries = pgTable(
	'audit_entries',
	{
		id: bigserial('id', { mode: 'number' }).primaryKey(),
		at: timestamp('at', { withTimezone: true }).notNull(),
		actorId: text('actor_id').notNull(),
		/** the role that let her, and the place at which she holds it; null for whoever acts without a role */
		role: text('role'),
		rolePlace: text('role_place'),
		/** `network:` and a keyed hash of the address, or what a device calls itself; never the address */
		origin: text('origin'),
		/** a verb of the permission table, or the kind of the event that the log holds */
		verb: text('verb').notNull(),
		objectKind: text('object_kind').notNull(),
		objectId: text('object_id').notNull(),
		/** whom it concerns */
		personId: uuid('person_id'),
		/** the ward it concerns, or a province; null where neither is known */
		place: text('place'),
		detail: jsonb('detail')
	},
	(t) => [
		index('audit_entries_person').on(t.personId, t.id),
		index('audit_entries_actor').on(t.actorId, t.id),
		index('audit_entries_place').on(t.place, t.id)
	]
);

/**
 * The chain over the audit, one row an entry in the order of ids: `hash` covers the row before, this entry and the
 * moment of chaining. Only added to, like the entries themselves.
 */
export const auditChain = pgTable('audit_chain', {
	entryId: bigint('entry_id', { mode: 'number' }).primaryKey(),
	/** SHA-256 of the entry; the chain still holds where an old entry was deleted after its time */
	entryHash: text('entry_hash').notNull(),
	chainedAt: timestamp('chained_at', { withTimezone: true, precision: 3 }).notNull(),
	hash: text('hash').notNull()
});

/** Counters of the one throttle for every way in; the library rate-limiter-flexible owns the columns. */
export const rateLimits = pgTable('rate_limits', {
	key: text('key').primaryKey(),
	points: integer('points').notNull().default(0),
	expire: timestamp('expire', { mode: 'date', withTimezone: true })
});
