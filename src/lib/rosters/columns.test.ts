import { expect, test } from 'vitest';
import {
	isSensitiveByContent,
	missingFields,
	recogniseColumns,
	refusedBy,
	refusedByContent
} from '#lib/rosters/columns.ts';
import { groupFinder } from '#lib/rosters/groups-named.ts';

const none = new Map<string, never>();

test('columns are recognised by whatever wards call them', () => {
	expect(recogniseColumns(['STT', 'Họ và tên', 'Ngày, tháng, năm sinh', 'Tổ', 'Họ tên chủ hộ'], none)).toEqual([
		...[null, 'fullName', 'birth', 'group', 'household']
	]);
	expect(recogniseColumns(['HỌ ĐỆM', 'TÊN', 'NS', 'THÔN', 'Hộ', 'Thường gọi'], none)).toEqual([
		...['familyName', 'givenName', 'birth', 'group', 'household', 'everydayName']
	]);
	expect(recogniseColumns(['Tên', 'Năm sinh', 'Địa chỉ', 'Quan hệ với chủ hộ'], none)).toEqual([
		...['fullName', 'birth', 'household', null]
	]);
	expect(recogniseColumns(['Mã Học Số', 'Họ và tên', 'Họ tên'], none)).toEqual(['code', 'fullName', null]);
});

test('what a ward has said of a heading comes before what it looks like', () => {
	const remembered = new Map([['cot 3', 'birth' as const]]);
	expect(recogniseColumns(['Họ tên', 'Năm sinh', 'Cột 3'], remembered)).toEqual(['fullName', null, 'birth']);
});

test('columns about ethnicity, religion, health, papers and phones are refused by name, others by what stands in them', () => {
	for (const heading of [
		'Dân tộc',
		'D.tộc',
		'TÔN GIÁO',
		'Đạo',
		'Tình trạng sức khỏe',
		'Dạng khuyết tật',
		'Bệnh nền',
		'Ethnicity'
	]) {
		expect(refusedBy(heading)).toBe('sensitive');
	}
	for (const heading of ['Số CCCD', 'CMND/CCCD', 'Số định danh cá nhân', 'Mã BHYT']) {
		expect(refusedBy(heading)).toBe('paper_number');
	}
	for (const heading of ['Điện thoại', 'SĐT', 'Số ĐT', 'Zalo']) expect(refusedBy(heading)).toBe('phone');
	for (const heading of ['Họ và tên', 'Tổ dân phố', 'Năm sinh', 'Chủ hộ']) expect(refusedBy(heading)).toBeNull();
	expect(refusedByContent(['001080012345', '', '01080012346'])).toBe('paper_number');
	expect(refusedByContent(['0912 345 678', '+84912345679', ''])).toBe('phone');
	expect(refusedByContent(['1950', '22/11/1950', '18264', ''])).toBeNull();
});

test('ethnicity and religion are known by what stands in a column, too', () => {
	for (const cells of [
		['Kinh', 'Kinh', 'Tày', ''],
		['người Khơ-me', 'Dân tộc H’Mông'],
		['Công giáo', 'đạo Phật', 'x']
	])
		expect(isSensitiveByContent(cells), cells[0]).toBe(true);
	for (const cells of [['Có', 'Không', 'Có'], ['Nam', 'Nữ'], ['Kinh', 'x', 'y'], ['', ''], []])
		expect(isSensitiveByContent(cells), cells[0]).toBe(false);
});

test('a name, a year and a group are needed, the group unless the whole file is of one', () => {
	expect(missingFields(['fullName', 'birth'], false)).toEqual(['group']);
	expect(missingFields(['familyName', 'givenName', 'birth'], true)).toEqual([]);
	expect(missingFields(['familyName'], true)).toEqual(['fullName', 'birth']);
});

test('a group is found by its name, its letters or its number, and never guessed among several', () => {
	const groups = ['Tổ dân phố 1', 'Tổ dân phố 12', 'Thôn Đông', 'Thôn Đồng', 'Ấp Hòa Bình'].map((name, n) => ({
		id: String(n),
		name
	}));
	const find = groupFinder(groups);
	const id = (text: string) => {
		const found = find(text);
		return found === null || found === 'two' ? found : found.name;
	};
	expect(['tổ dân phố số 01', 'TDP 12', '12', 'Tổ 1', 'ap hoa binh', 'ẤP HOÀ BÌNH', 'Thôn Đông'].map(id)).toEqual([
		...['Tổ dân phố 1', 'Tổ dân phố 12', 'Tổ dân phố 12', 'Tổ dân phố 1', 'Ấp Hòa Bình', 'Ấp Hòa Bình', 'Thôn Đông']
	]);
	expect(['thon dong', 'Thôn Đống', 'Tổ 3', ''].map(id)).toEqual(['two', 'two', null, null]);
});
