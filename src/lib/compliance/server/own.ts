import { listCycleStates } from '#lib/compliance/server/standing.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { dayOf } from '#lib/shared/dates.ts';

/** How many cycles wait for somebody: not done, not waived, not over. Asked with each look at her own page. */
export async function countOpenCycles(db: Db, personId: string, now: Date): Promise<number> {
	const states = await listCycleStates(db, { personId }, dayOf(now));
	return states.filter(({ doneOn, state }) => doneOn === null && state !== 'ended' && state !== 'waived').length;
}
