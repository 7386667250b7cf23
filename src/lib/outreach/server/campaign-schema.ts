import { sql } from 'drizzle-orm';
import {
	boolean,
	check,
	date,
	index,
	integer,
	pgTable,
	primaryKey,
	smallint,
	text,
	timestamp,
	uuid
} from 'drizzle-orm/pg-core';
import type { Force, Means, MeansState } from '#lib/outreach/campaign.ts';
import type { PlanState } from '#lib/outreach/plan.ts';
import { learningPoints, residentialGroups, wards } from '#lib/territory/server/schema.ts';

/** What people are helped with: a list that administrators edit, of the whole country or of a province. */
export const supportServices = pgTable('support_services', {
	id: text('id').primaryKey(),
	/** `vn` or a province's code */
	place: text('place').notNull(),
	name: text('name').notNull(),
	/** what a named person has afterwards */
	means: text('means').$type<Means>(),
	/** offered no more; what was counted under it stays */
	ended: boolean('ended').notNull()
});

/** A drive of some wards between two days, in which each ward reports every day until an hour. */
export const campaigns = pgTable('campaigns', {
	id: uuid('id').primaryKey(),
	name: text('name').notNull(),
	from: date('from').notNull(),
	to: date('to').notNull(),
	reportHour: smallint('report_hour').notNull(),
	madeBy: text('made_by').notNull(),
	madeAt: timestamp('made_at', { withTimezone: true }).notNull()
});

export const campaignWards = pgTable(
	'campaign_wards',
	{
		campaignId: uuid('campaign_id')
			.notNull()
			.references(() => campaigns.id),
		wardCode: text('ward_code')
			.notNull()
			.references(() => wards.code)
	},
	(t) => [primaryKey({ columns: [t.campaignId, t.wardCode] }), index('campaign_wards_ward').on(t.wardCode)]
);

/** How many deeds of a service a campaign wants, all its wards together. */
export const campaignGoals = pgTable(
	'campaign_goals',
	{
		campaignId: uuid('campaign_id')
			.notNull()
			.references(() => campaigns.id),
		serviceId: text('service_id')
			.notNull()
			.references(() => supportServices.id),
		goal: integer('goal').notNull()
	},
	(t) => [primaryKey({ columns: [t.campaignId, t.serviceId] })]
);

/** Support given: one deed for a named person, or some for people without a name. In one campaign at most. */
export const supportRecords = pgTable(
	'support_records',
	{
		/** made where the form was shown: a double tap is one deed */
		id: uuid('id').primaryKey(),
		serviceId: text('service_id')
			.notNull()
			.references(() => supportServices.id),
		wardCode: text('ward_code')
			.notNull()
			.references(() => wards.code),
		groupId: uuid('group_id').references(() => residentialGroups.id),
		learningPointId: uuid('learning_point_id').references(() => learningPoints.id),
		campaignId: uuid('campaign_id').references(() => campaigns.id),
		/** the day whose report counts it, decided when it was entered; null outside a campaign */
		reportDay: date('report_day'),
		force: text('force').$type<Force>().notNull(),
		/** who else took part, as the supporter writes it */
		partners: text('partners'),
		/** null: people without a name */
		personId: uuid('person_id'),
		actions: integer('actions').notNull(),
		/** the day on which it happened */
		on: date('on').notNull(),
		enteredAt: timestamp('entered_at', { withTimezone: true }).notNull(),
		supporterId: text('supporter_id').notNull(),
		/** entered by mistake: counted nowhere */
		withdrawnAt: timestamp('withdrawn_at', { withTimezone: true })
	},
	(t) => [
		check(
			'support_records_actions',
			sql`${t.actions} between 1 and 300 and (${t.personId} is null or ${t.actions} = 1)`
		),
		index('support_records_campaign').on(t.campaignId, t.wardCode, t.reportDay),
		index('support_records_supporter').on(t.supporterId, t.enteredAt),
		index('support_records_person').on(t.personId)
	]
);

/** What a person has, as it was last seen or said. */
export const digitalMeans = pgTable(
	'digital_means',
	{
		personId: uuid('person_id').notNull(),
		kind: text('kind').$type<Means>().notNull(),
		state: text('state').$type<MeansState>().notNull(),
		asOf: date('as_of').notNull(),
		/** support, visit, … */
		source: text('source').notNull()
	},
	(t) => [primaryKey({ columns: [t.personId, t.kind] })]
);

/** The plan of a ward, line by line. */
export const planItems = pgTable(
	'plan_items',
	{
		id: uuid('id').primaryKey(),
		wardCode: text('ward_code')
			.notNull()
			.references(() => wards.code),
		content: text('content').notNull(),
		owner: text('owner').notNull(),
		due: date('due').notNull(),
		/** by what one sees that it is done */
		measure: text('measure').notNull(),
		state: text('state').$type<PlanState>().notNull(),
		changedBy: text('changed_by').notNull(),
		changedAt: timestamp('changed_at', { withTimezone: true }).notNull()
	},
	(t) => [index('plan_items_ward').on(t.wardCode, t.due)]
);
