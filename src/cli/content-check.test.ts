import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { LESSON, QUIZ, writeTinyContent } from '#lib/curriculum/server/tiny-content.ts';

const check = (...args: string[]) =>
	spawnSync(process.execPath, ['src/cli/content-check.ts', ...args], { encoding: 'utf8' });

test('the check prints what there is and succeeds', () => {
	const content = writeTinyContent();
	const { status, stdout } = check(content.folder);
	content.remove();
	expect(stdout).toMatch(/doc-thu +communication\.email-read +3 +3,6\n/);
	expect(stdout).toMatch(/communication\.email-write +6 +15\n/);
	expect(stdout).toMatch(/luyện tập +12 câu · tình huống 100% · .* đứng thứ 1–4 33% 33% 33% 0%/);
	expect(stdout).toContain('1 phần, 4 bài, 12 câu luyện tập, 30 câu kiểm tra');
	expect(stdout).toContain('Chưa chắc (M, L, K): 4.\n  thu-dien-tu/doc-thu: nhan-nut (K)');
	expect(stdout).toMatch(/Đọc trong \d+,\d giây/);
	expect(status).toBe(0);
});

test('the check names every problem and fails', () => {
	const content = writeTinyContent();
	content.plant(QUIZ, '    explain: Đọc kỹ rồi hãy làm.\n', '');
	content.plant(QUIZ, 'text: Đọc kỹ thư bưởi', `text: ${'thử '.repeat(16)}`);
	const { status, stderr } = check(content.folder);
	content.remove();
	expect(stderr).toMatch(/Có 3 chỗ cần sửa:\n.*quiz\.yaml:2: Thiếu mục "explain"/);
	expect(stderr).toMatch(/quiz\.yaml:1: Mới có 11 câu luyện tập/);
	expect(stderr).toMatch(/quiz\.yaml:21: Câu trả lời dài 16 tiếng/);
	expect(status).toBe(1);
});

test('what is overdue is listed and fails nothing', () => {
	const content = writeTinyContent();
	content.plant(LESSON, 'updated: 2026-11-22\ncheck_by: 2027-05-22', 'updated: 2024-11-22\ncheck_by: 2025-05-22');
	content.plant(
		LESSON,
		'checked: 2026-11-22\n    check_by: 2027-05-22',
		'checked: 2024-11-22\n    check_by: 2025-05-22'
	);
	const { status, stdout } = check(content.folder);
	content.remove();
	expect(stdout).toMatch(/Quá hạn kiểm tra lại: 1\.\n {2}22\/05\/2025 {2}content\/.*index\.md:15 {2}Nút tên là Thư\./);
	expect(status).toBe(0);
});

test('what a change of something named would touch is listed with file and line', () => {
	const content = writeTinyContent();
	content.plant(QUIZ, 'Sáng nay có thư cam tới.', 'Sáng nay VNeID báo có thư.');
	content.plant(LESSON, 'nút*: Thư', 'nút*: Mở vneid');
	content.plant(LESSON, 'says: Nút tên là Thư.', 'says: VNeID có nút tên là Thư, khác VNeIDs.');
	const { status, stdout } = check(content.folder, '--about', 'VNeID');
	content.remove();
	expect(stdout.split('\n')).toEqual([
		'content/modules/01-thu-dien-tu/01-doc-thu/index.md:11: điều thu-dien-tu/doc-thu#nhan-nut: VNeID có nút tên là Thư, khác VNeIDs.',
		'content/modules/01-thu-dien-tu/01-doc-thu/index.md:26: bài thu-dien-tu/doc-thu: nút*: Mở vneid',
		'content/modules/01-thu-dien-tu/quiz.yaml:6: câu hỏi thu-dien-tu/pt-0: Sáng nay VNeID báo có thư.',
		'"VNeID": 1 bài, 1 điều, 1 câu hỏi, 0 bài tập; 3 chỗ.',
		''
	]);
	expect(status).toBe(0);
});

test('a folder that holds no content is named', () => {
	const { status, stderr } = check('/nowhere');
	expect(stderr).toContain('nowhere:1: Thiếu thư mục');
	expect(status).toBe(1);
});

test('the content of the project passes', () => {
	const { status, stderr } = check('content');
	expect(stderr).toBe('');
	expect(status).toBe(0);
});
