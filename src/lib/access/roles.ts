/** What somebody may be, besides a learner, which everybody is. */
export const ROLES = [
	'administrator',
	'province_officer',
	'ward_leader',
	'ward_officer',
	'head_of_agency',
	'head_of_group',
	'police_officer',
	'trainer',
	'helper',
	'contact',
	'content_editor',
	'auditor'
] as const;

export type Role = (typeof ROLES)[number];

/**
 * Whether a role is worth a second proof, besides the password, of who signs in: every role that decides, shows or
 * proves something beyond one residential group. A head works in her own group, a helper only beside others.
 */
export const NEEDS_SECOND_FACTOR: Record<Role, boolean> = {
	administrator: true,
	province_officer: true,
	ward_leader: true,
	ward_officer: true,
	head_of_agency: true,
	head_of_group: false,
	police_officer: true,
	trainer: true,
	helper: false,
	contact: true,
	content_editor: true,
	auditor: true
};

export type RolePlace = 'country' | 'province' | 'ward' | 'group';

interface RoleRule {
	/** the kinds of places at which it may be held */
	at: readonly RolePlace[];
	/** who may grant and end it where her own role reaches */
	grantedBy: readonly Role[];
	/** whether a grant waits for the word of a second person */
	secondPerson: boolean;
}

const ADMINISTRATOR = ['administrator'] as const;
const WARD = ['administrator', 'ward_leader', 'ward_officer'] as const;

/** Which role fits which kind of place, who grants it, and whether one person is enough for that. */
export const ROLE_RULES: Record<Role, RoleRule> = {
	administrator: { at: ['country', 'province', 'ward'], grantedBy: ADMINISTRATOR, secondPerson: true },
	province_officer: { at: ['province'], grantedBy: ADMINISTRATOR, secondPerson: true },
	ward_leader: { at: ['ward'], grantedBy: ADMINISTRATOR, secondPerson: true },
	ward_officer: { at: ['ward'], grantedBy: ['administrator', 'ward_leader'], secondPerson: true },
	head_of_agency: { at: ['province', 'ward'], grantedBy: WARD, secondPerson: true },
	head_of_group: { at: ['group'], grantedBy: WARD, secondPerson: true },
	police_officer: { at: ['ward', 'group'], grantedBy: WARD, secondPerson: true },
	trainer: { at: ['ward'], grantedBy: WARD, secondPerson: false },
	helper: { at: ['ward', 'group'], grantedBy: WARD, secondPerson: false },
	contact: { at: ['ward'], grantedBy: WARD, secondPerson: true },
	content_editor: { at: ['country', 'province'], grantedBy: ADMINISTRATOR, secondPerson: true },
	auditor: { at: ['country', 'province', 'ward'], grantedBy: ADMINISTRATOR, secondPerson: true }
};

export function isRole(text: string): text is Role {
	return (ROLES as readonly string[]).includes(text);
}
