import { placesFor } from '#lib/access/permissions.ts';
import { listScams } from '#lib/drills/server/local-scam.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { forbidden } from '#lib/shared/errors.ts';
import { titleOfPlace } from '../../place-title.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const { db, actor } = locals;
	if (placesFor(actor, 'local_scam.read').length === 0) throw forbidden();
	const scams = await listScams(db, actor);
	const codes = [...new Set(scams.map(({ wardCode }) => wardCode))];
	const wards = new Map(
		await Promise.all(codes.map(async (code) => [code, await titleOfPlace(locals, code)] as const))
	);
	return {
		scams: scams.map(({ id, wardCode, kind, cameFrom, state, proposedAt }) => ({
			...{ id, kind, cameFrom, state, ward: wards.get(wardCode) ?? wardCode, day: dayOf(proposedAt) }
		})),
		mayPropose: placesFor(actor, 'local_scam.propose').length > 0
	};
};
