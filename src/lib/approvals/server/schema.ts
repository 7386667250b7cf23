import { index, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { ApprovalState, AskedVerb } from '#lib/approvals/approval.ts';

/** What waits, or waited, for a second person. `input` holds ids and codes, never names of people nor free text. */
export const approvals = pgTable(
	'approvals',
	{
		/** made when the form was shown: the same form sent twice asks once */
		id: uuid('id').primaryKey(),
		verb: text('verb').$type<AskedVerb>().notNull(),
		/** read and checked again when it is carried out */
		input: jsonb('input').notNull(),
		/** the smallest place that holds all it touches; all null for the whole country */
		groupId: uuid('group_id'),
		wardCode: text('ward_code'),
		provinceCode: text('province_code'),
		askedBy: text('asked_by').notNull(),
		askedAt: timestamp('asked_at', { withTimezone: true }).notNull(),
		/** when it is carried out unless somebody refuses; null: only when somebody approves */
		dueAt: timestamp('due_at', { withTimezone: true }),
		state: text('state').$type<ApprovalState>().notNull(),
		decidedBy: text('decided_by'),
		decidedAt: timestamp('decided_at', { withTimezone: true }),
		/** what came of it: a refusal's code, or counts */
		outcome: jsonb('outcome').$type<Record<string, string | number>>()
	},
	(t) => [index('approvals_state').on(t.state), index('approvals_ward').on(t.wardCode)]
);
