import type { DataMap } from '#lib/server/data-map.ts';

export const rostersData: DataMap = {
	rosters: {
		purpose: 'which file with residents an officer sent, and what became of it',
		kept: 'roster',
		columns: {
			identifying: 'file_name sent_by committed_by',
			technical: 'id ward_code group_id sent_at state columns looked_at committed_at stopped_because'
		}
	},
	roster_rows: {
		purpose: 'shows what a file would change before it changes anything, and takes it back within seven days',
		kept: 'roster',
		columns: {
			identifying: 'cells full_name everyday_name birth_year household like_key person_id before',
			technical: 'roster_id line state reasons group_id event_id is_another outcome done_at'
		}
	},
	roster_headings: {
		purpose: 'what a ward’s columns mean, so that nobody says it again',
		kept: 'always',
		columns: { technical: 'ward_code heading field' }
	}
};
