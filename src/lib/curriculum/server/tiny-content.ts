import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A small, complete `content` folder for tests, in a place of its own, into which errors can be planted. */
export interface TinyContent {
	folder: string;
	/** Replaces one text in one file (given below `content/`); throws if the text is not there. */
	plant(file: string, from: string, to: string): void;
	/** Writes one file anew from what it holds. */
	rewrite(file: string, change: (text: string) => string): void;
	/** Adds or overwrites a file; bytes may be anything. */
	write(file: string, text: string | Uint8Array): void;
	/** Takes one file away. */
	drop(file: string): void;
	remove(): void;
}

export const QUIZ = 'modules/01-thu-dien-tu/quiz.yaml';
export const MODULE = 'modules/01-thu-dien-tu/index.md';
export const LESSON = 'modules/01-thu-dien-tu/01-doc-thu/index.md';
export const STANDARD = 'standards/thu.yaml';
export const FRAMEWORK = 'framework.yaml';
export const GLOSSARY = 'glossary.yaml';
export const SUPPLEMENT = 'modules/01-thu-dien-tu/05-thu-thanh-pho/index.md';

const LESSONS = [
	{ id: 'doc-thu', skill: 'communication.email-read' },
	{ id: 'viet-thu', skill: 'communication.email-write' },
	{ id: 'tim-thu', skill: 'communication.email-read' },
	{ id: 'gui-anh', skill: 'communication.email-write' }
];

export function writeTinyContent(): TinyContent {
	const root = mkdtempSync(join(tmpdir(), 'hoc-so-content-'));
	const folder = join(root, 'content');
	const pathTo = (file: string): string => join(folder, file);
	const write = (file: string, text: string | Uint8Array): void => {
		mkdirSync(dirname(pathTo(file)), { recursive: true });
		writeFileSync(pathTo(file), text);
	};
	write(FRAMEWORK, framework);
	write(STANDARD, standard);
	write(MODULE, module);
	LESSONS.forEach(({ id, skill }, index) => {
		const own = index === 0 ? 'id: nhan-nut' : `id: nhan-nut-${index + 1}`;
		const text = lesson.replace('[communication.email-read]', `[${skill}]`).replace('id: nhan-nut', own);
		write(`modules/01-thu-dien-tu/0${index + 1}-${id}/index.md`, text);
	});
	write(QUIZ, `practice:\n${questions('pt', 0, 12)}test:\n${questions('kt', 12, 30)}`);
	return {
		folder,
		write,
		plant(file, from, to) {
			const before = readFileSync(pathTo(file), 'utf8');
			if (!before.includes(from)) throw new Error(`${file} does not hold ${from}`);
			write(file, before.replace(from, to));
		},
		rewrite: (file, change) => write(file, change(readFileSync(pathTo(file), 'utf8'))),
		drop: (file) => rmSync(pathTo(file)),
		remove: () => rmSync(root, { recursive: true, force: true })
	};
}

/** Adds a lesson of Hà Nội's own, with two questions to practise. */
export function addSupplement({ write, plant }: TinyContent): void {
	const own = lesson.replace('minutes: 5', 'minutes: 5\nlocal: "01"').replace('id: nhan-nut', 'id: nhan-nut-rieng');
	write(SUPPLEMENT, own.replace('title: Đọc thư', 'title: Thư của thành phố'));
	const practice = questions('pt', 42, 2)
		.replaceAll(/lesson: \S+/g, 'lesson: thu-thanh-pho')
		.replaceAll('pt-', 'pt-hn-');
	plant(QUIZ, 'practice:\n', `practice:\n${practice}`);
}

const framework = `official_frameworks: { cv-3139-2024: Công văn 3139 }
domains:
  - id: communication
    name: Giao tiếp
    name_en: Communication
    skills:
      - { id: communication.email-read, name: Đọc thư, name_en: Read mail, official: {} }
      - { id: communication.email-write, name: Viết thư, name_en: Write mail, official: { cv-3139-2024: '1.1' } }
`;

const standard = `id: thu
version: 1
name: Chuẩn thử
name_en: Trial standard
age_from: 18
modules: [thu-dien-tu]
module_test: { questions: 10, pass: 7 }
whole_test: { questions_per_module: 5, pass_share: 0.75, pass_per_module: 3 }
counts: [none, read_aloud]
`;

const module = `---
title: Thư điện tử
title_en: E-mail
summary: Đọc và viết thư.
icon: mail
audience: residents
skills: [communication.email-read, communication.email-write]
---
{Bác} đọc và viết thư.
`;

const lesson = `---
title: Đọc thư
title_en: Read mail
goal: Biết đọc thư.
minutes: 5
skills: [communication.email-read]
updated: 2026-11-22
check_by: 2027-05-22
facts:
  - id: nhan-nut
    says: Nút tên là Thư.
    source: "Kiến thức chung"
    confidence: K
    checked: 2026-11-22
    check_by: 2027-05-22
---
{Bác} mở thư ra đọc.

:::bước
1. Mở ứng dụng.
2. Chạm [[Thư]].
3. Đọc thư.
:::

:::màn hình Thư (TẬP)
nút*: Thư
:::

:::cảnh báo
**Không đọc mã OTP cho ai.**
:::

:::tự làm
Mở thư xem.
:::

:::nếu không được
Thử lại.
:::

:::ai giúp
Tổ công nghệ số cộng đồng.
:::
`;

/** What each question is about, so that none is another in other words. */
const ABOUT = (
	'cam bưởi mít xoài ổi mận đào lê táo chuối dừa na vải nhãn hồng khế sim me cóc dứa đu bầu bí cà hành tỏi gừng nghệ ' +
	'sả ngô khoai sắn lạc đỗ vừng kê chè sen súng lúa rơm tre cói dâu'
).split(' ');

function questions(prefix: string, from: number, count: number): string {
	return Array.from({ length: count }, (_, index) => {
		const { id, skill } = LESSONS[index % LESSONS.length] as (typeof LESSONS)[number];
		const about = ABOUT[from + index];
		const options = ['      - text: Xóa ngay thư', '      - text: Tắt máy đi, lát nữa bật lên'];
		options.splice(index % 3, 0, `      - text: Đọc kỹ thư ${about}\n        right: true`);
		return `  - id: ${prefix}-${index}
${prefix === 'pt' ? `    lesson: ${id}\n` : ''}    skill: ${skill}
    kind: situation
    situation: Sáng nay có thư ${about} tới.
    ask: '{Bác} làm gì với thư ${about}?'
    options:
${options.join('\n')}
    explain: Đọc kỹ rồi hãy làm.
`;
	}).join('');
}
