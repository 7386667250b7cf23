import { eq, sql } from 'drizzle-orm';
import { makeExport } from '#lib/exports/server/links.ts';
import { exportLinks } from '#lib/exports/server/schema.ts';
import { startFor } from '#lib/outreach/server/campaign.fixture.ts';
import { decideWardReport, numberWardReport, submitWardReport } from '#lib/periodic/server/ward-reports.ts';
import { addDays, dayOf } from '#lib/shared/dates.ts';
import { newId } from '#lib/shared/ids.ts';
import { freshly } from '#tests/fresh-session.ts';
import { actorWith } from '#tests/world.ts';
import type { RunningWorld } from './world.ts';

const STEPS = {
	draft: [],
	submitted: ['submit'],
	returned: ['submit', 'return'],
	approved: ['submit', 'approve'],
	closed: ['submit', 'approve', 'close', 'number']
} as const;
export type ShownState = keyof typeof STEPS;

/** Periods of phường Cửa Nam with a report in every state, by their codes, and a link to a list with names. */
export type ShownReports = Record<ShownState, string> & { link: string };

/** Campaigns that are over, since each is this worker's own. */
export async function showReports(world: RunningWorld): Promise<ShownReports> {
	const { db, library, cuaNam } = world;
	const { wardCode, provinceCode, officer, groups } = cuaNam;
	const now = new Date();
	const today = dayOf(now);
	const sources = { db, reports: db, library };
	const leader = actorWith('ward_leader', wardCode, now);
	const shown: Record<string, string> = {};
	for (const [state, steps] of Object.entries(STEPS)) {
		const days = { from: addDays(today, -60), to: addDays(today, -30) };
		const period = await startFor(db, officer, [wardCode], now, { ...days, name: `Đợt ra quân (${state})` });
		const asked = { code: wardCode, period };
		for (const step of steps) {
			const document = { number: '128', symbol: 'BC-UBND', day: addDays(today, -1), reason: null };
			if (step === 'submit') await submitWardReport(sources, officer, asked, now);
			else if (step === 'number') await numberWardReport(sources, officer, asked, document, now);
			else await decideWardReport(sources, leader, asked, { step, note: 'Thiếu số của một tổ' }, now);
		}
		shown[state] = period;
	}
	const link = newId(now);
	const of = { groupId: groups[0], wardCode, provinceCode };
	await freshly(db, officer, now);
	// A worker that starts anew after a failure makes one more: the earlier ones are put off the day's five.
	await db
		.update(exportLinks)
		.set({ madeAt: sql`${exportLinks.madeAt} - interval '1 day'` })
		.where(eq(exportLinks.personId, officer.id));
	const wanted = { id: link, kind: 'group_roll', subject: groups[0], of, verb: 'roster.read' as const };
	await makeExport(db, officer, wanted, now);
	return { ...(shown as Record<ShownState, string>), link };
}
