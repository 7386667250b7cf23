import { index, integer, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { ItemFlag } from '#lib/learning/items.ts';
import type { ItemNote, PairNote } from '#lib/learning/look.ts';

/** Somebody looked at a question and found something; a changed question has another hash, so it is looked at anew. */
export const itemLooks = pgTable(
	'item_looks',
	{
		id: uuid('id').primaryKey(),
		question: text('question').notNull(),
		/** what was odd about it then */
		flags: jsonb('flags').$type<ItemFlag[]>().notNull(),
		asked: integer('asked').notNull(),
		note: text('note').$type<ItemNote>().notNull(),
		lookedBy: uuid('looked_by').notNull(),
		lookedAt: timestamp('looked_at', { withTimezone: true }).notNull()
	},
	(t) => [index('item_looks_question').on(t.question, t.lookedAt)]
);

/** Somebody looked at two tests with the same rare wrong answers and found something. */
export const pairLooks = pgTable(
	'pair_looks',
	{
		id: uuid('id').primaryKey(),
		/** the ids of the attempts, the lesser first */
		first: uuid('first').notNull(),
		second: uuid('second').notNull(),
		sameWrong: integer('same_wrong').notNull(),
		note: text('note').$type<PairNote>().notNull(),
		lookedBy: uuid('looked_by').notNull(),
		lookedAt: timestamp('looked_at', { withTimezone: true }).notNull()
	},
	(t) => [index('pair_looks_pair').on(t.first, t.second, t.lookedAt)]
);
