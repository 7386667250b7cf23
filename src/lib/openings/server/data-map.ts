import type { DataMap } from '#lib/server/data-map.ts';

export const openingsData: DataMap = {
	openings: {
		purpose: 'an evening at a learning point, which tablets join',
		kept: 'always',
		columns: {
			none: 'id learning_point_id ward_code opened_at ends_at closed_at',
			identifying: 'opened_by',
			secret: 'code'
		},
		except: { code: { purpose: 'joins tablets while the evening lasts; worthless afterwards', kept: 'evening' } }
	},
	tablets: {
		purpose: 'shared tablets of an evening: a session begun on one is good there alone',
		kept: 'evening',
		columns: { secret: 'secret_hash', technical: 'id opening_id number joined_at put_out_at' }
	},
	arrivals: {
		purpose: 'who came to an evening: today’s list, from which she may come in again',
		kept: 'evening',
		columns: { identifying: 'person_id', technical: 'opening_id at' }
	},
	nods: {
		purpose: 'the trainer says that the person at a tablet is who her card says',
		kept: 'evening',
		columns: { identifying: 'person_id given_by', technical: 'tablet_id asked_at given_at' }
	},
	help_intervals: {
		purpose: 'how much help a result came about with',
		kept: 'evening',
		columns: {
			identifying: 'person_id helper_id',
			'learning record': 'kind',
			technical: 'id opening_id sign_in_id from to seen_at'
		}
	}
};
