import { placesFor } from '#lib/access/permissions.ts';
import { listScams } from '#lib/drills/server/local-scam.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { forbidden } from '#lib/shared/errors.ts';
import { isId } from '#lib/shared/ids.ts';
import { titleOfPlace } from '../../place-title.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const { db, actor } = locals;
	// A fraud lies in a ward; a role for one residential group does not reach it.
	if (placesFor(actor, 'local_scam.read').every(isId)) throw forbidden();
	const scams = await listScams(db, actor);
	const codes = [...new Set(scams.map(({ wardCode }) => wardCode))];
	const wards = new Map(
		await Promise.all(codes.map(async (code) => [code, await titleOfPlace(locals, code)] as const))
	);
	return {
		scams: scams.map(({ id, wardCode, kind, cameFrom, state, proposedAt }) => ({
			...{ id, kind, cameFrom, state, ward: wards.get(wardCode) ?? wardCode, day: dayOf(proposedAt) }
		})),
		mayPropose: placesFor(actor, 'local_scam.propose').some((place) => !isId(place))
	};
};
