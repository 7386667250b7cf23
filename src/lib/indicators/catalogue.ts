import type { Indicator } from '#lib/indicators/indicator.ts';

const ADULTS = {
	denominator: {
		vi: 'Người lớn đang ở thật trong các tổ dân phố, thôn (thường trú và tạm trú), do tổ trưởng, trưởng thôn khai.',
		en: 'Adults who really live in the residential groups (resident and lodging), as declared by their heads.'
	},
	age: {
		vi: 'Từ 18 tuổi, theo năm sinh; tỉnh có thể chọn từ 15 tuổi. Tổ khai theo tuổi khác thì chưa tính được.',
		en: 'From 18 years, by year of birth; a province may choose 15. A group declared by another age rule cannot be counted.'
	}
};
const PEOPLE = { vi: 'người', en: 'people' };
const FILES = { vi: 'hồ sơ', en: 'files' };
const TEAM = {
	vi: 'Tổ công nghệ số cộng đồng cùng tổ trưởng, trưởng thôn',
	en: 'The community digital team with the heads of groups'
};
const MEANS_SOURCE = {
	vi: 'Ghi khi đến nhà và khi hỗ trợ tại điểm học: có, không, chưa rõ, kèm ngày và nơi ghi. Chưa ai hỏi thì là chưa rõ.',
	en: 'Noted at visits and when support was given: yes, no, unknown, with day and source. Whoever was not asked is unknown.'
};
const ENTERED = {
	vi: 'Hệ thống không có chứng cứ. Cán bộ nhập hai con số, kèm nguồn và ngày.',
	en: 'There is no evidence here. An officer enters two counts, with source and day.'
};

