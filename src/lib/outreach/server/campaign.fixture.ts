import type { Actor, PersonActor } from '#lib/access/actor.ts';
import { readDayReport, decideDay, submitDay } from '#lib/outreach/server/campaign-reports.ts';
import { startCampaign, type NewCampaign } from '#lib/outreach/server/campaign-setup.ts';
import { recordSupport, type NewSupport } from '#lib/outreach/server/support.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { dayOf, type Day } from '#lib/shared/dates.ts';
import { newId } from '#lib/shared/ids.ts';

/** A campaign of some wards; of ten days that began five days ago unless told, reported on until eight in the evening. */
export async function startFor(
	db: Db,
	actor: Actor,
	wardCodes: string[],
	now: Date,
	words: Partial<NewCampaign> = {}
): Promise<string> {
	const id = newId(now);
	const day = (count: number) => dayOf(new Date(now.getTime() + count * 86_400_000));
	const usual = { name: 'Chiến dịch mẫu', from: day(-5), to: day(5), reportHour: 20, goals: [] };
	await startCampaign(db, actor, { id, wardCodes, ...usual, ...words }, now);
	return id;
}

/** A deed of today for one person without a name, unless told. */
export function deed(place: string, now: Date, words: Partial<NewSupport> = {}): NewSupport {
	return {
		...{ id: newId(now), serviceId: 'online-file', place, campaignId: null, force: 'youth' as const, partners: null },
		...{ personId: null, actions: 1, on: dayOf(now) },
		...words
	};
}

export function give(db: Db, actor: Actor, place: string, now: Date, words: Partial<NewSupport> = {}) {
	return recordSupport(db, actor, deed(place, now, words), now);
}

/** The way of a report to its end, by an officer and her leader. */
export async function closeDay(
	db: Db,
	[officer, leader]: [PersonActor, PersonActor],
	asked: { campaignId: string; wardCode: string; day: Day },
	now: Date
) {
	await submitDay(db, officer, asked, now);
	await decideDay(db, leader, asked, { step: 'approve' }, now);
	await decideDay(db, leader, asked, { step: 'close' }, now);
	return readDayReport(db, officer, asked, now);
}
