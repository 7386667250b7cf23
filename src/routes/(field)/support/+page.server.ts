import { placesFor } from '#lib/access/permissions.ts';
import { listOwnSupport, ownFigures } from '#lib/outreach/server/support-own.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { forbidden } from '#lib/shared/errors.ts';
import type { PageServerLoad } from './$types';

/** What somebody wrote down of the support that she gave. */
export const load: PageServerLoad = async ({ locals, url }) => {
	const { db, actor, now } = locals;
	if (placesFor(actor, 'support.give').length === 0) throw forbidden();
	return {
		today: await ownFigures(db, actor.id, dayOf(now)),
		own: await listOwnSupport(db, actor.id),
		withdrawn: url.searchParams.has('withdrawn')
	};
};
