import type { DataMap } from '#lib/server/data-map.ts';

export const remindersData: DataMap = {
	reminders: {
		purpose: 'who was reminded of what, so that nobody is reminded twice',
		kept: 'log',
		columns: { identifying: 'subject person_id', technical: 'channel event state tries at reason' }
	}
};
