/** What somebody may be, besides a learner, which everybody is. */
export const ROLES = [
	'administrator',
	'province_officer',
	'ward_officer',
	'head_of_group',
	'trainer',
	'helper'
] as const;

export type Role = (typeof ROLES)[number];

export function isRole(text: string): text is Role {
	return (ROLES as readonly string[]).includes(text);
}
