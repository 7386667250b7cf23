import { placesFor } from '#lib/access/permissions.ts';
import { listAskedPairs, listLikelyPairs } from '#lib/people/server/duplicates.ts';
import { namesOf } from '#lib/people/server/names.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { readPlacesToChoose } from '../../places-to-choose.ts';
import type { PageServerLoad } from './$types';

const A_PAGE = 20;

/** Who may be one person: what waits for a second officer, and what is only alike. */
export const load: PageServerLoad = async ({ locals, url }) => {
	const { db, reports, actor, now } = locals;
	const held = placesFor(actor, 'evidence.read');
	const choice = await readPlacesToChoose(locals, held, url.searchParams.get('ward') || null);
	const ward = choice.step === 'group' ? choice.ward : null;
	const likely = ward ? await listLikelyPairs(reports, actor, ward.code, now) : [];
	const asked = await listAskedPairs(db, actor, now);
	const names = await namesOf(
		db,
		asked.map(({ askedBy }) => askedBy)
	);
	return {
		asked: asked.map(({ at, askedBy, ...pair }) => ({
			...pair,
			on: dayOf(at),
			by: names.get(askedBy) ?? null,
			own: askedBy === actor.id
		})),
		ward,
		places: choice.step === 'place' ? choice.places : [],
		several: choice.step === 'group' && choice.several,
		likely: likely.slice(0, A_PAGE),
		more: likely.length > A_PAGE ? likely.length : null,
		done: url.searchParams.has('done')
	};
};
