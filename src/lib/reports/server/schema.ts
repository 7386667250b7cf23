import { date, index, jsonb, pgTable, primaryKey, smallint, text, timestamp, unique, uuid } from 'drizzle-orm/pg-core';
import type { ReportState, ReportStep } from '#lib/reports/report.ts';

/** A report that was submitted at least once. While nobody has submitted it there is no row. */
export const reports = pgTable(
	'reports',
	{
		id: uuid('id').primaryKey(),
		/** campaign_day; extract_month, extract_quarter, extract_year */
		kind: text('kind').notNull(),
		wardCode: text('ward_code').notNull(),
		subjectId: uuid('subject_id').notNull(),
		day: date('day').notNull(),
		state: text('state').$type<ReportState>().notNull(),
		/** the figures as they were submitted; nothing else ever reads them into a sum */
		body: jsonb('body').notNull(),
		/** until when the figures knew what had been entered */
		knownAt: timestamp('known_at', { withTimezone: true }).notNull()
	},
	(t) => [unique('reports_one').on(t.kind, t.subjectId, t.wardCode, t.day), index('reports_ward').on(t.wardCode)]
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
