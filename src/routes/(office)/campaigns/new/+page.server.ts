import { redirect } from '@sveltejs/kit';
import { placesFor } from '#lib/access/permissions.ts';
import { campaignInput } from '#lib/outreach/server/campaign-input.ts';
import { startCampaign } from '#lib/outreach/server/campaign-setup.ts';
import { listServices } from '#lib/outreach/server/support-services.ts';
import { addDays, dayOf } from '#lib/shared/dates.ts';
import { forbidden } from '#lib/shared/errors.ts';
import { newId } from '#lib/shared/ids.ts';
import { placeLevel, placeTitle, type Place } from '#lib/territory/place.ts';
import { listWards, readPlace } from '#lib/territory/server/places.ts';
import { act } from '../../../form.ts';
import type { Actions, PageServerLoad } from './$types';

const USUAL_DAYS = 45;

export const load: PageServerLoad = async ({ locals }) => {
	const { db, actor, now, language } = locals;
	const today = dayOf(now);
	const held = [...new Set(placesFor(actor, 'campaign.start'))].filter((code) => placeLevel(code) !== 'country');
	if (held.length === 0) throw forbidden();
	const reached = await Promise.all(
		held.map((code): Promise<Place[]> =>
			placeLevel(code) === 'province' ? listWards(db, code, today) : readPlace(db, code, today).then((ward) => [ward])
		)
	);
	const wards = reached.flat();
	const provinces = [...new Set(wards.flatMap(({ provinceCode }) => provinceCode ?? []))];
	return {
		campaignId: newId(now),
		from: today,
		to: addDays(today, USUAL_DAYS - 1),
		wards: wards.map((ward) => ({ code: ward.code, title: placeTitle(ward, language) })),
		services: (await listServices(db, provinces)).map(({ id, name }) => ({ id, name }))
	};
};

export const actions: Actions = {
	default: (event) =>
		act(event, campaignInput, async (input) => {
			const { db, actor, now } = event.locals;
			await startCampaign(db, actor, input, now);
			redirect(303, `/campaigns/${input.id}`);
		})
};
