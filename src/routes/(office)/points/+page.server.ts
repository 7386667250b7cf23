import { placesFor } from '#lib/access/permissions.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { listLearningPoints } from '#lib/territory/server/points.ts';
import { readPlacesToChoose } from '../../places-to-choose.ts';
import { showPoints } from '../../points-shown.ts';
import type { PageServerLoad } from './$types';

/** The learning points of a ward, for whoever keeps its books. */
export const load: PageServerLoad = async ({ locals, url }) => {
	const { db, actor, now } = locals;
	const held = placesFor(actor, 'learning_point.change');
	const choice = await readPlacesToChoose(locals, held, url.searchParams.get('ward') || null);
	if (choice.step === 'place') return { choice, points: [], ended: false };
	const points = await listLearningPoints(db, [choice.ward.code], dayOf(now));
	return { choice, points: await showPoints(locals, points), ended: url.searchParams.has('ended') };
};
