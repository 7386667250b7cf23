import { expect, test } from 'vitest';
import { pdfText } from '#lib/server/pdf-text.fixture.ts';
import { readZip } from '#lib/server/zip.ts';
import { PLAN_FORMS, writePlan } from './plan-file.ts';

const NOW = new Date('2026-11-20T03:00:00Z');
const item = {
	id: 'x',
	content: 'Mở lớp kỹ năng số',
	owner: 'Đoàn phường',
	measure: 'Ba lớp',
	state: 'doing'
} as const;
const plan = {
	ward: 'Phường Mẫu Hòa',
	items: [
		{ ...item, due: '2026-11-01' },
		{ ...item, id: 'y', content: 'Phát thẻ học', due: '2026-12-01' }
	],
	training: [
		{
			id: 'd',
			title: 'Kỹ năng số cho cán bộ',
			order: 'Văn bản 15/KH-UBND ngày 02/01/2026, UBND phường',
			modules: 'Chia sẻ dữ liệu',
			due: 'từ 02/01/2026, trong 3 tháng',
			standing: '4 trên 5 người đã xong, 1 người quá hạn'
		}
	]
};
const written = async (form: (typeof PLAN_FORMS)[number]) =>
	(await writePlan(plan, form, { language: 'vi', now: NOW })).file;

test('the plan as PDF, Word and Excel file says the same: every task, what is late, and what officials must learn', async () => {
	const pdf = pdfText(await written('pdf')).join('\n');
	const docx =
		readZip(await written('docx'))
			.get('word/document.xml')
			?.toString() ?? '';
	const xlsx = [...readZip(await written('xlsx')).values()].join('');
	for (const text of [pdf, docx, xlsx].map((one) => one.replace(/\s+/g, ' '))) {
		for (const said of ['Mở lớp kỹ năng số', 'Phát thẻ học', 'Quá hạn', 'Kỹ năng số cho cán bộ', '01/11/2026']) {
			expect(text).toContain(said);
		}
	}
	expect(pdf).toContain('Phường Mẫu Hòa');
});

test('the same plan at the same moment is the same file, and the table for other programs holds the tasks', async () => {
	for (const form of PLAN_FORMS) expect(await written(form)).toEqual(await written(form));
	const csv = (await written('csv')).toString();
	expect(csv.trim().split('\n')).toHaveLength(1 + plan.items.length);
});
