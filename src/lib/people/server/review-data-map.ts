import type { DataMap } from '#lib/server/data-map.ts';

export const reviewData: DataMap = {
	household_reviews: {
		purpose: 'how far the head of a group has come from door to door',
		kept: 'always',
		columns: { none: 'id group_id', identifying: 'started_by', technical: 'started_at ended_at' },
		except: { started_by: { purpose: 'who goes from door to door' } }
	},
	reviewed_households: {
		purpose: 'how many adults were counted behind a door',
		kept: 'always',
		columns: {
			identifying: 'household_id reviewed_by',
			none: 'review_id resident lodging away',
			technical: 'reviewed_at'
		},
		except: { reviewed_by: { purpose: 'who counted' } }
	},
	review_answers: {
		purpose: 'who is said to have moved away or died, for the ward to look into',
		kept: 'erased',
		columns: { identifying: 'person_id household_id', technical: 'review_id answer' }
	},
	ward_moves: {
		purpose: 'to tell both wards that somebody moved',
		kept: 'erased',
		columns: {
			identifying: 'person_id recorded_by',
			none: 'from_group to_group from_ward to_ward',
			technical: 'event_id on recorded_at'
		}
	}
};
