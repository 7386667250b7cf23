import { placesFor } from '#lib/access/permissions.ts';
import { listRosters } from '#lib/rosters/server/roster.ts';
import { writeMoment } from '#lib/shared/dates.ts';
import { readPlacesToChoose } from '../../places-to-choose.ts';
import type { PageServerLoad } from './$types';

/** The files with residents that were sent to the wards whose officer reads this. */
export const load: PageServerLoad = async ({ locals, url }) => {
	const { db, actor, now } = locals;
	const held = placesFor(actor, 'roster.read');
	const choice = await readPlacesToChoose(locals, held, url.searchParams.get('ward') || null);
	return {
		rosters: (await listRosters(db, actor, now)).map(({ sentAt, ...roster }) => ({
			...roster,
			sentAt: writeMoment(sentAt)
		})),
		ward: choice.step === 'group' ? choice.ward : null,
		places: choice.step === 'place' ? choice.places : []
	};
};
