import type { DataMap } from '#lib/server/data-map.ts';

export const reportsData: DataMap = {
	reports: {
		purpose: 'figures as they were submitted, approved and closed',
		kept: 'always',
		columns: { none: 'id kind place subject_id day state known_at', 'learning record': 'body' },
		except: { body: { purpose: 'figures; of an extract also how each official stood, by number and never by name' } }
	},
	report_steps: {
		purpose: 'who submitted, returned, approved and closed a report',
		kept: 'log',
		columns: { none: 'note', identifying: 'by', technical: 'report_id n step at' }
	},
	report_documents: {
		purpose: 'number, symbol and day of the signed paper of a report, and who entered them',
		kept: 'log',
		columns: { none: 'number symbol day reason', identifying: 'by', technical: 'report_id n at' }
	}
};
