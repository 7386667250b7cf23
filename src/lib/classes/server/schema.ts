import { sql } from 'drizzle-orm';
import {
	boolean,
	date,
	index,
	jsonb,
	pgTable,
	primaryKey,
	text,
	timestamp,
	uniqueIndex,
	uuid
} from 'drizzle-orm/pg-core';
import { learningPoints } from '#lib/territory/server/schema.ts';
import type { State } from '#lib/classes/board.ts';

/** A cohort that learns some modules, or for a standard, at a learning point on certain evenings. */
export const classes = pgTable(
	'classes',
	{
		/** made when the form was shown */
		id: uuid('id').primaryKey(),
		learningPointId: uuid('learning_point_id')
			.notNull()
			.references(() => learningPoints.id),
		/** of the learning point */
		wardCode: text('ward_code').notNull(),
		name: text('name').notNull(),
		/** residents, enterprise, cooperative, agency */
		learners: text('learners').notNull(),
		/** which enterprise, co-operative or agency */
		organisation: text('organisation'),
		/** what it learns for, or null and `modules` */
		standard: text('standard'),
		modules: jsonb('modules').$type<string[]>().notNull(),
		/** whether people of the ward enrol by themselves */
		openToAll: boolean('open_to_all').notNull(),
		createdBy: text('created_by').notNull(),
		createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
		closedOn: date('closed_on'),
		closedAt: timestamp('closed_at', { withTimezone: true }),
		closedBy: text('closed_by'),
		/** how the enrolled stood when it was closed; never counted anew */
		closing: jsonb('closing').$type<Record<State, number>>()
	},
	(t) => [index('classes_ward').on(t.wardCode)]
);

/** Who teaches a class. */
export const classTrainers = pgTable(
	'class_trainers',
	{
		classId: uuid('class_id')
			.notNull()
			.references(() => classes.id),
		personId: uuid('person_id').notNull(),
		namedBy: text('named_by').notNull(),
		namedAt: timestamp('named_at', { withTimezone: true }).notNull()
	},
	(t) => [primaryKey({ columns: [t.classId, t.personId] })]
);

/** An evening of a class; at most one a day that was not cancelled. */
export const classMeetings = pgTable(
	'class_meetings',
	{
		id: uuid('id').primaryKey(),
		classId: uuid('class_id')
			.notNull()
			.references(() => classes.id),
		day: date('day').notNull(),
		/** 19:00, by the clock in Viet Nam */
		starts: text('starts').notNull(),
		ends: text('ends').notNull(),
		cancelledAt: timestamp('cancelled_at', { withTimezone: true })
	},
	(t) => [
		uniqueIndex('class_meetings_day')
			.on(t.classId, t.day)
			.where(sql`cancelled_at is null`),
		index('class_meetings_class').on(t.classId)
	]
);

/** From which day to before which day somebody is enrolled, and when that was written down by whom. */
export const enrolments = pgTable(
	'enrolments',
	{
		id: uuid('id').primaryKey(),
		classId: uuid('class_id')
			.notNull()
			.references(() => classes.id),
		personId: uuid('person_id').notNull(),
		from: date('from').notNull(),
		to: date('to'),
		/** card, list, pasted, self */
		way: text('way').notNull(),
		enrolledBy: text('enrolled_by').notNull(),
		enrolledAt: timestamp('enrolled_at', { withTimezone: true }).notNull(),
		endedBy: text('ended_by'),
		endedAt: timestamp('ended_at', { withTimezone: true })
	},
	(t) => [
		uniqueIndex('enrolments_open')
			.on(t.classId, t.personId)
			.where(sql`"to" is null`),
		index('enrolments_class').on(t.classId),
		index('enrolments_person').on(t.personId)
	]
);

/** What stands beside a name for an evening. A correction replaces a row and keeps it. */
export const attendanceMarks = pgTable(
	'attendance_marks',
	{
		id: uuid('id').primaryKey(),
		meetingId: uuid('meeting_id')
			.notNull()
			.references(() => classMeetings.id),
		personId: uuid('person_id').notNull(),
		/** present, late, excused, absent */
		mark: text('mark').notNull(),
		/** card, tap, sheet, opening */
		way: text('way').notNull(),
		/** the moment of entry; the day it is about is the meeting's */
		markedAt: timestamp('marked_at', { withTimezone: true }).notNull(),
		markedBy: text('marked_by').notNull(),
		replacedAt: timestamp('replaced_at', { withTimezone: true })
	},
	(t) => [
		uniqueIndex('attendance_marks_in_force')
			.on(t.meetingId, t.personId)
			.where(sql`replaced_at is null`),
		index('attendance_marks_person').on(t.personId)
	]
);
