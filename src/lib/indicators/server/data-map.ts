import type { DataMap } from '#lib/server/data-map.ts';
import { recheckData } from '#lib/indicators/server/recheck-data-map.ts';

export const indicatorsData: DataMap = {
	...recheckData,
	targets: {
		purpose: 'what a place has promised',
		kept: 'always',
		columns: { none: 'id place indicator value starts_on due_on issuer source' }
	}
};
