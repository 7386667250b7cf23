import { may } from '#lib/access/permissions.ts';
import { readBoard } from '#lib/outreach/server/campaign-board.ts';
import { listOverlapping, readCampaign } from '#lib/outreach/server/campaign-setup.ts';
import { isDay } from '#lib/shared/dates.ts';
import { placeTitle } from '#lib/territory/place.ts';
import { readPlace } from '#lib/territory/server/places.ts';
import type { PageServerLoad } from './$types';

/** The cumulative board of a campaign, and how far the reports of one day have come. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { db, actor, now, language } = locals;
	const campaign = await readCampaign(db, actor, params.id);
	const asked = url.searchParams.get('day') ?? '';
	const board = await readBoard(db, campaign, isDay(asked) ? asked : null, now);
	const own = new Map(campaign.wards.map((ward) => [ward.wardCode, may(actor, 'campaign.read', ward)]));
	const wards = await Promise.all(
		board.wards.map(async (ward) => ({
			...ward,
			title: placeTitle(await readPlace(db, ward.wardCode, campaign.from), language),
			own: own.get(ward.wardCode) === true
		}))
	);
	return {
		campaign: { id: campaign.id, name: campaign.name, from: campaign.from, to: campaign.to, hour: campaign.reportHour },
		board: { ...board, wards },
		overlapping: (await listOverlapping(db, campaign)).map(({ name }) => name),
		mayCommend: campaign.wards.some((ward) => may(actor, 'campaign.commend', ward))
	};
};
