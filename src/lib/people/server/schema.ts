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
			.where(sql`merged_into is not null`)
	]
);

/** Names stand apart from the log, so that erasing them leaves every count as it was. No fold: written by hand, erased by hand. */
export const personNames = pgTable(
	'person_names',
	{
		personId: uuid('person_id').primaryKey(),
		fullName: text('full_name').notNull(),
		everydayName: text('everyday_name'),
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
 * What was decided about two records that may be one person: asked (a second officer is to look), merged, or dismissed
 * ("not one person", never proposed again). Mere likeness is worked out anew at each look and has no row.
 */
export const duplicatePairs = pgTable(
	'duplicate_pairs',
	{
		/** the lesser id of the two */
		oneId: uuid('one_id').notNull(),
		otherId: uuid('other_id').notNull(),
		/** asked, merged, dismissed */
		state: text('state').notNull(),
		askedBy: text('asked_by'),
		decidedBy: text('decided_by'),
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
	(t) => [primaryKey({ columns: [t.personId, t.from, t.groupId] }), index('residences_group').on(t.groupId)]
);
