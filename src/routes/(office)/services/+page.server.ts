import { redirect } from '@sveltejs/kit';
import { serviceInput } from '#lib/outreach/server/campaign-input.ts';
import { listServices, placesOfServices, setService } from '#lib/outreach/server/support-services.ts';
import { forbidden } from '#lib/shared/errors.ts';
import { newId } from '#lib/shared/ids.ts';
import { COUNTRY } from '#lib/territory/place.ts';
import { act } from '../../form.ts';
import { titleOfPlace } from '../../place-title.ts';
import type { Actions, PageServerLoad } from './$types';

/** The list of services, and one more. The country's stands for everybody, a province's for its own wards. */
export const load: PageServerLoad = async ({ locals, url }) => {
	const { db, actor, now } = locals;
	const places = placesOfServices(actor);
	if (places.length === 0) throw forbidden();
	const provinces = places.filter((place) => place !== COUNTRY);
	const services = await listServices(db, provinces, { ended: true });
	return {
		serviceId: newId(now),
		saved: url.searchParams.has('saved'),
		places: await Promise.all(places.map(async (place) => ({ place, title: await titleOfPlace(locals, place) }))),
		services: services.map((one) => ({ ...one, own: places.includes(one.place) }))
	};
};

export const actions: Actions = {
	default: (event) =>
		act(event, serviceInput, async ({ serviceId, ...input }) => {
			const { db, actor, now } = event.locals;
			await setService(db, actor, { id: serviceId, ...input }, now);
			redirect(303, '/services?saved');
		})
};
