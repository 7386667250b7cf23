import { redirect } from '@sveltejs/kit';
import { placesFor } from '#lib/access/permissions.ts';
import { findScanned } from '../../blank-card.ts';
import type { PageServerLoad } from './$types';

/** Somebody scanned a card that nobody holds yet. A helper goes on to register with it; anybody else is told what it is. */
export const load: PageServerLoad = async (event) => {
	const card = await findScanned(event);
	if (!card) redirect(303, '/');
	return { number: card.number, mayBind: placesFor(event.locals.actor, 'card.issue').length > 0 };
};
