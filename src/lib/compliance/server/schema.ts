import { sql } from 'drizzle-orm';
import {
	date,
	foreignKey,
	index,
	integer,
	jsonb,
	pgTable,
	primaryKey,
	text,
	timestamp,
	uniqueIndex,
	uuid
} from 'drizzle-orm/pg-core';
import { provinces, wards } from '#lib/territory/server/schema.ts';

/** Cơ quan: where officials of a ward, or of a province, work; party, front and unions included. */
export const agencies = pgTable(
	'agencies',
	{
		/** made when the form was shown */
		id: uuid('id').primaryKey(),
		provinceCode: text('province_code')
			.notNull()
			.references(() => provinces.code),
		/** null: of the province itself */
		wardCode: text('ward_code').references(() => wards.code),
		/** one of AGENCY_KINDS */
		kind: text('kind').notNull(),
		name: text('name').notNull(),
		/** how the name is spelled, so that one agency stands once */
		spelling: text('spelling').notNull()
	},
	(t) => [uniqueIndex('agencies_name').on(t.provinceCode, sql`coalesce(ward_code, '')`, t.spelling)]
);

/** Who holds which post in an agency, from a day to before a day. A move ends one row and begins another. */
export const appointments = pgTable(
	'appointments',
	{
		id: uuid('id').primaryKey(),
		agencyId: uuid('agency_id')
			.notNull()
			.references(() => agencies.id),
		personId: uuid('person_id').notNull(),
		position: text('position').notNull(),
		/** mã cán bộ, as her place of work writes it; null where no list named one */
		staffCode: text('staff_code'),
		/** one of OFFICIAL_KINDS */
		kind: text('kind').notNull(),
		from: date('from').notNull(),
		to: date('to'),
		recordedBy: text('recorded_by').notNull(),
		recordedAt: timestamp('recorded_at', { withTimezone: true }).notNull()
	},
	(t) => [
		uniqueIndex('appointments_open')
			.on(t.agencyId, t.personId)
			.where(sql`"to" is null`),
		index('appointments_person').on(t.personId)
	]
);

/** An order that makes modules mandatory for those whom its rule names. Only its end is written later. */
export const duties = pgTable(
	'duties',
	{
		/** made when the form was shown */
		id: uuid('id').primaryKey(),
		provinceCode: text('province_code')
			.notNull()
			.references(() => provinces.code),
		/** null: of the province and all its wards */
		wardCode: text('ward_code').references(() => wards.code),
		title: text('title').notNull(),
		orderNumber: text('order_number').notNull(),
		orderedOn: date('ordered_on').notNull(),
		issuer: text('issuer').notNull(),
		modules: jsonb('modules').$type<string[]>().notNull(),
		/** asked for from the second period on; empty: the same */
		refresher: jsonb('refresher').$type<string[]>().notNull(),
		startsOn: date('starts_on').notNull(),
		endsOn: date('ends_on'),
		/** one of the three */
		dueMonths: integer('due_months'),
		dueDays: integer('due_days'),
		dueOn: date('due_on'),
		graceDays: integer('grace_days').notNull(),
		validMonths: integer('valid_months'),
		/** lists that narrow the audience; an empty one narrows nothing */
		agencyIds: jsonb('agency_ids').$type<string[]>().notNull(),
		positions: jsonb('positions').$type<string[]>().notNull(),
		personIds: jsonb('person_ids').$type<string[]>().notNull(),
		imposedBy: text('imposed_by').notNull(),
		imposedAt: timestamp('imposed_at', { withTimezone: true }).notNull()
	},
	(t) => [index('duties_place').on(t.provinceCode, t.wardCode)]
);

/** One person, one duty, one period: the frame, written once. How it stands is worked out at each look. */
export const dutyCycles = pgTable(
	'duty_cycles',
	{
		dutyId: uuid('duty_id')
			.notNull()
			.references(() => duties.id),
		personId: uuid('person_id').notNull(),
		n: integer('n').notNull(),
		/** when the first period of this stay opened */
		anchor: date('anchor').notNull(),
		opens: date('opens').notNull(),
		due: date('due').notNull(),
		graceDays: integer('grace_days').notNull(),
		ends: date('ends'),
		modules: jsonb('modules').$type<string[]>().notNull(),
		openedAt: timestamp('opened_at', { withTimezone: true }).notNull()
	},
	(t) => [
		primaryKey({ columns: [t.dutyId, t.personId, t.n] }),
		uniqueIndex('duty_cycles_period').on(t.dutyId, t.personId, t.opens),
		index('duty_cycles_person').on(t.personId)
	]
);

/** Miễn or hoãn of one cycle. The last one that was not withdrawn is in force. */
export const waivers = pgTable(
	'waivers',
	{
		/** made when the form was shown */
		id: uuid('id').primaryKey(),
		dutyId: uuid('duty_id').notNull(),
		personId: uuid('person_id').notNull(),
		n: integer('n').notNull(),
		/** one of WAIVER_KINDS */
		kind: text('kind').notNull(),
		/** one of WAIVER_REASONS */
		reason: text('reason').notNull(),
		/** number of the paper that says so */
		paper: text('paper'),
		until: date('until'),
		grantedBy: text('granted_by').notNull(),
		grantedAt: timestamp('granted_at', { withTimezone: true }).notNull(),
		withdrawnBy: text('withdrawn_by'),
		withdrawnAt: timestamp('withdrawn_at', { withTimezone: true })
	},
	(t) => [
		foreignKey({
			columns: [t.dutyId, t.personId, t.n],
			foreignColumns: [dutyCycles.dutyId, dutyCycles.personId, dutyCycles.n],
			name: 'waivers_cycle'
		}),
		index('waivers_person').on(t.personId)
	]
);

/** A module that somebody completed on another platform, seen by an officer. Never mixed with results of tests here. */
export const completionsElsewhere = pgTable(
	'completions_elsewhere',
	{
		/** made when the form was shown */
		id: uuid('id').primaryKey(),
		dutyId: uuid('duty_id')
			.notNull()
			.references(() => duties.id),
		personId: uuid('person_id').notNull(),
		modules: jsonb('modules').$type<string[]>().notNull(),
		platform: text('platform').notNull(),
		completedOn: date('completed_on').notNull(),
		/** as it stands on the certificate that was shown */
		code: text('code').notNull(),
		seenBy: text('seen_by').notNull(),
		seenAt: timestamp('seen_at', { withTimezone: true }).notNull(),
		withdrawnBy: text('withdrawn_by'),
		withdrawnAt: timestamp('withdrawn_at', { withTimezone: true })
	},
	(t) => [index('completions_elsewhere_person').on(t.personId)]
);
