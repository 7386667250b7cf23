import { listCommended } from '#lib/outreach/server/campaign-commendation.ts';
import { readCampaign } from '#lib/outreach/server/campaign-setup.ts';
import { notFound } from '#lib/shared/errors.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { db, actor, library } = locals;
	const campaign = await readCampaign(db, actor, params.id, 'campaign.commend');
	const standard = library.standards[0];
	if (!standard) throw notFound();
	return { id: campaign.id, name: campaign.name, ...(await listCommended(db, actor, campaign, standard.id)) };
};
