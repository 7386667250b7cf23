import { ROLE_RULES, ROLES, type Role, type RolePlace } from '#lib/access/roles.ts';
import { isId } from '#lib/shared/ids.ts';
import { placeLevel } from '#lib/territory/place.ts';

/** Whether a role can be held at such a place; whether there is one is another question. */
export function fits(role: Role, place: string): boolean {
	const level = levelOf(place);
	return level !== null && ROLE_RULES[role].at.includes(level);
}

/**
 * The roles to which somebody can be invited at a place or, in a ward, in one of its groups: those for which one person
 * may decide. The others are given by two, to somebody who is known already.
 */
export function rolesAt(place: string): Role[] {
	const level = levelOf(place);
	return ROLES.filter((role) => {
		const { at, secondPerson } = ROLE_RULES[role];
		return !secondPerson && at.some((one) => one === level || (level === 'ward' && one === 'group'));
	});
}

function levelOf(place: string): RolePlace | null {
	return isId(place) ? 'group' : placeLevel(place);
}
