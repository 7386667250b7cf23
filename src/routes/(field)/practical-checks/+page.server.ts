import { placesFor } from '#lib/access/permissions.ts';
import { findByCode } from '#lib/learning/server/check-code.ts';
import { findPeople } from '#lib/people/server/search.ts';
import { forbidden } from '#lib/shared/errors.ts';
import type { PageServerLoad } from './$types';

/** Finds whom a witness wants to check, or whose sheet is to be typed in: by name, or by the code on the sheet. */
export const load: PageServerLoad = async ({ locals, url }) => {
	const { db, actor, now } = locals;
	if (placesFor(actor, 'practical_check.witness').length === 0) throw forbidden();
	const typed = (url.searchParams.get('q') ?? '').normalize('NFC').trim().slice(0, 100);
	const byCode = await findByCode(db, actor, typed);
	const byName = await findPeople(db, actor, 'practical_check.witness', typed, now);
	const others = [...byCode, ...byName].filter(({ personId }) => personId !== actor.id);
	const found = others.map(({ personId, fullName, birthYear, groupName }) => ({
		...{ personId, fullName, birthYear, groupName }
	}));
	return { typed, found };
};
