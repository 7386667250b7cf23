/** Visibly invented: everybody in the sample has the middle name Mẫu ("sample"). */
const FAMILIES = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Hoàng', 'Vũ', 'Đặng', 'Bùi', 'Đỗ', 'Hồ', 'Ngô', 'Dương', 'Lý'];
const WOMEN = [
	'An',
	'Ánh',
	'Bích',
	'Cúc',
	'Dung',
	'Đào',
	'Hà',
	'Hạnh',
	'Hiền',
	'Hoa',
	'Huệ',
	'Lan',
	'Liên',
	'Loan',
	'Mai',
	'Nga',
	'Ngọc',
	'Nhung',
	'Oanh',
	'Phương',
	'Sen',
	'Thảo',
	'Thu',
	'Thủy',
	'Tuyết',
	'Vân',
	'Xuân',
	'Yến'
];
const MEN = [
	'Ân',
	'Bình',
	'Cường',
	'Dũng',
	'Đạt',
	'Đức',
	'Giang',
	'Hải',
	'Hùng',
	'Huy',
	'Khánh',
	'Kiên',
	'Lâm',
	'Long',
	'Minh',
	'Nam',
	'Phúc',
	'Quang',
	'Quý',
	'Sơn',
	'Tài',
	'Thành',
	'Thắng',
	'Tiến',
	'Trung',
	'Tuấn',
	'Việt',
	'Vinh'
];

export interface SampleName {
	fullName: string;
	everydayName: string;
}

/** A name by chance; older people are called bà and ông, younger ones chị and anh. */
export function inventName(chance: () => number, birthYear: number, thisYear: number): SampleName {
	const woman = chance() < 0.52;
	const pick = <T>(list: readonly T[]): T => list[Math.floor(chance() * list.length)] as T;
	const given = pick(woman ? WOMEN : MEN);
	const old = thisYear - birthYear >= 60;
	const word = woman ? (old ? 'Bà' : 'Chị') : old ? 'Ông' : 'Anh';
	return {
		fullName: `${pick(FAMILIES)} ${woman ? 'Thị Mẫu' : 'Mẫu'} ${given}`,
		everydayName: `${word} ${given} (mẫu)`
	};
}
