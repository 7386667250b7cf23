import { sql } from 'drizzle-orm';
import {
	boolean,
	check,
	date,
	index,
	integer,
	numeric,
	pgTable,
	primaryKey,
	text,
	timestamp,
	uniqueIndex,
	uuid
} from 'drizzle-orm/pg-core';
import { wards } from '#lib/territory/server/schema.ts';

/** What a place has promised: a share of an indicator's population by a date. Replaced, never changed nor deleted. */
export const targets = pgTable(
	'targets',
	{
		/** made when the form was shown */
		id: uuid('id').primaryKey(),
		/** vn, a province's code or a ward's code */
		place: text('place').notNull(),
		/** an indicator's id; of the share of adults with digital skills the standard's */
		indicator: text('indicator').notNull(),
		/** between 0 and 1 */
		value: numeric('value', { mode: 'number' }).notNull(),
		/** the day from which the pace is measured */
		startsOn: date('starts_on').notNull(),
		dueOn: date('due_on').notNull(),
		issuer: text('issuer').notNull(),
		source: text('source').notNull(),
		/** set by whoever answers for the place above, so that the place itself cannot ease it */
		fromAbove: boolean('from_above').notNull(),
		setBy: text('set_by').notNull(),
		setAt: timestamp('set_at', { withTimezone: true }).notNull(),
		/** the target that stands in its stead */
		replacedBy: uuid('replaced_by')
	},
	(t) => [
		index('targets_place').on(t.place, t.indicator),
		uniqueIndex('targets_in_force')
			.on(t.place, t.indicator, t.issuer, t.dueOn)
			.where(sql`replaced_by is null`)
	]
);

/** Two counts that an officer wrote down where there is no evidence. Only ever inserted: a correction is another row. */
export const indicatorValues = pgTable(
	'indicator_values',
	{
		/** made when the form was shown */
		id: uuid('id').primaryKey(),
		indicator: text('indicator').notNull(),
		wardCode: text('ward_code')
			.notNull()
			.references(() => wards.code),
		asOf: date('as_of').notNull(),
		numerator: integer('numerator').notNull(),
		denominator: integer('denominator').notNull(),
		source: text('source').notNull(),
		/** the row of the same day that it corrects */
		corrects: uuid('corrects'),
		enteredBy: text('entered_by').notNull(),
		enteredAt: timestamp('entered_at', { withTimezone: true }).notNull()
	},
	(t) => [
		check('indicator_values_share', sql`${t.numerator} between 0 and ${t.denominator} and ${t.denominator} > 0`),
		uniqueIndex('indicator_values_day')
			.on(t.indicator, t.wardCode, t.asOf)
			.where(sql`corrects is null`),
		uniqueIndex('indicator_values_correction').on(t.corrects)
	]
);

/** Whose set of criteria an indicator stands in, where a ward or province groups otherwise than the catalogue. */
export const criteriaMembers = pgTable(
	'criteria_members',
	{
		/** a province's code or a ward's code */
		place: text('place').notNull(),
		/** one of CRITERIA_SETS */
		criteriaSet: text('criteria_set').notNull(),
		indicator: text('indicator').notNull()
	},
	(t) => [primaryKey({ columns: [t.place, t.criteriaSet, t.indicator] })]
);
