import { residentsStandard } from '#lib/curriculum/library.ts';
import { listCommended } from '#lib/outreach/server/campaign-commendation.ts';
import { readCampaign } from '#lib/outreach/server/campaign-setup.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { db, actor, library } = locals;
	const campaign = await readCampaign(db, actor, params.id, 'campaign.commend');
	const commended = await listCommended(db, actor, campaign, residentsStandard(library).id);
	return { id: campaign.id, name: campaign.name, ...commended };
};
