import { readAgency } from '#lib/compliance/server/agencies.ts';
import { listCycleStates } from '#lib/compliance/server/standing.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { shownStates, statesFile } from '../../../../standing-shown.ts';
import type { RequestHandler } from './$types';

/** How an agency's people stand today, as a workbook or CSV file, or only of who is missing something for its head. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
	const { db, actor, now } = locals;
	const agency = await readAgency(db, actor, params.id, now);
	const today = dayOf(now);
	const states = shownStates(await listCycleStates(db, { agencyId: agency.id }, today), locals);
	return statesFile(states, url, agency.name, `co-quan-${today}`);
};
