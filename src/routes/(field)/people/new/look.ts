import { fail } from '@sveltejs/kit';
import { listAlike, listHousesMeant } from '#lib/people/server/alike.ts';
import { checkConsents } from '#lib/people/server/guardians.ts';
import type { Registration } from '#lib/people/server/register.ts';
import type { Refused } from '../../../form.ts';

/**
 * Before somebody is registered: is she there already, and which house is meant? Both are asked once, on the same form;
 * null where neither is in doubt.
 */
export async function askFirst({ db, actor, now }: App.Locals, input: Registration, typed: Refused['typed']) {
	// Nothing is looked for with a phone number that may not be kept, and nobody is asked twice about one form.
	checkConsents(input, now);
	const [alike, houses] = [await listAlike(db, actor, input, now), await listHousesMeant(db, actor, input, now)];
	if (alike.length === 0 && houses.length === 0) return null;
	const people = alike.map(({ personId, fullName, everydayName, birthYear, household }) => ({
		...{ personId, fullName, everydayName, birthYear, household }
	}));
	const refused: Refused = { typed, problems: {}, refusal: null, code: 'look_first' };
	return fail(409, { ...refused, look: { people, houses } });
}
