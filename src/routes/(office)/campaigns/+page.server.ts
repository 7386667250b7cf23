import { placesFor } from '#lib/access/permissions.ts';
import { listCampaigns } from '#lib/outreach/server/campaign-setup.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { forbidden } from '#lib/shared/errors.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const { db, actor, now } = locals;
	if (placesFor(actor, 'campaign.read').length === 0) throw forbidden();
	const campaigns = await listCampaigns(db, actor, 'campaign.read');
	return {
		today: dayOf(now),
		campaigns: campaigns.map(({ id, name, from, to, wards }) => ({ id, name, from, to, wards: wards.length })),
		mayStart: placesFor(actor, 'campaign.start').length > 0
	};
};
