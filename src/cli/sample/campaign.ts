import { sql } from 'drizzle-orm';
import { sampleMaker } from '#lib/access/actor.ts';
import { dueAt, FORCES } from '#lib/outreach/campaign.ts';
import { campaignDay } from '#lib/outreach/server/campaign-days.ts';
import { startCampaign } from '#lib/outreach/server/campaign-setup.ts';
import { addPastSupport, pastBody, type PastSupport } from '#lib/outreach/server/past-support.ts';
import { setPlanItem } from '#lib/outreach/server/plan.ts';
import { listServiceNames, setService, storeServices } from '#lib/outreach/server/support-services.ts';
import { addPastReports, type PastReport } from '#lib/reports/server/past-reports.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { addDays, dayOf } from '#lib/shared/dates.ts';
import { newId } from '#lib/shared/ids.ts';

const PLACE = { wardCode: '00082', provinceCode: '01' };
const DAYS = 45;
const HOUR = 20;

/**
 * What phường Cửa Nam published of its 45 days and nights: about 1,680 people; and over 1,700 VNeID, about 950 iHanoi
 * and over 2,300 eTax Mobile, which are deeds. `named`: whom of the 1,680 each service reached by name.
 */
const PEOPLE = 1680;
const GIVEN = [
	{ serviceId: 'vneid-2', actions: 1712, named: (n: number) => n < 1450 },
	{ serviceId: 'ihanoi', actions: 950, named: (n: number) => n < 1400 && n % 2 === 0 },
	{ serviceId: 'etax-mobile', actions: 2308, named: (n: number) => n >= 280 }
];

/** The campaign of phường Cửa Nam that ends today, with its reports, and a plan of the ward. Everybody in it is invented. */
export async function makeCampaign(db: Db, now: Date): Promise<void> {
	const today = dayOf(now);
	const from = addDays(today, 1 - DAYS);
	const campaignId = newId(now);
	await storeServices(db);
	const local = {
		id: 'ihanoi',
		place: PLACE.provinceCode,
		name: 'Cài iHanoi',
		means: 'local_app',
		ended: false
	} as const;
	await setService(db, sampleMaker, local, now);
	const goals = GIVEN.map(({ serviceId, actions }) => ({ serviceId, goal: Math.round(actions / 100) * 100 }));
	const words = { name: '45 ngày đêm hỗ trợ chuyển đổi số (mẫu)', from, to: today, reportHour: HOUR };
	await startCampaign(db, sampleMaker, { id: campaignId, ...words, wardCodes: [PLACE.wardCode], goals }, now);
	const past = await inventSupport(db, campaignId, from);
	await addPastSupport(db, sampleMaker, PLACE, past, now);
	await addPastReports(db, sampleMaker, PLACE, await inventReports(db, campaignId, from, past), now);
	for (const [content, owner, due, measure, state] of PLAN) {
		const item = { id: newId(now), content, owner, due: addDays(today, due), measure, state };
		await setPlanItem(db, sampleMaker, PLACE, item, now);
	}
}

async function inventSupport(db: Db, campaignId: string, from: string): Promise<PastSupport[]> {
	const inWard = sql`g.ward_code = ${PLACE.wardCode}`;
	const residents = await db.execute<{ id: string }>(sql`
		select p.id from people p join residences r on r.person_id = p.id and r."to" is null
		join residential_groups g on g.id = r.group_id
		where ${inWard} and not exists (select 1 from roles o where o.person_id = p.id) order by p.id limit ${PEOPLE}`);
	const helpers = await db.execute<{ id: string }>(sql`
		select o.person_id id from roles o where o.place = ${PLACE.wardCode}
			or o.place in (select g.id::text from residential_groups g where ${inWard}) order by o.person_id`);
	const note = (n: number, of: number, serviceId: string, personId: string | null, actions: number): PastSupport => {
		const on = addDays(from, Math.floor((n * (DAYS - 1)) / of));
		// Of every forty deeds one is written down after the hour.
		const late = n % 40 === 39;
		const reportDay = late ? addDays(on, 1) : on;
		const enteredAt = new Date(dueAt(on, HOUR).getTime() + (late ? 45 : -90 - (n % 60)) * 60_000);
		const supporterId = helpers[n % helpers.length]?.id ?? sampleMaker.id;
		const force = FORCES[n % FORCES.length] ?? 'youth';
		return { serviceId, campaignId, reportDay, force, personId, actions, on, enteredAt, supporterId, partners: null };
	};
	return GIVEN.flatMap(({ serviceId, actions, named }) => {
		const byName = residents.flatMap(({ id }, n) => (named(n) ? [note(n, PEOPLE, serviceId, id, 1)] : []));
		const rest = actions - byName.length;
		const evenings = DAYS - 1;
		const others = Array.from({ length: evenings }, (_, n) => {
			const count = Math.floor((rest * (n + 1)) / evenings) - Math.floor((rest * n) / evenings);
			return count > 0 ? [note(n, evenings, serviceId, null, count)] : [];
		});
		return [...byName, ...others.flat()];
	});
}

/** Every day closed but the last two, which lie with the leader and with nobody, and one that was never submitted. */
async function inventReports(db: Db, campaignId: string, from: string, past: readonly PastSupport[]) {
	const names = await listServiceNames(db);
	const [officer] = await db.execute<{ id: string }>(
		sql`select person_id id from roles where role = 'ward_officer' and place = ${PLACE.wardCode}`
	);
	const leader = sampleMaker.id;
	return Array.from({ length: DAYS - 2 }, (_, n): PastReport | null => {
		const day = addDays(from, n);
		const at = (minutes: number) => new Date(dueAt(day, HOUR).getTime() + minutes * 60_000);
		if (n === 20) return null;
		const submit = { step: 'submit' as const, by: officer?.id ?? leader, at: at(n === 12 ? 40 : 0) };
		const further = [
			{ step: 'approve' as const, by: leader, at: at(70) },
			{ step: 'close' as const, by: leader, at: at(75) }
		];
		const steps = n === DAYS - 3 ? [submit] : [submit, ...further];
		return { ...campaignDay(campaignId, PLACE.wardCode, day), body: pastBody(past, day, names), steps };
	}).filter((report) => report !== null);
}

const PLAN: [content: string, owner: string, due: number, measure: string, state: 'todo' | 'doing' | 'done'][] = [
	['Kiện toàn tổ công nghệ số cộng đồng (mẫu)', 'UBND phường', -60, 'Có quyết định, đủ người ở 7 tổ dân phố', 'done'],
	['Rà soát người chưa có VNeID mức độ 2 (mẫu)', 'Công an phường', -9, 'Danh sách theo từng tổ dân phố', 'doing'],
	['Mở lớp buổi tối ở nhà văn hóa (mẫu)', 'Mặt trận và các hội', 20, '4 lớp, mỗi lớp 40 người', 'doing'],
	['Sơ kết, biểu dương (mẫu)', 'UBND phường', 35, 'Báo cáo sơ kết, danh sách biểu dương', 'todo']
];
