import { placesFor } from '#lib/access/permissions.ts';
import { listAgencies } from '#lib/compliance/server/agencies.ts';
import { forbidden } from '#lib/shared/errors.ts';
import { titleOfPlace } from '../../place-title.ts';
import type { PageServerLoad } from './$types';

/** The agencies that the reader may see, under their places. */
export const load: PageServerLoad = async ({ locals }) => {
	const { db, actor, now } = locals;
	if (placesFor(actor, 'agency.read').length === 0) throw forbidden();
	const agencies = await listAgencies(db, actor, now);
	const codes = [...new Set(agencies.map(({ wardCode, provinceCode }) => wardCode ?? provinceCode))];
	return {
		places: await Promise.all(
			codes.map(async (code) => ({
				code,
				title: await titleOfPlace(locals, code),
				agencies: agencies
					.filter(({ wardCode, provinceCode }) => (wardCode ?? provinceCode) === code)
					.map(({ id, name, kind }) => ({ id, name, kind }))
			}))
		),
		mayKeep: placesFor(actor, 'agency.keep').length > 0
	};
};
