import { sql } from 'drizzle-orm';
import { date, index, integer, pgTable, primaryKey, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { residentialGroups } from '#lib/territory/server/schema.ts';

/** Folded from the log. The row of a person who was merged into another keeps only `mergedInto`'s pointer. */
export const people = pgTable(
	'people',
	{
		id: uuid('id').primaryKey(),
		birthYear: integer('birth_year').notNull(),
		mergedInto: uuid('merged_into'),
		diedOn: date('died_on'),
		erasedOn: date('erased_on')
	},
	// all records of one person; whoever was merged
	(t) => [
		index('people_person').on(sql`(coalesce(merged_into, id))`),
		index('people_merged')
			.on(t.mergedInto)
			.where(sql`merged_into is not null`),
		index('people_died')
			.on(t.diedOn)
			.where(sql`died_on is not null`)
	]
);

/** Names stand apart from the log, so that erasing them leaves every count as it was. No fold: written by hand, erased by hand. */
export const personNames = pgTable(
	'person_names',
	{
		personId: uuid('person_id').primaryKey(),
		fullName: text('full_name').notNull(),
		everydayName: text('everyday_name'),
		/** only with consent for the purpose `phone` */
		phone: text('phone'),
		/** given name first, for sorting */
		sortKey: text('sort_key').notNull(),
		/** without diacritics, for searching */
		search: text('search').notNull(),
		registeredBy: text('registered_by').notNull(),
		registeredAt: timestamp('registered_at', { withTimezone: true }).notNull()
	},
	(t) => [
		index('person_names_sort').on(t.sortKey),
		// words from their beginning, anywhere in the name
		index('person_names_search').using('gin', sql`(' ' || search) gin_trgm_ops`)
	]
);

export const households = pgTable(
	'households',
	{
		id: uuid('id').primaryKey(),
		groupId: uuid('group_id')
			.notNull()
			.references(() => residentialGroups.id),
		/** how people call the house: the head's name, a landmark */
		label: text('label').notNull(),
		/** by what one finds the way: "sau nhà văn hóa" */
		landmark: text('landmark'),
		/** who speaks for the house, one of its members, or nobody yet */
		headId: uuid('head_id'),
		/** label and landmark without diacritics, for searching */
		search: text('search').notNull(),
		/** since when nobody lives there */
		endedOn: date('ended_on')
	},
	(t) => [
		index('households_group').on(t.groupId),
		index('households_search').using('gin', sql`(' ' || search) gin_trgm_ops`)
	]
);

/** Who lives in which house, from a day to before a day. Rows stand under the record they were made for, also after a merge. */
export const householdMembers = pgTable(
	'household_members',
	{
		householdId: uuid('household_id')
			.notNull()
			.references(() => households.id),
		personId: uuid('person_id').notNull(),
		from: date('from').notNull(),
		to: date('to')
	},
	(t) => [
		primaryKey({ columns: [t.householdId, t.personId, t.from] }),
		index('household_members_person').on(t.personId),
		uniqueIndex('household_members_one_current')
			.on(t.personId)
			.where(sql`"to" is null`)
	]
);

/**
 * What was decided about two records that may be one person: merged, or dismissed ("not one person", never proposed
 * again). Mere likeness is worked out anew at each look and has no row; what waits for a second officer is an approval.
 */
export const duplicatePairs = pgTable(
	'duplicate_pairs',
	{
		/** the lesser id of the two */
		oneId: uuid('one_id').notNull(),
		otherId: uuid('other_id').notNull(),
		/** merged, dismissed */
		state: text('state').notNull(),
		/** who says so; of a merge, who asked for it */
		decidedBy: text('decided_by').notNull(),
		/** when the state was reached */
		at: timestamp('at', { withTimezone: true }).notNull(),
		/** the event of the merge, so that undoing it can find its day */
		mergeId: uuid('merge_id')
	},
	(t) => [
		primaryKey({ columns: [t.oneId, t.otherId] }),
		index('duplicate_pairs_other').on(t.otherId),
		index('duplicate_pairs_merge').on(t.mergeId)
	]
);

/** Folded from the log: where a person lives, dated. Above the line count only rows with `confirmedOn`. */
export const residences = pgTable(
	'residences',
	{
		personId: uuid('person_id').notNull(),
		groupId: uuid('group_id').notNull(),
		from: date('from').notNull(),
		to: date('to'),
		confirmedOn: date('confirmed_on'),
		confirmedBy: text('confirmed_by')
	},
	// by their days: who came, left or was confirmed between two days, in a whole province
	(t) => [
		primaryKey({ columns: [t.personId, t.from, t.groupId] }),
		index('residences_group').on(t.groupId),
		index('residences_from').on(t.from),
		index('residences_to')
			.on(t.to)
			.where(sql`"to" is not null`),
		index('residences_confirmed')
			.on(t.confirmedOn)
			.where(sql`confirmed_on is not null`)
	]
);

/** What somebody agreed to, purpose by purpose. A withdrawal ends its row; agreeing again makes another one. */
export const consents = pgTable(
	'consents',
	{
		id: uuid('id').primaryKey(),
		personId: uuid('person_id').notNull(),
		/** phone, learning */
		purpose: text('purpose').notNull(),
		/** herself, guardian */
		by: text('by').notNull(),
		/** hash of the words that were shown, which stand in content_versions */
		textHash: text('text_hash').notNull(),
		givenAt: timestamp('given_at', { withTimezone: true }).notNull(),
		/** who read it aloud to her; null where she read it herself */
		assistedBy: text('assisted_by'),
		withdrawnAt: timestamp('withdrawn_at', { withTimezone: true }),
		withdrawnBy: text('withdrawn_by')
	},
	(t) => [
		uniqueIndex('consents_in_force')
			.on(t.personId, t.purpose, t.by)
			.where(sql`withdrawn_at is null`),
		index('consents_person').on(t.personId)
	]
);

/** Who agreed for somebody under sixteen. */
export const guardians = pgTable('guardians', {
	personId: uuid('person_id').primaryKey(),
	fullName: text('full_name').notNull(),
	/** father, mother, grandparent, guardian */
	relationship: text('relationship').notNull(),
	recordedBy: text('recorded_by').notNull(),
	recordedAt: timestamp('recorded_at', { withTimezone: true }).notNull()
});

/** What somebody asks about her own data, with the days by which it must be answered. */
export const dataRequests = pgTable(
	'data_requests',
	{
		/** made when the form was shown */
		id: uuid('id').primaryKey(),
		personId: uuid('person_id').notNull(),
		/** access, correction, objection, erasure */
		kind: text('kind').notNull(),
		/** in her own words; emptied when she is erased */
		text: text('text'),
		receivedAt: timestamp('received_at', { withTimezone: true }).notNull(),
		/** herself, or whoever wrote it down for her */
		filedBy: text('filed_by').notNull(),
		firstAnswerDue: date('first_answer_due').notNull(),
		due: date('due').notNull(),
		/** received, working, done, declined */
		state: text('state').notNull(),
		firstAnsweredAt: timestamp('first_answered_at', { withTimezone: true }),
		answeredAt: timestamp('answered_at', { withTimezone: true }),
		answeredBy: text('answered_by'),
		/** what she is told; emptied when she is erased */
		reply: text('reply')
	},
	(t) => [index('data_requests_person').on(t.personId), index('data_requests_due').on(t.due)]
);
