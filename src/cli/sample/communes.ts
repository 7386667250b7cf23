/** What is invented for each residential group. Places are real; every number, name and result in them is made up. */
export interface SampleGroup {
	name: string;
	/** adults declared by the head so many days ago, or null where the head has not declared */
	declared: { resident: number; lodging: number; away: number; daysAgo: number; ageFrom?: number } | null;
	/** how many people are in the roster */
	people: number;
	/** the share of them who have begun to learn */
	zeal: number;
}

export interface SampleCommune {
	wardCode: string;
	provinceCode: string;
	groupKind: string;
	groups: SampleGroup[];
	points: { name: string; kind: string; address: string }[];
	/** the share of adults that is promised, by when, by whom */
	target: { value: number; dueInDays: number; issuer: string };
}

export const COMMUNES: SampleCommune[] = [
	{
		wardCode: '00082',
		provinceCode: '01',
		groupKind: 'tổ dân phố',
		target: { value: 0.85, dueInDays: 260, issuer: 'Phường Cửa Nam (số mẫu)' },
		points: [
			{ name: 'Nhà văn hóa tổ 3 (mẫu)', kind: 'fixed', address: 'Ngõ Mẫu' },
			{ name: 'Điểm lưu động chợ (mẫu)', kind: 'mobile', address: 'Chợ Mẫu' }
		],
		groups: [
			{ name: 'Tổ dân phố 1', declared: { resident: 268, lodging: 44, away: 21, daysAgo: 10 }, people: 286, zeal: 0.8 },
			{
				name: 'Tổ dân phố 2',
				declared: { resident: 241, lodging: 30, away: 12, daysAgo: 12 },
				people: 268,
				zeal: 0.99
			},
			{
				name: 'Tổ dân phố 3',
				declared: { resident: 301, lodging: 62, away: 33, daysAgo: 10 },
				people: 231,
				zeal: 0.48
			},
			{ name: 'Tổ dân phố 4', declared: null, people: 196, zeal: 0.42 },
			{ name: 'Tổ dân phố 5', declared: { resident: 219, lodging: 25, away: 9, daysAgo: 19 }, people: 240, zeal: 0.99 },
			{
				name: 'Tổ dân phố 6',
				declared: { resident: 254, lodging: 51, away: 17, daysAgo: 25 },
				people: 268,
				zeal: 0.74
			},
			{ name: 'Tổ dân phố 7', declared: { resident: 232, lodging: 18, away: 14, daysAgo: 31 }, people: 238, zeal: 0.9 }
		]
	},
	{
		wardCode: '08152',
		provinceCode: '25',
		groupKind: 'khu',
		target: { value: 0.8, dueInDays: 260, issuer: 'Xã Thanh Ba (số mẫu)' },
		points: [
			{ name: 'Nhà văn hóa khu 2 (mẫu)', kind: 'fixed', address: 'Khu 2' },
			{ name: 'Bộ phận một cửa (mẫu)', kind: 'one_stop', address: 'Trụ sở Mẫu' }
		],
		groups: [
			{ name: 'Khu 1', declared: { resident: 203, lodging: 6, away: 41, daysAgo: 15 }, people: 204, zeal: 0.84 },
			{ name: 'Khu 2', declared: { resident: 187, lodging: 3, away: 38, daysAgo: 15 }, people: 190, zeal: 0.98 },
			{ name: 'Khu 3', declared: { resident: 221, lodging: 8, away: 52, daysAgo: 40 }, people: 178, zeal: 0.4 },
			{ name: 'Khu 4', declared: { resident: 176, lodging: 2, away: 30, daysAgo: 400 }, people: 150, zeal: 0.5 },
			{
				name: 'Khu 5',
				declared: { resident: 240, lodging: 5, away: 47, daysAgo: 22, ageFrom: 15 },
				people: 172,
				zeal: 0.55
			},
			{ name: 'Khu 6', declared: null, people: 121, zeal: 0.35 }
		]
	}
];
