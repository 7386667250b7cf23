import { date, index, integer, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { residentialGroups } from '#lib/territory/server/schema.ts';

/** Folded from the log. The row of a person who was merged into another keeps only `mergedInto`'s pointer. */
export const people = pgTable('people', {
	id: uuid('id').primaryKey(),
	birthYear: integer('birth_year').notNull(),
	mergedInto: uuid('merged_into'),
	diedOn: date('died_on'),
	erasedOn: date('erased_on')
});

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
	(t) => [index('person_names_sort').on(t.sortKey)]
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
		landmark: text('landmark')
	},
	(t) => [index('households_group').on(t.groupId)]
);

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
		index('household_members_person').on(t.personId)
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
