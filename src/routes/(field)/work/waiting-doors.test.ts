import { expect, test } from 'vitest';
import { m } from '#lib/messages/compiled/messages.js';
import { stepDoors } from './step-doors.ts';
import { waitingDoors } from './waiting-doors.ts';
import type { Work } from './work.ts';

const NOTHING = {
	openings: [],
	falls: [],
	claims: 0,
	requests: null,
	help: 0,
	appeals: null,
	scams: null,
	reports: [],
	provinces: []
};
const waitingFor = (waiting: Partial<Work['waiting']>, more: Partial<Work> = {}) =>
	waitingDoors({ waiting: { ...NOTHING, ...waiting }, groups: [], toDecide: 0, ...more } as unknown as Work, 'vi');
const due = new Date('2026-11-16T10:00:00Z');
const november = { href: '/reports/00082/2026-11', title: 'tháng 11 năm 2026', missing: false, due };

test('nothing waits where every count is none', () => {
	expect(waitingFor({})).toEqual([]);
});

test('a count that is not none is a door with its number as people write it', () => {
	expect(waitingFor({ claims: 1085 })).toEqual([
		{ href: '/residences', title: m.office_residences_title(), text: m.office_work_claims({ count: '1.085' }) }
	]);
});

test('a report says whether it is late, was returned, is due, or lies before whoever decides', () => {
	const texts = waitingFor({
		reports: [
			{ ...november, state: 'draft', missing: true },
			{ ...november, state: 'returned', missing: true },
			{ ...november, state: 'draft' },
			{ ...november, state: 'submitted' }
		]
	}).map(({ text }) => text);
	expect(texts).toEqual([
		m.office_work_report_late({ due: '17:00 16/11/2026' }),
		m.office_work_report_returned({ due: '17:00 16/11/2026' }),
		m.office_work_report_due({ due: '17:00 16/11/2026' }),
		m.office_work_report_decide()
	]);
});

test('a province is asked after reports that did not come, whoever needs help, and what looks too good', () => {
	const thanhHoa = { code: '38', period: 'tháng 11 năm 2026', unsent: 8, overdue: true, behind: 121, doubtful: 5 };
	const hrefs = (province: typeof thanhHoa) => waitingFor({ provinces: [province] }).map(({ href }) => href);
	expect(hrefs(thanhHoa)).toEqual([
		'/reports/38?only=missing',
		'/literacy/38?sort=-help&show=behind#parts',
		'/literacy/38?show=doubtful#parts'
	]);
	expect(hrefs({ ...thanhHoa, overdue: false, behind: 0, doubtful: 0 })).toEqual(['/reports/38?only=waiting']);
});

test('a head is asked to count again only a group whose number has grown old', () => {
	const old = { id: 'a', name: 'Tổ dân phố 1', declaredOn: '2026-01-02', countAgain: true };
	const doors = waitingFor({}, { groups: [old, { ...old, id: 'b', countAgain: false }] });
	expect(doors.map(({ href, text }) => [href, text])).toEqual([
		['/groups/a/population', m.office_work_declare_last({ day: '02/01/2026' })]
	]);
});

test('the first steps of a ward keep their numbers when one of them is taken', () => {
	expect(stepDoors('00082', ['staff', 'points']).map(({ href, title }) => [href, title])).toEqual([
		['/staff/invitations/new', `2. ${m.office_work_step_staff()}`],
		['/points/new?ward=00082', `4. ${m.office_work_step_points()}`]
	]);
	expect(stepDoors('00082', [])).toEqual([]);
});
