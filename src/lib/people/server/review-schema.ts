import { sql } from 'drizzle-orm';
import { date, index, integer, pgTable, primaryKey, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import type { ReviewAnswer } from '#lib/people/review.ts';
import { residentialGroups } from '#lib/territory/server/schema.ts';

/** Rà soát hộ: the head of a group goes from house to house. One at a time in a group. */
export const householdReviews = pgTable(
	'household_reviews',
	{
		/** made when the form was shown */
		id: uuid('id').primaryKey(),
		groupId: uuid('group_id')
			.notNull()
			.references(() => residentialGroups.id),
		startedBy: text('started_by').notNull(),
		startedAt: timestamp('started_at', { withTimezone: true }).notNull(),
		endedAt: timestamp('ended_at', { withTimezone: true })
	},
	(t) => [
		uniqueIndex('household_reviews_one_open')
			.on(t.groupId)
			.where(sql`ended_at is null`)
	]
);

/** What was counted behind one door; a working row, the last save wins. */
export const reviewedHouseholds = pgTable(
	'reviewed_households',
	{
		reviewId: uuid('review_id')
			.notNull()
			.references(() => householdReviews.id),
		householdId: uuid('household_id').notNull(),
		resident: integer('resident').notNull(),
		lodging: integer('lodging').notNull(),
		away: integer('away').notNull(),
		reviewedBy: text('reviewed_by').notNull(),
		reviewedAt: timestamp('reviewed_at', { withTimezone: true }).notNull()
	},
	(t) => [primaryKey({ columns: [t.reviewId, t.householdId] })]
);

/** What was said of each person of a house; moves nothing by itself. */
export const reviewAnswers = pgTable(
	'review_answers',
	{
		reviewId: uuid('review_id')
			.notNull()
			.references(() => householdReviews.id),
		householdId: uuid('household_id').notNull(),
		personId: uuid('person_id').notNull(),
		answer: text('answer').$type<ReviewAnswer>().notNull()
	},
	(t) => [primaryKey({ columns: [t.reviewId, t.personId] }), index('review_answers_person').on(t.personId)]
);

/** Somebody moved from one ward to another: what both are told. Her residences themselves are folded. */
export const wardMoves = pgTable(
	'ward_moves',
	{
		/** of the event that says so */
		eventId: uuid('event_id').primaryKey(),
		personId: uuid('person_id').notNull(),
		fromGroup: uuid('from_group').notNull(),
		toGroup: uuid('to_group').notNull(),
		fromWard: text('from_ward').notNull(),
		toWard: text('to_ward').notNull(),
		on: date('on').notNull(),
		recordedBy: text('recorded_by').notNull(),
		recordedAt: timestamp('recorded_at', { withTimezone: true }).notNull()
	},
	(t) => [
		index('ward_moves_from').on(t.fromWard, t.recordedAt),
		index('ward_moves_to').on(t.toWard, t.recordedAt),
		index('ward_moves_person').on(t.personId)
	]
);
