import type { DataMap } from '#lib/server/data-map.ts';

export const indicatorsData: DataMap = {
	targets: {
		purpose: 'what a place has promised',
		kept: 'always',
		columns: { none: 'id place indicator value starts_on due_on issuer source' }
	}
};
