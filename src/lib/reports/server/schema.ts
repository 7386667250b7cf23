import { date, index, jsonb, pgTable, primaryKey, smallint, text, timestamp, unique, uuid } from 'drizzle-orm/pg-core';
import type { ReportState, ReportStep } from '#lib/reports/report.ts';

/** A report that was submitted at least once. While nobody has submitted it there is no row. */
export const reports = pgTable(
	'reports',
	{
		id: uuid('id').primaryKey(),
		/** campaign_day; extract_month, …; literacy_month, literacy_quarter, literacy_year, literacy_campaign */
		kind: text('kind').notNull(),
		/** a ward's code; a province's, where its own office reports */
		place: text('place').notNull(),
		subjectId: text('subject_id').notNull(),
		day: date('day').notNull(),
		state: text('state').$type<ReportState>().notNull(),
		/** the figures as they were submitted; nothing else ever reads them into a sum */
		body: jsonb('body').notNull(),
		/** until when the figures knew what had been entered */
		knownAt: timestamp('known_at', { withTimezone: true }).notNull()
	},
	(t) => [
		unique('reports_one').on(t.kind, t.subjectId, t.place, t.day),
		index('reports_place').on(t.place),
		index('reports_open').on(t.day, t.id)
	]
);

/** Who did what to a report, and when. */
export const reportSteps = pgTable(
	'report_steps',
	{
		reportId: uuid('report_id')
			.notNull()
			.references(() => reports.id),
		n: smallint('n').notNull(),
		step: text('step').$type<ReportStep>().notNull(),
		by: text('by').notNull(),
		at: timestamp('at', { withTimezone: true }).notNull(),
		/** why it was returned */
		note: text('note')
	},
	(t) => [primaryKey({ columns: [t.reportId, t.n] })]
);

/** Number, symbol and day of the signed paper of a closed report, the last row in force; what stood before stays. */
export const reportDocuments = pgTable(
	'report_documents',
	{
		reportId: uuid('report_id')
			.notNull()
			.references(() => reports.id),
		n: smallint('n').notNull(),
		number: text('number').notNull(),
		symbol: text('symbol').notNull(),
		day: date('day').notNull(),
		by: text('by').notNull(),
		at: timestamp('at', { withTimezone: true }).notNull(),
		/** why it was corrected; null for the first */
		reason: text('reason')
	},
	(t) => [primaryKey({ columns: [t.reportId, t.n] })]
);
