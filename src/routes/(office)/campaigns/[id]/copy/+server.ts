import { m } from '#lib/messages/compiled/messages.js';
import { readBoard } from '#lib/outreach/server/campaign-board.ts';
import { readCampaign } from '#lib/outreach/server/campaign-setup.ts';
import { writeCsv } from '#lib/server/csv.ts';
import { writeDay } from '#lib/shared/dates.ts';
import { placeTitle } from '#lib/territory/place.ts';
import { readPlace } from '#lib/territory/server/places.ts';
import type { Figures } from '#lib/outreach/campaign.ts';
import { forceWord } from '../../../../campaign-words.ts';
import type { RequestHandler } from './$types';

/** The board as a table for a spreadsheet: counts of places and services, nobody's name. */
export const GET: RequestHandler = async ({ locals, params }) => {
	const { db, actor, now, language } = locals;
	const campaign = await readCampaign(db, actor, params.id);
	const board = await readBoard(db, campaign, null, now);
	const wards = await Promise.all(
		board.wards.map(async (one): Promise<Line> => {
			const ward = await readPlace(db, one.wardCode, campaign.from);
			return [m.campaign_ward(), placeTitle(ward, language), null, one];
		})
	);
	const lines: Line[] = [
		[m.campaign_total(), campaign.name, null, board.total],
		...board.services.map((one): Line => [m.campaign_service(), one.name, one.goal, one]),
		...wards,
		...board.forces.map((one): Line => [m.campaign_force(), forceWord(one.force), null, one]),
		...board.days.map((one): Line => [m.campaign_day(), writeDay(one.day), null, one])
	];
	const head = [m.campaign_part(), m.campaign_name(), m.campaign_goal(), m.campaign_actions()];
	const heads = [...head, m.campaign_of_them_anonymous(), m.campaign_people(), m.campaign_late()];
	const rows = lines.map(([part, name, goal, { actions, anonymous, people, late }]) => [
		...[part, name, goal, actions, anonymous, people, late]
	]);
	return new Response(writeCsv([heads, ...rows]), {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': `attachment; filename="campaign-${campaign.from}.csv"`
		}
	});
};

type Line = [part: string, name: string, goal: number | null, figures: Figures];
