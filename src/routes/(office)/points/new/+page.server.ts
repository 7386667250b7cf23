import { redirect } from '@sveltejs/kit';
import { may } from '#lib/access/permissions.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { notFound } from '#lib/shared/errors.ts';
import { newId } from '#lib/shared/ids.ts';
import { placeTitle } from '#lib/territory/place.ts';
import { newPointInput } from '#lib/territory/server/input.ts';
import { readPlace } from '#lib/territory/server/places.ts';
import { addLearningPoint } from '#lib/territory/server/points.ts';
import { readWardPhone } from '#lib/territory/server/ward-phone.ts';
import { act } from '../../../form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const wardCode = await readOwnWard(locals, url);
	const ward = placeTitle(await readPlace(locals.db, wardCode, dayOf(locals.now)), locals.language);
	return { wardCode, ward, pointId: newId(locals.now) };
};

export const actions: Actions = {
	default: async (event) => {
		const wardCode = await readOwnWard(event.locals, event.url);
		return act(event, newPointInput, async ({ pointId: id, ...facts }) => {
			const { db, actor, now } = event.locals;
			await addLearningPoint(db, actor, { ...facts, id, wardCode }, now);
			redirect(303, `/points/${id}`);
		});
	}
};

/** The ward of the query, to whoever keeps its books; to others it is not found. */
async function readOwnWard({ db, actor }: App.Locals, url: URL): Promise<string> {
	const ward = await readWardPhone(db, url.searchParams.get('ward') ?? '');
	if (!may(actor, 'learning_point.add', ward)) throw notFound();
	return ward.wardCode;
}
