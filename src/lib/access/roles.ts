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

/**
 * Whether a role is worth a second proof, besides the password, of who signs in: every role that decides, shows or
 * proves something beyond one residential group. A head works in her own group, a helper only beside others.
 */
export const NEEDS_SECOND_FACTOR: Record<Role, boolean> = {
	administrator: true,
	province_officer: true,
	ward_officer: true,
	head_of_group: false,
	trainer: true,
	helper: false
};

export function isRole(text: string): text is Role {
	return (ROLES as readonly string[]).includes(text);
}
