import { date, index, integer, pgTable, primaryKey, smallint, text, timestamp, uuid } from 'drizzle-orm/pg-core';

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
		phone: text('phone')
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
export const groupSuccessions = pgTable('group_successions', {
	fromId: uuid('from_id')
		.primaryKey()
		.references(() => residentialGroups.id),
	toId: uuid('to_id')
		.notNull()
		.references(() => residentialGroups.id),
	on: date('on').notNull(),
	/** merge or split */
	kind: text('kind').notNull()
});

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
