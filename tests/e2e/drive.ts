import { atConsole } from '#lib/access/actor.ts';
import { deed, give, startFor } from '#lib/outreach/server/campaign.fixture.ts';
import { decideDay, submitDay } from '#lib/outreach/server/campaign-reports.ts';
import { setPlanItem } from '#lib/outreach/server/plan.ts';
import { recordSupport } from '#lib/outreach/server/support.ts';
import { addDays, dayOf, type Day } from '#lib/shared/dates.ts';
import { newId } from '#lib/shared/ids.ts';
import { grantRole } from '#lib/sign-in/server/roles.ts';
import type { RunningWorld } from './world.ts';

/** A campaign of phường Cửa Nam with a report in every state, by its day. */
export interface Drive {
	id: string;
	draft: Day;
	submitted: Day;
	approved: Day;
	returned: Day;
	missing: Day;
	/** leads the ward */
	leader: string;
	/** given by the trainer, in no submitted report */
	support: string;
	planItem: string;
}

/** The campaign, support by name and without in it, its reports, and a line of the ward's plan that is overdue. */
export async function holdDrive(world: RunningWorld, resident: () => Promise<string>): Promise<Drive> {
	const { db, cuaNam } = world;
	const { wardCode, provinceCode, officer, trainer } = cuaNam;
	const now = new Date();
	const today = dayOf(now);
	const leader = await resident();
	await grantRole(
		db,
		atConsole,
		{ personId: leader, role: 'ward_leader', place: wardCode, from: today, to: null },
		now
	);
	const goals = [{ serviceId: 'vneid-2', goal: 200 }];
	const id = await startFor(db, officer, [wardCode], now, { name: 'Đợt hỗ trợ tháng này', goals });
	const day = (n: number) => addDays(today, -n);
	const asked = (n: number) => ({ campaignId: id, wardCode, day: day(n) });
	const leading = { ...officer, id: leader, grants: [{ role: 'ward_leader' as const, place: wardCode }] };
	for (const n of [1, 2, 3]) await submitDay(db, officer, asked(n), now);
	await decideDay(db, leading, asked(2), { step: 'approve' }, now);
	await decideDay(db, leading, asked(3), { step: 'return', note: 'Thiếu số của chợ' }, now);
	await give(db, trainer, wardCode, now, { campaignId: id, actions: 40, on: day(1) });
	const named = { campaignId: id, personId: await resident(), serviceId: 'vneid-2', force: 'police' as const };
	const given = deed(cuaNam.learningPointId, now, { ...named, on: day(3) });
	await recordSupport(db, trainer, given, now);
	const item = { id: newId(now), content: 'Rà soát người chưa có VNeID', owner: 'Công an phường', due: day(3) };
	const place = { wardCode, provinceCode };
	await setPlanItem(db, officer, place, { ...item, measure: 'Danh sách từng tổ', state: 'doing' }, now);
	const days = { draft: today, submitted: day(1), approved: day(2), returned: day(3), missing: day(4) };
	return { id, ...days, leader, support: given.id, planItem: item.id };
}
