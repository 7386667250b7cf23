import { placesFor } from '#lib/access/permissions.ts';
import { listDuties } from '#lib/compliance/server/duties.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { forbidden } from '#lib/shared/errors.ts';
import { titleOfPlace } from '../../place-title.ts';
import type { PageServerLoad } from './$types';

/** The duties of the reader's places. */
export const load: PageServerLoad = async ({ locals }) => {
	const { db, actor, now } = locals;
	if (placesFor(actor, 'duty.read').length === 0) throw forbidden();
	const duties = await listDuties(db, actor);
	const codes = [...new Set(duties.map(({ wardCode, provinceCode }) => wardCode ?? provinceCode))];
	const titles = new Map(
		await Promise.all(codes.map(async (code) => [code, await titleOfPlace(locals, code)] as const))
	);
	return {
		today: dayOf(now),
		duties: duties.map(({ id, title, order, endsOn, wardCode, provinceCode }) => ({
			...{ id, title, order, endsOn },
			place: titles.get(wardCode ?? provinceCode) ?? ''
		})),
		mayImpose: placesFor(actor, 'duty.impose').length > 0
	};
};
