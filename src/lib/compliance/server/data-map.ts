import type { DataMap } from '#lib/server/data-map.ts';

export const complianceData: DataMap = {
	agencies: {
		purpose: 'where officials work, so that a head sees her own people',
		kept: 'always',
		columns: { none: 'id province_code ward_code kind name spelling' }
	},
	appointments: {
		purpose: 'who held which post from when to when: whom a duty binds',
		kept: 'log',
		columns: {
			identifying: 'person_id position staff_code recorded_by',
			technical: 'id agency_id kind from to recorded_at'
		}
	},
	duties: {
		purpose: 'what officials must learn, by which order, whom it binds and by when',
		kept: 'always',
		columns: {
			none: 'id province_code ward_code title order_number ordered_on issuer modules refresher starts_on ends_on due_months due_days due_on grace_days valid_months agency_ids positions',
			identifying: 'person_ids imposed_by',
			technical: 'imposed_at'
		}
	},
	duty_cycles: {
		purpose: 'what was asked of whom in which period',
		kept: 'log',
		columns: {
			identifying: 'person_id',
			technical: 'duty_id n anchor opens due grace_days ends modules opened_at'
		}
	},
	waivers: {
		purpose: 'who need not learn in a period, or not yet, why and by whose word',
		kept: 'log',
		columns: {
			identifying: 'person_id paper granted_by withdrawn_by',
			technical: 'id duty_id n kind reason until granted_at withdrawn_at'
		}
	},
	completions_elsewhere: {
		purpose: 'what somebody completed on another platform, and who saw it',
		kept: 'log',
		columns: {
			identifying: 'person_id code seen_by withdrawn_by',
			'learning record': 'modules platform completed_on',
			technical: 'id duty_id seen_at withdrawn_at'
		}
	}
};
