import { sql } from 'drizzle-orm';
import { check, date, index, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { CannotReason, VisitMark, VisitPhone, VisitOutcome, VisitShown } from '#lib/outreach/visit.ts';
import { residentialGroups } from '#lib/territory/server/schema.ts';

/** A visit to a house. Codes only: nobody writes about a family in her own words. */
export const visits = pgTable(
	'visits',
	{
		/** made where the form was shown: a double tap is one visit */
		id: uuid('id').primaryKey(),
		/** without a foreign key: a house of which everybody was erased is there no more, the visit was made */
		householdId: uuid('household_id').notNull(),
		/** where the house stood */
		groupId: uuid('group_id')
			.notNull()
			.references(() => residentialGroups.id),
		/** the day on which it happened */
		on: date('on').notNull(),
		outcome: text('outcome').$type<VisitOutcome>().notNull(),
		shown: text('shown').$type<VisitShown>().array().notNull(),
		device: text('device').$type<VisitPhone>(),
		/** when the house is visited again */
		nextOn: date('next_on'),
		visitorId: text('visitor_id').notNull(),
		enteredAt: timestamp('entered_at', { withTimezone: true }).notNull()
	},
	(t) => [
		check('visits_next', sql`${t.nextOn} is null or (${t.nextOn} > ${t.on} and ${t.outcome} <> 'refused')`),
		index('visits_household').on(t.householdId, t.on),
		index('visits_group').on(t.groupId)
	]
);

/** Who was in. The marks plan teaching: no fold reads them. */
export const visitPeople = pgTable(
	'visit_people',
	{
		visitId: uuid('visit_id')
			.notNull()
			.references(() => visits.id),
		/** as she was read then: the record that stood for her */
		personId: uuid('person_id').notNull(),
		/** null: she was in, and nothing was tried */
		mark: text('mark').$type<VisitMark>(),
		cannotReason: text('cannot_reason').$type<CannotReason>()
	},
	(t) => [
		primaryKey({ columns: [t.visitId, t.personId] }),
		check('visit_people_reason', sql`(${t.mark} is not distinct from 'cannot') = (${t.cannotReason} is not null)`),
		index('visit_people_person').on(t.personId)
	]
);
