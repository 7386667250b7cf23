import { placesFor } from '#lib/access/permissions.ts';
import { placesOfServices } from '#lib/outreach/server/support-services.ts';
import { titleOfPlace } from '../../place-title.ts';

/** What of support, campaigns and plans she may do. */
export async function readCampaignTasks(locals: App.Locals) {
	const { actor } = locals;
	const wards = [...new Set(placesFor(actor, 'plan.read'))].filter((place) => /^\d{5}$/.test(place));
	return {
		mayGive: placesFor(actor, 'support.give').length > 0,
		seesCampaigns: placesFor(actor, 'campaign.read').length > 0,
		keepsServices: placesOfServices(actor).length > 0,
		plans: await Promise.all(wards.map(async (code) => ({ code, title: await titleOfPlace(locals, code) })))
	};
}