/** What places answer for, the five that provinces report first (domain facts 1.7a, targets table 1.6). */
export const INDICATORS: readonly Indicator[] = [
	{
		id: 'can-bo-ky-nang-so',
		way: 'officials',
		name: { vi: 'Cán bộ, công chức, viên chức có kỹ năng số', en: 'Officials with digital skills' },
		unit: PEOPLE,
		numerator: {
			vi: 'Người đang giữ chức vụ đã đạt bài kiểm tra dành cho cán bộ.',
			en: 'Holders of a post who passed the standard for officials.'
		},
		denominator: {
			vi: 'Mọi người đang giữ chức vụ ở cơ quan, đơn vị có tên trong sổ. Giữ hai chức vụ vẫn là một người.',
			en: 'Everybody who holds a post in an agency in the books. Two posts are one person.'
		},
		age: null,
		source: {
			vi: 'Danh sách cơ quan, đơn vị và kết quả kiểm tra trên hệ thống.',
			en: 'The agencies’ rosters, and test results here.'
		},
		owner: { vi: 'Thủ trưởng các cơ quan, đơn vị', en: 'The heads of the agencies' },
		sets: ['party', 'committee'],
		reported: 1
	},
	{
		id: 'hoc-sinh-ky-nang-so',
		way: 'entered',
		name: { vi: 'Học sinh được trang bị kỹ năng số', en: 'Pupils equipped with digital skills' },
		unit: { vi: 'học sinh', en: 'pupils' },
		numerator: { vi: 'Học sinh mà nhà trường xác nhận đã học xong.', en: 'Pupils whose school confirms it.' },
		denominator: { vi: 'Học sinh đang học tại các trường trên địa bàn.', en: 'Pupils at the schools of the place.' },
		age: null,
		source: ENTERED,
		owner: { vi: 'Các trường học, cùng Sở Giáo dục và Đào tạo', en: 'The schools, with the department of education' },
		sets: ['council', 'committee'],
		reported: 2
	},
	{
		// Also the id of the residents' standard: its targets bind here and on the place's own page.
		id: 'ky-nang-so-thiet-yeu',
		way: 'figure',
		name: { vi: 'Người dân trưởng thành có kỹ năng số', en: 'Adults with digital skills' },
		unit: PEOPLE,
		numerator: {
			vi: 'Người lớn đã được xác nhận nơi ở và đạt “Kỹ năng số thiết yếu”. Màu chỉ xét người có người chứng kiến.',
			en: 'Adults of confirmed residence who reached the standard. The colour rests on witnessed results alone.'
		},
		...ADULTS,
		source: {
			vi: 'Kết quả kiểm tra trên hệ thống và số người do tổ trưởng khai. Đây không phải xác nhận trên VNeID.',
			en: 'Test results here and the heads’ declarations. This is not the confirmation on VNeID.'
		},
		owner: TEAM,
		sets: ['party', 'council', 'committee', 'front'],
		reported: 3
	},
	{
		id: 'xac-nhan-vneid',
		way: 'entered',
		name: { vi: 'Người dân được xác nhận trên VNeID', en: 'Residents confirmed on VNeID' },
		unit: PEOPLE,
		numerator: {
			vi: 'Người mà Công an xác nhận trên VNeID. Không cộng với chỉ tiêu có kỹ năng số.',
			en: 'People whom the police confirmed on VNeID. Never added to those with digital skills.'
		},
		denominator: {
			vi: 'Người lớn trên địa bàn, theo số của Công an.',
			en: 'Adults of the place, as the police count.'
		},
		age: {
			vi: 'Theo cách tính của cơ quan cấp số; ghi rõ ở nguồn.',
			en: 'As the issuing body counts; say it in the source.'
		},
		source: ENTERED,
		owner: { vi: 'Công an phường, xã', en: 'The police of the ward' },
		sets: ['party', 'council', 'committee'],
		reported: 4
	},
	{
		id: 'lao-dong-ky-nang-so',
		way: 'entered',
		name: { vi: 'Người lao động trong doanh nghiệp có kỹ năng số', en: 'Enterprise workers with digital skills' },
		unit: PEOPLE,
		numerator: {
			vi: 'Người lao động mà doanh nghiệp, hợp tác xã xác nhận.',
			en: 'Workers whose enterprise or co-operative confirms it.'
		},
		denominator: {
			vi: 'Người lao động đang làm ở doanh nghiệp, hợp tác xã trên địa bàn.',
			en: 'Workers of the enterprises and co-operatives of the place.'
		},
		age: null,
		source: ENTERED,
		owner: { vi: 'Doanh nghiệp, hợp tác xã, cùng Công đoàn', en: 'Enterprises and co-operatives, with the union' },
		sets: ['council', 'committee'],
		reported: 5
	},
	{
		id: 'dien-thoai-thong-minh',
		way: 'smartphone',
		name: { vi: 'Người lớn có điện thoại thông minh', en: 'Adults with a smartphone' },
		unit: PEOPLE,
		numerator: { vi: 'Người lớn đã ghi là có.', en: 'Adults noted to have one.' },
		...ADULTS,
		source: MEANS_SOURCE,
		owner: TEAM,
		sets: ['committee', 'front'],
		reported: null
	},
	{
		id: 'vneid-muc-do-2',
		way: 'vneid_2',
		name: { vi: 'Người lớn có VNeID mức độ 2', en: 'Adults with a level 2 VNeID account' },
		unit: PEOPLE,
		numerator: { vi: 'Người lớn đã ghi là có.', en: 'Adults noted to have one.' },
		...ADULTS,
		source: MEANS_SOURCE,
		owner: {
			vi: 'Công an phường, xã cùng Tổ công nghệ số cộng đồng',
			en: 'The police with the community digital team'
		},
		sets: ['committee'],
		reported: null
	},
	{
		id: 'tai-khoan-thanh-toan',
		way: 'payment_account',
		name: { vi: 'Người lớn có tài khoản thanh toán', en: 'Adults with a payment account' },
		unit: PEOPLE,
		numerator: { vi: 'Người lớn đã ghi là có.', en: 'Adults noted to have one.' },
		...ADULTS,
		source: MEANS_SOURCE,
		owner: TEAM,
		sets: ['committee', 'front'],
		reported: null
	},
	{
		id: 'bon-yeu-to',
		way: 'four_elements',
		name: { vi: 'Công dân số đủ bốn yếu tố', en: 'Residents with all four elements' },
		unit: PEOPLE,
		numerator: {
			vi: 'Người lớn có đủ: VNeID mức độ 2, điện thoại thông minh, tài khoản thanh toán và kỹ năng số thiết yếu.',
			en: 'Adults with a level 2 account, a smartphone, a payment account and the essential skills.'
		},
		...ADULTS,
		source: MEANS_SOURCE,
		owner: TEAM,
		sets: ['council', 'committee'],
		reported: null
	},
	{
		id: 'ho-so-truc-tuyen',
		way: 'entered',
		name: { vi: 'Hồ sơ nộp trực tuyến', en: 'Files submitted online' },
		unit: FILES,
		numerator: { vi: 'Hồ sơ nộp trực tuyến.', en: 'Files submitted online.' },
		denominator: { vi: 'Mọi hồ sơ đã tiếp nhận từ đầu năm.', en: 'All files received since 1 January.' },
		age: null,
		source: ENTERED,
		owner: { vi: 'Trung tâm Phục vụ hành chính công', en: 'The public administrative service centre' },
		sets: ['committee'],
		reported: null
	},
	{
		id: 'ho-so-dung-han',
		way: 'entered',
		name: { vi: 'Hồ sơ giải quyết đúng hạn', en: 'Files handled on time' },
		unit: FILES,
		numerator: { vi: 'Hồ sơ giải quyết đúng hoặc trước hạn.', en: 'Files handled on time.' },
		denominator: { vi: 'Mọi hồ sơ đã giải quyết từ đầu năm.', en: 'All files handled since 1 January.' },
		age: null,
		source: ENTERED,
		owner: { vi: 'Trung tâm Phục vụ hành chính công', en: 'The public administrative service centre' },
		sets: ['council', 'committee'],
		reported: null
	},
	{
		id: 'gia-dinh-so',
		way: 'entered',
		name: { vi: 'Gia đình số được công nhận', en: 'Families recognised as digital' },
		unit: { vi: 'hộ', en: 'households' },
		numerator: { vi: 'Hộ được công nhận “Gia đình số”.', en: 'Households recognised.' },
		denominator: { vi: 'Hộ đang sinh sống trên địa bàn.', en: 'Households of the place.' },
		age: null,
		source: ENTERED,
		owner: { vi: 'Ủy ban Mặt trận Tổ quốc và các đoàn thể', en: 'The Fatherland Front and its unions' },
		sets: ['party', 'front'],
		reported: null
	},
	{
		id: 'can-bo-chu-ky-so',
		way: 'entered',
		name: { vi: 'Cán bộ, công chức có thiết bị và chữ ký số', en: 'Officials with equipment and a digital signature' },
		unit: PEOPLE,
		numerator: { vi: 'Người đã được trang bị và cấp chữ ký số.', en: 'Officials who have both.' },
		denominator: { vi: 'Cán bộ, công chức của phường, xã.', en: 'Officials of the ward.' },
		age: null,
		source: ENTERED,
		owner: { vi: 'Văn phòng HĐND và UBND', en: 'The office of the People’s Committee' },
		sets: ['party', 'committee'],
		reported: null
	}
];

export function findIndicator(id: string): Indicator | null {
	return INDICATORS.find((one) => one.id === id) ?? null;
}

/** Whether the number comes from evidence here; else an officer enters it. */
export function isComputed({ way }: Pick<Indicator, 'way'>): boolean {
	return way !== 'entered';
}
