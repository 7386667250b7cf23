import { placesFor } from '#lib/access/permissions.ts';
import { findIndicator, isComputed } from '#lib/indicators/catalogue.ts';
import { notFound } from '#lib/shared/errors.ts';
import { isId } from '#lib/shared/ids.ts';
import type { PageServerLoad } from './$types';

/** What an indicator counts, over what, and where the number comes from. */
export const load: PageServerLoad = ({ locals: { actor }, params }) => {
	const indicator = findIndicator(params.id);
	if (!indicator) throw notFound();
	return {
		indicator,
		computed: isComputed(indicator),
		isOffice: placesFor(actor, 'figure.explain').some((place) => !isId(place))
	};
};
