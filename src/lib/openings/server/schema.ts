import { sql } from 'drizzle-orm';
import { index, pgTable, primaryKey, smallint, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { learningPoints } from '#lib/territory/server/schema.ts';

/** An evening at a learning point. It ends by itself at `endsAt`; closed before, at `closedAt`. */
export const openings = pgTable(
	'openings',
	{
		id: uuid('id').primaryKey(),
		learningPointId: uuid('learning_point_id')
			.notNull()
			.references(() => learningPoints.id),
		/** of the learning point: tablets of a ward share a budget of wrong tries */
		wardCode: text('ward_code').notNull(),
		openedBy: uuid('opened_by').notNull(),
		openedAt: timestamp('opened_at', { withTimezone: true }).notNull(),
		endsAt: timestamp('ends_at', { withTimezone: true }).notNull(),
		closedAt: timestamp('closed_at', { withTimezone: true }),
		/** with which tablets join: shown on the trainer's phone all evening, worthless afterwards or once renewed */
		code: text('code').notNull().unique()
	},
	(t) => [index('openings_point').on(t.learningPointId, t.endsAt)]
);

/** A shared tablet of one opening. Its cookie holds a random token, the row its SHA-256. */
export const tablets = pgTable(
	'tablets',
	{
		id: uuid('id').primaryKey(),
		openingId: uuid('opening_id')
			.notNull()
			.references(() => openings.id),
		/** what people call it: máy 3 */
		number: smallint('number').notNull(),
		secretHash: text('secret_hash').notNull().unique(),
		joinedAt: timestamp('joined_at', { withTimezone: true }).notNull(),
		putOutAt: timestamp('put_out_at', { withTimezone: true })
	},
	(t) => [
		uniqueIndex('tablets_number')
			.on(t.openingId, t.number)
			.where(sql`put_out_at is null`)
	]
);

/** Who has signed in on a tablet of an opening: today's list. */
export const arrivals = pgTable(
	'arrivals',
	{
		openingId: uuid('opening_id')
			.notNull()
			.references(() => openings.id),
		personId: uuid('person_id').notNull(),
		at: timestamp('at', { withTimezone: true }).notNull()
	},
	(t) => [primaryKey({ columns: [t.openingId, t.personId] })]
);

/** Somebody at a tablet has shown her card and asks for the trainer's nod; one at a time on each tablet. */
export const nods = pgTable('nods', {
	tabletId: uuid('tablet_id')
		.primaryKey()
		.references(() => tablets.id),
	personId: uuid('person_id').notNull(),
	askedAt: timestamp('asked_at', { withTimezone: true }).notNull(),
	givenBy: uuid('given_by'),
	givenAt: timestamp('given_at', { withTimezone: true })
});

/** From when to when somebody was helped, and how. Open while `to` is null and her session is alive. */
export const helpIntervals = pgTable(
	'help_intervals',
	{
		id: uuid('id').primaryKey(),
		openingId: uuid('opening_id')
			.notNull()
			.references(() => openings.id),
		signInId: uuid('sign_in_id').notNull(),
		personId: uuid('person_id').notNull(),
		/** read_aloud, prompted, done_for */
		kind: text('kind').notNull(),
		/** the trainer or helper who said it of herself, from her own phone */
		helperId: uuid('helper_id'),
		from: timestamp('from', { withTimezone: true }).notNull(),
		to: timestamp('to', { withTimezone: true }),
		/** when her session last showed a page: where it ended without a word, the help ended with it */
		seenAt: timestamp('seen_at', { withTimezone: true }).notNull()
	},
	(t) => [
		index('help_intervals_person').on(t.personId),
		uniqueIndex('help_intervals_open')
			.on(t.signInId)
			.where(sql`"to" is null`)
	]
);
