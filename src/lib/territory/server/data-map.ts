import type { DataMap } from '#lib/server/data-map.ts';

const OFFICIAL = { purpose: 'the official list of places', kept: 'always' } as const;

export const territoryData: DataMap = {
	provinces: { ...OFFICIAL, columns: { none: 'code' } },
	wards: { ...OFFICIAL, columns: { none: 'code province_code phone started_on' } },
	province_settings: {
		purpose: 'what a province decides for its own people',
		kept: 'always',
		columns: { none: 'province_code address supplements team_title feeds' }
	},
	province_age_rules: {
		purpose: 'from which age a province counts its adults',
		kept: 'always',
		columns: { none: 'province_code from age_from' }
	},
	province_report_rules: {
		purpose: 'when a province wants its wards’ reports',
		kept: 'always',
		columns: { none: 'province_code from month_days quarter_days year_days hour' }
	},
	place_names: { ...OFFICIAL, columns: { none: 'place_code name kind from to search' } },
	residential_groups: {
		purpose: 'where people live, as one counts them',
		kept: 'always',
		columns: { none: 'id ward_code name kind valid_from valid_to' }
	},
	group_successions: {
		purpose: 'which group stands for an ended one',
		kept: 'folded',
		columns: { none: 'from_id to_id on kind' }
	},
	population_counts: {
		purpose: 'how many adults a group declared: the denominator',
		kept: 'folded',
		columns: { none: 'group_id as_of source age_from resident lodging away declared_on', identifying: 'declared_by' },
		except: { declared_by: { purpose: 'who answers for the number' } }
	},
	population_declarations: {
		purpose: 'the history of what a group declared',
		kept: 'folded',
		columns: {
			none: 'group_id event_id as_of source age_from resident lodging away declared_on fall state decided_on',
			identifying: 'declared_by decided_by'
		},
		except: {
			declared_by: { purpose: 'who answers for the number' },
			decided_by: { purpose: 'who accepted that it fell' }
		}
	},
	other_counts: {
		purpose: 'what others count in a group, beside its head',
		kept: 'always',
		columns: { none: 'id group_id kind as_of adults source noted_at', identifying: 'noted_by' },
		except: { noted_by: { purpose: 'who answers for the number' } }
	},
	learning_points: {
		purpose: 'where people learn together',
		kept: 'always',
		columns: { none: 'id ward_code kind name address valid_to' }
	},
	point_hours: {
		purpose: 'when a learning point is open',
		kept: 'always',
		columns: { none: 'id point_id weekdays from_minute to_minute valid_from valid_to' }
	},
	point_stops: {
		purpose: 'where a mobile learning point stands on which day',
		kept: 'always',
		columns: { none: 'id point_id on from_minute to_minute place called_off_at' }
	}
};
