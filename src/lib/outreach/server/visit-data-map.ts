import type { DataMap } from '#lib/server/data-map.ts';

export const visitsData: DataMap = {
	visits: {
		purpose: 'which houses were visited, when, and when again',
		kept: 'log',
		columns: {
			none: 'shown device',
			identifying: 'household_id visitor_id',
			technical: 'id group_id on outcome next_on entered_at'
		}
	},
	visit_people: {
		purpose: 'who was in and how far she got, to plan teaching; no figure rests on it',
		kept: 'log',
		columns: { identifying: 'person_id', 'learning record': 'mark cannot_reason', technical: 'visit_id' }
	}
};
