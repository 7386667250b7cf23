import type { Day } from '#lib/shared/dates.ts';

/** A target as some plan set it, for an officer to take over and change (domain facts 1.6). */
export interface TargetTemplate {
	indicator: string;
	/** between 0 and 1 */
	value: number;
	dueOn: Day;
	issuer: string;
	source: string;
}

const CENTRE = 'Ban Chỉ đạo Trung ương';
const PLAN_01 = 'Kế hoạch 01-KH/BCĐTW';
const CUA_NAM = 'UBND phường Cửa Nam';
const OF_WARD = 'Chỉ tiêu của phường';

const of = (
	indicator: string,
	value: number,
	dueOn: Day,
	[issuer, source]: readonly [string, string]
): TargetTemplate => ({ indicator, value, dueOn, issuer, source });

export const TARGET_TEMPLATES: readonly TargetTemplate[] = [
	of('can-bo-ky-nang-so', 1, '2026-12-31', [CENTRE, PLAN_01]),
	of('can-bo-ky-nang-so', 0.95, '2025-12-31', [CUA_NAM, OF_WARD]),
	of('hoc-sinh-ky-nang-so', 1, '2026-12-31', ['UBND tỉnh Gia Lai', 'Kế hoạch năm 2026']),
	of('ky-nang-so-thiet-yeu', 1, '2026-12-31', [CENTRE, PLAN_01]),
	of('ky-nang-so-thiet-yeu', 0.85, '2025-12-31', [CUA_NAM, OF_WARD]),
	of('xac-nhan-vneid', 0.9, '2026-12-31', ['UBND tỉnh Gia Lai', 'Kế hoạch năm 2026']),
	of('xac-nhan-vneid', 0.6, '2026-12-31', ['UBND tỉnh Tây Ninh', 'Kế hoạch năm 2026']),
	of('lao-dong-ky-nang-so', 1, '2026-12-31', [CENTRE, PLAN_01]),
	of('lao-dong-ky-nang-so', 0.8, '2025-12-31', [CUA_NAM, OF_WARD]),
	of('dien-thoai-thong-minh', 0.85, '2026-12-31', [CUA_NAM, OF_WARD]),
	of('dien-thoai-thong-minh', 0.85, '2025-12-31', ['UBND thành phố Hà Nội', 'Kế hoạch 138/KH-UBND']),
	of('tai-khoan-thanh-toan', 0.5, '2025-12-31', [CUA_NAM, OF_WARD]),
	of('bon-yeu-to', 1, '2026-09-30', ['UBND Thành phố Hồ Chí Minh', 'Kế hoạch 31/KH-UBND']),
	of('ho-so-truc-tuyen', 0.9, '2026-12-31', [CUA_NAM, OF_WARD]),
	of('ho-so-dung-han', 1, '2026-12-31', [CUA_NAM, OF_WARD]),
	of('gia-dinh-so', 0.7, '2026-12-31', ['UBND xã Ân Tường', 'Gia đình hội viên các đoàn thể']),
	of('can-bo-chu-ky-so', 1, '2026-12-31', [CENTRE, 'Chương trình công tác năm 2026'])
];

/** The templates of one indicator, by the place of each in the list of all. */
export function templatesOf(indicator: string): (TargetTemplate & { n: number })[] {
	return TARGET_TEMPLATES.map((template, n) => ({ ...template, n })).filter((one) => one.indicator === indicator);
}

/** Who issued templates, each once, in the order of the list of all. */
export const TEMPLATE_ISSUERS: readonly string[] = [...new Set(TARGET_TEMPLATES.map(({ issuer }) => issuer))];

/** All templates of one issuer. */
export function templatesBy(issuer: string): readonly TargetTemplate[] {
	return TARGET_TEMPLATES.filter((one) => one.issuer === issuer);
}
