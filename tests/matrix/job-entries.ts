import type { Entry } from './entries.ts';

/** What the server does by itself: for the administrator of the whole installation. */
export const JOB_ENTRIES: Record<string, Entry> = {
	'/(office)/system': { verb: 'job.read', cells: () => [{ name: 'the page', params: {}, target: {} }] },
	'/(office)/jobs': {
		verb: 'job.read',
		cells: () => [{ name: 'the page', params: {}, target: {} }],
		form: () => ({ job: 'audit-chain' })
	}
};
