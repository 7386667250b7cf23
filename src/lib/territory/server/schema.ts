import { sql } from 'drizzle-orm';
import { date, index, integer, pgTable, primaryKey, smallint, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { DeclarationState, FallReason } from '#lib/territory/events.ts';
import type { OtherCountKind } from '#lib/territory/other-counts.ts';

export const provinces = pgTable('provinces', {
	code: text('code').primaryKey()
});

export const wards = pgTable(
	'wards',
	{
		code: text('code').primaryKey(),
		provinceCode: text('province_code')
			.notNull()
			.references(() => provinces.code),
		/** whom its residents call, as it is printed on their cards; no place of places.json has one */
		phone: text('phone'),
		/** from what day on it works with this installation, where that is known */
		startedOn: date('started_on')
	},
	(t) => [index('wards_province').on(t.provinceCode)]
);

/** Dated names and kinds of provinces and wards; `placeCode` is a province's two digits or a ward's five. */
export const placeNames = pgTable(
	'place_names',
	{
		placeCode: text('place_code').notNull(),
		name: text('name').notNull(),
		/** tinh, thanh_pho, xa, phuong, dac_khu */
		kind: text('kind').notNull(),
		from: date('from').notNull(),
		to: date('to'),
		/** the name without diacritics, for searching */
		search: text('search').notNull()
	},
	(t) => [primaryKey({ columns: [t.placeCode, t.from] })]
);

/** What a province has decided for its own people; a province without a row has decided nothing. */
export const provinceSettings = pgTable('province_settings', {
	provinceCode: text('province_code')
		.primaryKey()
		.references(() => provinces.code),
	/** one of ADDRESSES */
	address: text('address').notNull(),
	/** lessons of its own that are switched on, as `module/lesson` */
	supplements: text('supplements').array().notNull(),
	/** what it calls its teams */
	teamTitle: text('team_title').notNull(),
	/** which results feed targets: one of FEEDS */
	feeds: text('feeds').notNull().default('witnessed')
});

/** From a day on, from which age a province counts its adults; without a row, as the standard says. */
export const provinceAgeRules = pgTable(
	'province_age_rules',
	{
		provinceCode: text('province_code')
			.notNull()
			.references(() => provinces.code),
		from: date('from').notNull(),
		ageFrom: integer('age_from').notNull()
	},
	(t) => [primaryKey({ columns: [t.provinceCode, t.from] })]
);

/** From a day on, how long after its last day the report of a period is due in a province, and until what hour. */
export const provinceReportRules = pgTable(
	'province_report_rules',
	{
		provinceCode: text('province_code')
			.notNull()
			.references(() => provinces.code),
		from: date('from').notNull(),
		monthDays: smallint('month_days').notNull(),
		quarterDays: smallint('quarter_days').notNull(),
		yearDays: smallint('year_days').notNull(),
		hour: smallint('hour').notNull()
	},
	(t) => [primaryKey({ columns: [t.provinceCode, t.from] })]
);

/** Tổ dân phố, thôn, ấp, bản: the kind is data. Never deleted; ended by `validTo` and a succession. */
export const residentialGroups = pgTable(
	'residential_groups',
	{
		id: uuid('id').primaryKey(),
		wardCode: text('ward_code')
			.notNull()
			.references(() => wards.code),
		name: text('name').notNull(),
		kind: text('kind').notNull(),
		validFrom: date('valid_from').notNull(),
		validTo: date('valid_to')
	},
	(t) => [index('residential_groups_ward').on(t.wardCode)]
);

/** Folded from the log: an ended group's one successor. */
export const groupSuccessions = pgTable(
	'group_successions',
	{
		fromId: uuid('from_id')
			.primaryKey()
			.references(() => residentialGroups.id),
		toId: uuid('to_id')
			.notNull()
			.references(() => residentialGroups.id),
		on: date('on').notNull(),
		/** merge or split */
		kind: text('kind').notNull()
	},
	(t) => [index('group_successions_to').on(t.toId)]
);

/** Folded from the log: adults who really live in a group, as declared. The denominator is resident + lodging. */
export const populationCounts = pgTable(
	'population_counts',
	{
		groupId: uuid('group_id')
			.notNull()
			.references(() => residentialGroups.id),
		asOf: date('as_of').notNull(),
		/** head (declared by the group's head) or merged (summed when groups merged) */
		source: text('source').notNull(),
		ageFrom: integer('age_from').notNull(),
		resident: integer('resident').notNull(),
		lodging: integer('lodging').notNull(),
		/** registered here, living elsewhere; printed beside, never added */
		away: integer('away').notNull(),
		declaredBy: text('declared_by').notNull(),
		/** the day on which the declaration was recorded */
		declaredOn: date('declared_on').notNull()
	},
	(t) => [primaryKey({ columns: [t.groupId, t.asOf, t.source] })]
);

/** Folded from the log: every declaration of a group, also what waits for the ward's word and what it refused. */
export const populationDeclarations = pgTable(
	'population_declarations',
	{
		groupId: uuid('group_id')
			.notNull()
			.references(() => residentialGroups.id),
		eventId: uuid('event_id').notNull(),
		asOf: date('as_of').notNull(),
		source: text('source').notNull(),
		ageFrom: integer('age_from').notNull(),
		resident: integer('resident').notNull(),
		lodging: integer('lodging').notNull(),
		away: integer('away').notNull(),
		declaredBy: text('declared_by').notNull(),
		declaredOn: date('declared_on').notNull(),
		/** one of FALL_REASONS, or null where it is no fall */
		fall: text('fall').$type<FallReason>(),
		state: text('state').$type<DeclarationState>().notNull(),
		decidedBy: text('decided_by'),
		decidedOn: date('decided_on')
	},
	(t) => [
		primaryKey({ columns: [t.groupId, t.eventId] }),
		index('population_declarations_waiting')
			.on(t.groupId)
			.where(sql`state = 'waiting'`)
	]
);

/** How many adults others count there: the police, the voters' list. Printed beside what the head declares, never added. */
export const otherCounts = pgTable(
	'other_counts',
	{
		/** made when the form was shown */
		id: uuid('id').primaryKey(),
		groupId: uuid('group_id')
			.notNull()
			.references(() => residentialGroups.id),
		/** one of OTHER_COUNT_KINDS */
		kind: text('kind').$type<OtherCountKind>().notNull(),
		asOf: date('as_of').notNull(),
		adults: integer('adults').notNull(),
		/** the paper it stands in */
		source: text('source').notNull(),
		notedBy: text('noted_by').notNull(),
		notedAt: timestamp('noted_at', { withTimezone: true }).notNull()
	},
	(t) => [index('other_counts_group').on(t.groupId)]
);

export const learningPoints = pgTable('learning_points', {
	id: uuid('id').primaryKey(),
	wardCode: text('ward_code')
		.notNull()
		.references(() => wards.code),
	/** fixed, mobile, one_stop, workplace */
	kind: text('kind').notNull(),
	name: text('name').notNull(),
	address: text('address').notNull(),
	/** the first day on which it is no more, or null */
	validTo: date('valid_to')
});

/** When a learning point is open week by week. Times are minutes of the day in Viet Nam. */
export const pointHours = pgTable(
	'point_hours',
	{
		/** made when the form was shown */
		id: uuid('id').primaryKey(),
		pointId: uuid('point_id')
			.notNull()
			.references(() => learningPoints.id),
		/** 1 Monday to 7 Sunday */
		weekdays: smallint('weekdays').array().notNull(),
		fromMinute: smallint('from_minute').notNull(),
		toMinute: smallint('to_minute').notNull(),
		validFrom: date('valid_from').notNull(),
		validTo: date('valid_to')
	},
	(t) => [index('point_hours_point').on(t.pointId)]
);

/** Where a mobile point stands on a day. */
export const pointStops = pgTable(
	'point_stops',
	{
		/** made when the form was shown */
		id: uuid('id').primaryKey(),
		pointId: uuid('point_id')
			.notNull()
			.references(() => learningPoints.id),
		on: date('on').notNull(),
		fromMinute: smallint('from_minute').notNull(),
		toMinute: smallint('to_minute').notNull(),
		place: text('place').notNull(),
		calledOffAt: timestamp('called_off_at', { withTimezone: true })
	},
	(t) => [index('point_stops_point').on(t.pointId, t.on)]
);
