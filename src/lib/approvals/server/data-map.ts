import type { DataMap } from '#lib/server/data-map.ts';

export const approvalsData: DataMap = {
	approvals: {
		purpose: 'what waits, or waited, for a second person; ids and codes only',
		kept: 'always',
		columns: {
			identifying: 'input asked_by decided_by',
			technical: 'id verb group_id ward_code province_code asked_at due_at state decided_at outcome'
		}
	}
};
