import type { DataMap } from '#lib/server/data-map.ts';
import { recheckData } from '#lib/indicators/server/recheck-data-map.ts';

export const indicatorsData: DataMap = {
	...recheckData,
	targets: {
		purpose: 'what a place has promised',
		kept: 'always',
		columns: {
			none: 'id place indicator value starts_on due_on issuer source from_above replaced_by',
			identifying: 'set_by',
			technical: 'set_at'
		}
	},
	indicator_values: {
		purpose: 'counts of a place that an officer entered',
		kept: 'always',
		columns: {
			none: 'id indicator ward_code as_of numerator denominator source corrects',
			identifying: 'entered_by',
			technical: 'entered_at'
		}
	},
	criteria_members: {
		purpose: 'in which set of criteria an indicator stands',
		kept: 'always',
		columns: { none: 'place criteria_set indicator' }
	}
};
