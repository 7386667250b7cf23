import { ROLES, type Role } from '#lib/access/roles.ts';
import { isId } from '#lib/shared/ids.ts';
import { placeLevel } from '#lib/territory/place.ts';

type Level = 'country' | 'province' | 'ward' | 'group';

/** At which kind of place somebody is invited to which role. */
const LEVELS: Record<Role, readonly Level[]> = {
	administrator: ['country', 'province'],
	province_officer: ['province'],
	ward_officer: ['ward'],
	head_of_group: ['group'],
	trainer: ['ward', 'group'],
	helper: ['ward', 'group']
};

/** Whether a role can be held at such a place; whether there is one is another question. */
export function fits(role: Role, place: string): boolean {
	const level = levelOf(place);
	return level !== null && LEVELS[role].includes(level);
}

/** The roles that can be held at a place or, in a ward, in one of its groups. */
export function rolesAt(place: string): Role[] {
	const level = levelOf(place);
	return ROLES.filter((role) => LEVELS[role].some((one) => one === level || (level === 'ward' && one === 'group')));
}

function levelOf(place: string): Level | null {
	return isId(place) ? 'group' : placeLevel(place);
}
