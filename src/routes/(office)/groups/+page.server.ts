import { placesFor } from '#lib/access/permissions.ts';
import { listKeptGroups } from '#lib/people/server/ward-groups.ts';
import { readPlacesToChoose } from '../../places-to-choose.ts';
import { readOwnWard } from './own-ward.ts';
import type { PageServerLoad } from './$types';

/** The residential groups of a ward, for whoever keeps its books. */
export const load: PageServerLoad = async ({ locals, url }) => {
	const { db, actor, now } = locals;
	const held = placesFor(actor, 'group.create');
	const choice = await readPlacesToChoose(locals, held, url.searchParams.get('ward') || null);
	const done = url.searchParams.get('done') ?? '';
	if (choice.step === 'place') return { choice, groups: [], done };
	const own = await readOwnWard(locals, new URL(`?ward=${choice.ward.code}`, url), 'group.create');
	return { choice, groups: await listKeptGroups(db, actor, own, now), done };
};
