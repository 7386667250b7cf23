import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { QUIZ, writeTinyContent } from '#lib/curriculum/server/tiny-content.ts';

const check = (folder: string) =>
	spawnSync(process.execPath, ['src/cli/content-check.ts', folder], { encoding: 'utf8' });

test('the check prints what there is and succeeds', () => {
	const content = writeTinyContent();
	const { status, stdout } = check(content.folder);
	content.remove();
	expect(stdout).toMatch(/doc-thu +communication\.email-read +6\n/);
	expect(stdout).toMatch(/communication\.email-write +6 +12\n/);
	expect(stdout).toContain('1 phần, 2 bài, 12 câu luyện tập, 24 câu kiểm tra');
	expect(status).toBe(0);
});

test('the check names every problem and fails', () => {
	const content = writeTinyContent();
	content.plant(QUIZ, '    explain: Đọc kỹ rồi hãy làm.\n', '');
	content.plant(QUIZ, 'text: Xóa ngay thư', `text: ${'thử '.repeat(16)}`);
	const { status, stderr } = check(content.folder);
	content.remove();
	expect(stderr).toMatch(/quiz\.yaml:2: Thiếu mục "explain"/);
	expect(status).toBe(1);
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
