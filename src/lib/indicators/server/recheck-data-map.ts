import type { DataMap } from '#lib/server/data-map.ts';

export const recheckData: DataMap = {
	rechecks: {
		purpose: 'a random draw of people counted as attained, so that it can be repeated and shown',
		kept: 'log',
		columns: {
			none: 'ward_code group_id standard modules size weighted as_of',
			identifying: 'frame drawn_by',
			technical: 'id round_id seed weights drawn_at'
		}
	},
	recheck_people: {
		purpose: 'who was drawn for a re-check, and why somebody could not take the test again',
		kept: 'log',
		columns: {
			identifying: 'person_id noted_by',
			'learning record': 'outcome',
			technical: 'recheck_id probability noted_at'
		}
	}
};
