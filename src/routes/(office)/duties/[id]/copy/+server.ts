import { readDuty } from '#lib/compliance/server/duties.ts';
import { listCycleStates } from '#lib/compliance/server/standing.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { shownStates, statesFile } from '../../../../standing-shown.ts';
import type { RequestHandler } from './$types';

/** How all whom a duty binds stand today, as a workbook or CSV file, or only of who is missing something. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
	const { db, actor, now } = locals;
	const duty = await readDuty(db, actor, params.id);
	const today = dayOf(now);
	const states = shownStates(await listCycleStates(db, { dutyId: duty.id }, today), locals);
	return statesFile(states, url, duty.title, `noi-dung-bat-buoc-${today}`);
};
