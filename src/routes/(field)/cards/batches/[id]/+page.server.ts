import { dayOf } from '#lib/shared/dates.ts';
import { readBatch } from '#lib/sign-in/server/card-batches.ts';
import { placeTitle } from '#lib/territory/place.ts';
import { readPlace } from '#lib/territory/server/places.ts';
import type { PageServerLoad } from './$types';

/** Every number of a batch, and what became of it. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { db, actor, now, language } = locals;
	const { batch, cards } = await readBatch(db, actor, params.id);
	return {
		batch,
		cards,
		ward: placeTitle(await readPlace(db, batch.wardCode, dayOf(now)), language),
		written: Number(url.searchParams.get('written') ?? 0)
	};
};
