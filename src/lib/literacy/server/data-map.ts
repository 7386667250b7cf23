import type { DataMap } from '#lib/server/data-map.ts';

export const literacyData: DataMap = {
	literacy_statuses: {
		purpose: 'whether she has reached a standard',
		kept: 'folded',
		columns: {
			identifying: 'person_id',
			'learning record': 'standard assessed_day attained_day witnessed_day version evidence'
		}
	},
	group_tallies: {
		purpose: 'dated counts of a group: every figure',
		kept: 'folded',
		columns: { none: 'group_id standard day age_from assessed attained witnessed' }
	}
};
