import type { DataMap } from '#lib/server/data-map.ts';

export const reportsData: DataMap = {
	reports: {
		purpose: 'figures as they were submitted, approved and closed',
		kept: 'always',
		columns: { none: 'id kind ward_code subject_id day state body known_at' }
	},
	report_steps: {
		purpose: 'who submitted, returned, approved and closed a report',
		kept: 'log',
		columns: { none: 'note', identifying: 'by', technical: 'report_id n step at' }
	}
};
