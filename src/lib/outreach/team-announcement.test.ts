import { expect, test } from 'vitest';
import { announcementOf } from '#lib/outreach/team-announcement.ts';

const hours = { id: 'h', weekdays: [2], fromMinute: 1140, toMinute: 1260, validFrom: '2026-11-01', validTo: null };
const stop = { id: 's', on: '2026-11-24', fromMinute: 420, toMinute: 540, place: 'Chợ Mẫu' };
const house = { name: 'Nhà văn hóa', address: 'Ngõ 1', timetable: { hours: [hours], stops: [], validTo: null } };
const bus = { name: 'Xe lưu động', address: 'Mẫu', timetable: { hours: [], stops: [stop], validTo: null } };

test('a week is read out day by day, the earliest first, with the place of a stop', () => {
	const text = announcementOf('Phường Cửa Nam', [house, bus], '2026-11-22') ?? '';
	const lines = text.split('\n');
	expect(lines[0]).toContain('Phường Cửa Nam');
	expect(lines.slice(2, 5)).toEqual([
		'Thứ ba, ngày 24/11/2026:',
		'- Từ 07:00 đến 09:00: Xe lưu động, Chợ Mẫu.',
		'- Từ 19:00 đến 21:00: Nhà văn hóa, Ngõ 1.'
	]);
	expect(lines.at(-1)).toContain('OTP');
});

test('where nothing is open within the week there is nothing to read out', () => {
	expect(announcementOf('Phường Cửa Nam', [bus], '2026-11-25')).toBeNull();
	expect(announcementOf('Phường Cửa Nam', [], '2026-11-22')).toBeNull();
});
