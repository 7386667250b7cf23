/** What a person has, or has not, or nobody knows. */
export const MEANS = [
	'smartphone',
	'vneid_2',
	'local_app',
	'etax',
	'payment_account',
	'signature',
	'health_book'
] as const;
export type Means = (typeof MEANS)[number];
export const MEANS_STATES = ['yes', 'no', 'unknown'] as const;
export type MeansState = (typeof MEANS_STATES)[number];
