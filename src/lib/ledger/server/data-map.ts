import type { DataMap } from '#lib/server/data-map.ts';

export const ledgerData: DataMap = {
	events: {
		purpose: 'the log from which every status and figure follows; codes only, never free text',
		kept: 'log',
		columns: {
			identifying: 'subject_id witness_id helper_id actor_id',
			'learning record': 'kind body assistance learning_point_id content_hash occurred_at',
			technical: 'id recorded_at'
		}
	}
};
