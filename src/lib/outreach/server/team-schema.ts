import { sql } from 'drizzle-orm';
import { date, index, pgTable, primaryKey, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { learningPoints, residentialGroups, wards } from '#lib/territory/server/schema.ts';

/** Tổ công nghệ số cộng đồng: people of a ward, or of one of its groups, who help with digital technology. */
export const teams = pgTable(
	'teams',
	{
		/** made when the form was shown */
		id: uuid('id').primaryKey(),
		wardCode: text('ward_code')
			.notNull()
			.references(() => wards.code),
		/** null: of the whole ward */
		groupId: uuid('group_id').references(() => residentialGroups.id),
		name: text('name').notNull(),
		/** by which paper it was set up, where there is one */
		decisionNumber: text('decision_number'),
		decidedOn: date('decided_on'),
		/** from this day on it works no more */
		endedOn: date('ended_on')
	},
	(t) => [index('teams_ward').on(t.wardCode)]
);

/** Who is in a team, from a day to before a day. */
export const teamMembers = pgTable(
	'team_members',
	{
		/** made when the form was shown */
		id: uuid('id').primaryKey(),
		teamId: uuid('team_id')
			.notNull()
			.references(() => teams.id),
		personId: uuid('person_id').notNull(),
		/** leader, member */
		part: text('part').notNull(),
		from: date('from').notNull(),
		to: date('to'),
		/** the day on which she finished a training for it */
		trainedOn: date('trained_on')
	},
	(t) => [index('team_members_team').on(t.teamId), index('team_members_person').on(t.personId)]
);

/** The learning points that a team looks after. */
export const teamPoints = pgTable(
	'team_points',
	{
		teamId: uuid('team_id')
			.notNull()
			.references(() => teams.id),
		pointId: uuid('point_id')
			.notNull()
			.references(() => learningPoints.id)
	},
	(t) => [primaryKey({ columns: [t.teamId, t.pointId] })]
);

/** Somebody asks for help with her phone, an account, a service. No number is kept here. */
export const helpRequests = pgTable(
	'help_requests',
	{
		/** made when the form was shown */
		id: uuid('id').primaryKey(),
		wardCode: text('ward_code')
			.notNull()
			.references(() => wards.code),
		groupId: uuid('group_id').references(() => residentialGroups.id),
		/** null where the one who asks is not in the register; then `name` is what she is called */
		personId: uuid('person_id'),
		name: text('name'),
		/** one of TOPICS */
		topic: text('topic').notNull(),
		note: text('note'),
		/** one of SUITS */
		suits: text('suits').notNull(),
		/** one of WAYS */
		way: text('way').notNull(),
		askedOn: date('asked_on').notNull(),
		takenBy: text('taken_by').notNull(),
		takenAt: timestamp('taken_at', { withTimezone: true }).notNull(),
		memberId: uuid('member_id').references(() => teamMembers.id),
		assignedBy: text('assigned_by'),
		assignedAt: timestamp('assigned_at', { withTimezone: true }),
		/** one of OUTCOMES */
		outcome: text('outcome'),
		doneOn: date('done_on'),
		doneBy: text('done_by'),
		doneAt: timestamp('done_at', { withTimezone: true })
	},
	(t) => [
		index('help_requests_ward').on(t.wardCode),
		uniqueIndex('help_requests_open')
			.on(t.personId)
			.where(sql`done_at is null`)
	]
);
