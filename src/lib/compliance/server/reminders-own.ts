import { countAgency } from '#lib/compliance/server/reminders-heads.ts';
import { cycleKey } from '#lib/compliance/server/reminders-duties.ts';
import type { AgencyCounts } from '#lib/compliance/server/reminder-words.ts';
import { listReminders } from '#lib/compliance/server/reminders.ts';
import { listPostsOf } from '#lib/compliance/server/posts.ts';
import { listCycleStates } from '#lib/compliance/server/standing.ts';
import { listRecords } from '#lib/people/server/erasure.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { dayOf, type Day } from '#lib/shared/dates.ts';

/** What somebody was reminded of and has not done yet; a head's agencies as they stand today. */
export interface OwnReminders {
	duties: { title: string; due: Day; overdue: boolean; at: Date }[];
	agencies: (AgencyCounts & { id: string; at: Date })[];
}

/** The newest reminder of each duty and agency of hers. The caller says who asks: only she herself sees them. */
export async function listOwnReminders(db: Db, personId: string, now: Date): Promise<OwnReminders> {
	const told = await listReminders(db, await listRecords(db, personId));
	if (told.length === 0) return { duties: [], agencies: [] };
	const today = dayOf(now);
	const at = new Map(told.toReversed().map((one) => [one.subject, one.at]));
	const duties = (await listCycleStates(db, { personId }, today))
		.filter(({ state }) => ['not_started', 'in_progress', 'overdue'].includes(state))
		.flatMap(({ duty, due, state, frame }) => {
			const moment = at.get(cycleKey(duty.id, personId, frame.n));
			return moment ? [{ title: duty.title, due, overdue: state === 'overdue', at: moment }] : [];
		});
	const agencies: OwnReminders['agencies'] = [];
	for (const { agencyId, agencyName } of await listPostsOf(db, personId)) {
		const moment = at.get(`agency:${agencyId}:${personId}`);
		if (!moment || agencies.some(({ id }) => id === agencyId)) continue;
		agencies.push({ id: agencyId, at: moment, ...(await countAgency(db, agencyId, agencyName, today)) });
	}
	return { duties, agencies };
}
