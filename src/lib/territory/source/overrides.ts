import type { PlaceKind } from '#lib/territory/place.ts';

/** A place whose name or kind changed after the source package was made. */
export interface Change {
	code: string;
	kind: PlaceKind;
	name: string;
	/** the first day of the new name and kind */
	from: string;
	/** the resolution that says so */
	source: string;
}

const CITY = { from: '2026-04-30', source: 'Nghị quyết 30/2026/QH16' } as const;
const WARDS = { from: '2026-04-30', source: 'Nghị quyết 237/NQ-UBTVQH16' } as const;

/** Đồng Nai became a city on 30 April 2026, and ten of its communes became urban wards. Codes stayed. */
export const CHANGES: readonly Change[] = [
	{ code: '75', kind: 'thanh_pho', name: 'Đồng Nai', ...CITY },
	{ code: '25270', kind: 'phuong', name: 'Lộc Ninh', ...WARDS },
	{ code: '25357', kind: 'phuong', name: 'Tân Khai', ...WARDS },
	{ code: '25363', kind: 'phuong', name: 'Đồng Phú', ...WARDS },
	{ code: '26116', kind: 'phuong', name: 'Tân Phú', ...WARDS },
	{ code: '26170', kind: 'phuong', name: 'Trị An', ...WARDS },
	{ code: '26248', kind: 'phuong', name: 'Trảng Bom', ...WARDS },
	{ code: '26326', kind: 'phuong', name: 'Dầu Giây', ...WARDS },
	{ code: '26368', kind: 'phuong', name: 'Long Thành', ...WARDS },
	{ code: '26425', kind: 'phuong', name: 'Xuân Lộc', ...WARDS },
	{ code: '26485', kind: 'phuong', name: 'Nhơn Trạch', ...WARDS }
];
