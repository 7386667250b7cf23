import { sampleMaker } from '#lib/access/actor.ts';
import { enterValue } from '#lib/indicators/server/entered.ts';
import { setTarget } from '#lib/indicators/server/set-target.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { addDays, dayOf } from '#lib/shared/dates.ts';
import { newId } from '#lib/shared/ids.ts';

const DUE_IN = 220;
const HALF_A_YEAR = 185;

/** What the ward promised of each, as a share; of the share of adults the commune's own target stands already. */
const PROMISED: Record<string, number> = {
	'can-bo-ky-nang-so': 1,
	'hoc-sinh-ky-nang-so': 1,
	'xac-nhan-vneid': 0.6,
	'lao-dong-ky-nang-so': 0.8,
	'dien-thoai-thong-minh': 0.85,
	'tai-khoan-thanh-toan': 0.5,
	'ho-so-truc-tuyen': 0.9,
	'ho-so-dung-han': 1
};

/** Counts as offices would send them, older ones first. */
const ENTERED: [indicator: string, daysAgo: number, numerator: number, denominator: number, source: string][] = [
	['hoc-sinh-ky-nang-so', 40, 812, 1436, 'Các trường trên địa bàn, báo cáo tháng (mẫu)'],
	['xac-nhan-vneid', 70, 318, 1622, 'Công an phường, báo cáo tháng (mẫu)'],
	['xac-nhan-vneid', 9, 402, 1622, 'Công an phường, báo cáo tháng (mẫu)'],
	['lao-dong-ky-nang-so', 30, 96, 540, 'Công đoàn các doanh nghiệp (mẫu)'],
	['ho-so-truc-tuyen', 7, 2140, 2402, 'Trung tâm Phục vụ hành chính công (mẫu)'],
	['ho-so-dung-han', 7, 2391, 2402, 'Trung tâm Phục vụ hành chính công (mẫu)'],
	['gia-dinh-so', 400, 120, 640, 'Ủy ban Mặt trận Tổ quốc (mẫu)']
];

/** What a ward promised and entered, with one number corrected and one too old. All of it is invented. */
export async function makeIndicators(db: Db, wardCode: string, now: Date): Promise<void> {
	const today = dayOf(now);
	const [startsOn, dueOn] = [addDays(today, -HALF_A_YEAR), addDays(today, DUE_IN)];
	for (const [indicator, value] of Object.entries(PROMISED)) {
		const paper = { issuer: 'UBND phường, xã (mẫu)', source: 'Kế hoạch mẫu' };
		await setTarget(db, sampleMaker, { place: wardCode, indicator, value, startsOn, dueOn, ...paper }, now);
	}
	const enter = (
		[indicator, daysAgo, numerator, denominator, source]: (typeof ENTERED)[number],
		correction = false
	) => {
		const counts = { indicator, wardCode, numerator, denominator, source, correction };
		return enterValue(db, sampleMaker, { ...counts, id: newId(now), asOf: addDays(today, -daysAgo) }, now);
	};
	for (const one of ENTERED) await enter(one);
	await enter(['lao-dong-ky-nang-so', 30, 106, 540, 'Công đoàn các doanh nghiệp, đính chính (mẫu)'], true);
}
