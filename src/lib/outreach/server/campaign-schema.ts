import { date, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import type { Means, MeansState } from '#lib/outreach/campaign.ts';

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
