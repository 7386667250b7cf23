import { placesFor } from '#lib/access/permissions.ts';
import { listRechecks } from '#lib/indicators/server/recheck.ts';
import { forbidden } from '#lib/shared/errors.ts';
import { titleOfPlace } from '../../place-title.ts';
import type { PageServerLoad } from './$types';

/** Draws for a re-check: those of a province for its officers, those of a ward for its witnesses. */
export const load: PageServerLoad = async ({ locals }) => {
	const { db, actor } = locals;
	if (placesFor(actor, 'recheck.read').length === 0) throw forbidden();
	const rechecks = await listRechecks(db, actor);
	return {
		mayDraw: placesFor(actor, 'recheck.draw').length > 0,
		seesSignals: placesFor(actor, 'signal.read').length > 0,
		rechecks: await Promise.all(
			rechecks.map(async ({ id, groupId, wardCode, asOf, size, people }) => ({
				...{ id, asOf, people, drawn: Math.min(size, people) },
				title: await titleOfPlace(locals, groupId ?? wardCode)
			}))
		)
	};
};
