import type { Showing } from './showing.ts';

/** What the server does by itself, for whoever looks after it. */
export const JOB_SHOWINGS: Showing[] = [
	{ route: '/(office)/system', state: '', as: 'administrator', address: () => '/system' },
	{ route: '/(office)/jobs', state: '', as: 'administrator', address: () => '/jobs' },
	{ route: '/(office)/jobs', state: 'asked', as: 'administrator', address: () => '/jobs?asked' }
];
