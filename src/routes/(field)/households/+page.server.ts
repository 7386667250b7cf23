import { redirect } from '@sveltejs/kit';
import { placesFor } from '#lib/access/permissions.ts';
import { readPlacesToChoose } from '../../places-to-choose.ts';
import type { PageServerLoad } from './$types';

/** The way to the houses of a group: its ward, then the group; who works in one group only is there at once. */
export const load: PageServerLoad = async ({ locals, url }) => {
	const held = placesFor(locals.actor, 'household.read');
	const choice = await readPlacesToChoose(locals, held, url.searchParams.get('ward') || null);
	const [only, another] = choice.step === 'group' ? choice.groups : [];
	if (only && !another) redirect(303, `/groups/${only.id}/households`);
	return { choice };
};
