import { listLiveOpenings, listPointsToOpen } from '#lib/openings/server/opening.ts';
import { writeTime } from '#lib/shared/dates.ts';
import { forbidden } from '#lib/shared/errors.ts';
import type { PageServerLoad } from './$types';

/** The evenings that go on now where this trainer may run one. */
export const load: PageServerLoad = async ({ locals }) => {
	const { db, actor, now } = locals;
	if ((await listPointsToOpen(db, actor, now)).length === 0) throw forbidden();
	return {
		openings: (await listLiveOpenings(db, actor, now)).map(({ id, point, endsAt }) => ({
			id,
			point: point.name,
			until: writeTime(endsAt)
		}))
	};
};
