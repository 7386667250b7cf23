import { reviewData } from '#lib/people/server/review-data-map.ts';
import type { DataMap } from '#lib/server/data-map.ts';

export const peopleData: DataMap = {
	...reviewData,
	people: {
		purpose: 'whom the log speaks of; whether she is an adult',
		kept: 'folded',
		columns: { identifying: 'id birth_year merged_into', technical: 'died_on erased_on' }
	},
	person_names: {
		purpose: 'to find her, to print her card, to address her',
		kept: 'erased',
		columns: {
			identifying: 'person_id full_name everyday_name sort_key search registered_by',
			contact: 'phone',
			technical: 'registered_at'
		},
		except: {
			phone: { purpose: 'to remind her of learning and not to register her twice', kept: 'withdrawn' },
			registered_by: { purpose: 'whoever registered her may not confirm where she lives' }
		}
	},
	households: {
		purpose: 'to find her by the words people use for the house',
		kept: 'erased',
		columns: { identifying: 'label landmark head_id search', technical: 'id group_id ended_on' }
	},
	household_members: {
		purpose: 'who lives behind one door',
		kept: 'erased',
		columns: { identifying: 'person_id household_id', technical: 'from to' }
	},
	duplicate_pairs: {
		purpose: 'that two records are one person, or are not, so that nobody is asked again and a wrong merge is undone',
		kept: 'always',
		columns: { identifying: 'one_id other_id decided_by', technical: 'state at merge_id' }
	},
	residences: {
		purpose: 'in which group she counts',
		kept: 'folded',
		columns: { identifying: 'person_id group_id confirmed_by', technical: 'from to confirmed_on' }
	},
	consents: {
		purpose: 'what she agreed to, in which words, and who helped',
		kept: 'consent',
		columns: {
			identifying: 'person_id assisted_by withdrawn_by',
			technical: 'id purpose by text_hash given_at withdrawn_at'
		}
	},
	guardians: {
		purpose: 'who agreed for somebody under sixteen',
		kept: 'erased',
		columns: { identifying: 'person_id full_name relationship recorded_by', technical: 'recorded_at' }
	},
	data_requests: {
		purpose: 'what she asks about her data, and whether it was answered in time',
		kept: 'request',
		columns: {
			identifying: 'person_id text filed_by answered_by reply',
			technical: 'id kind received_at first_answer_due due state first_answered_at answered_at'
		},
		except: { text: { kept: 'erased' }, reply: { kept: 'erased' } }
	}
};
