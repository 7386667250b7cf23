import { placesFor } from '#lib/access/permissions.ts';
import { readSignals } from '#lib/indicators/server/signals.ts';
import { forbidden } from '#lib/shared/errors.ts';
import { placeLevel } from '#lib/territory/place.ts';
import { titleOfPlace } from '../../place-title.ts';
import { readPlacesToChoose } from '../../places-to-choose.ts';
import type { PageServerLoad } from './$types';

/** What witnessed tests of one ward look like by helper and learning point; first which ward. */
export const load: PageServerLoad = async ({ locals, url }) => {
	const { db, actor, now } = locals;
	const held = placesFor(actor, 'signal.read');
	if (held.length === 0) throw forbidden();
	const choice = await readPlacesToChoose(locals, held, url.searchParams.get('ward'));
	const wanted = url.searchParams.get('ward') ?? held[0] ?? '';
	if (choice.step === 'place') {
		return { places: choice.places, province: placeLevel(wanted) === 'province' ? wanted : null, ward: null };
	}
	const { code } = choice.ward;
	return {
		...{ places: null, province: null },
		ward: {
			title: await titleOfPlace(locals, code),
			several: choice.several,
			...(await readSignals(db, actor, code, now))
		}
	};
};
