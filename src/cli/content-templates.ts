import type { Audience } from '#lib/curriculum/content.ts';
import type { Day } from '#lib/shared/dates.ts';

// What `npm run content:new` writes. Every place with ĐIỀN is for the author; the check finds those that are left.

export interface NewModule {
	title: string;
	icon: string;
	audience: Audience;
	topics: number[];
	skills: string[];
}

export interface NewLesson {
	id: string;
	title: string;
	audience: Audience;
	skills: string[];
	local: string | null;
	today: Day;
	checkBy: Day;
}

export function moduleText({ title, icon, audience, topics, skills }: NewModule): string {
	return `---
title: ${scalar(title)}
title_en: ĐIỀN – tên tiếng Anh
summary: ĐIỀN – một câu ngắn, học xong phần này làm được gì.
icon: ${icon}
audience: ${audience}
${topics.length > 0 ? `topics: [${topics.join(', ')}]\n` : ''}skills: [${skills.join(', ')}]
---
ĐIỀN – một hoặc hai đoạn ngắn, nói phần này giúp được gì.
`;
}

export function lessonText(lesson: NewLesson): string {
	const { id, title, skills, local, today, checkBy, audience } = lesson;
	return `---
title: ${scalar(title)}
title_en: ĐIỀN – tên tiếng Anh
goal: ĐIỀN – một câu, học xong bài này làm được gì.
minutes: 7
skills: [${skills.join(', ')}]
${local === null ? '' : `local: "${local}"\n`}updated: ${today}
check_by: ${checkBy}
facts:
  - id: ${id}
    says: ĐIỀN – điều mà bài dựa vào.
    source: ĐIỀN – tên văn bản và đường link
    confidence: K
    checked: ${today}
    check_by: ${checkBy}
---
${audience === 'residents' ? residentsBody : staffBody}`;
}

const residentsBody = `ĐIỀN – một đến ba câu, vì sao {bác} cần bài này.

:::bước
1. ĐIỀN – việc thứ nhất. Chạm [[Tên nút]].
2. ĐIỀN – việc thứ hai.
3. ĐIỀN – việc thứ ba.
:::

:::màn hình ĐIỀN – tên màn hình (TẬP)
chữ: ĐIỀN – dòng chữ trên màn hình
nút*: Tên nút
:::

:::cảnh báo
**Không đọc mã OTP cho ai.** Đó là dãy số ngân hàng gửi vào điện thoại. Không cài ứng dụng từ đường link người lạ gửi.

Cơ quan nhà nước không làm việc, không thu tiền qua điện thoại; cần thì ra trực tiếp.
:::

:::tự làm
ĐIỀN – việc {bác} tự thử, không sợ sai.
:::

:::nếu không được
ĐIỀN – hay vướng ở đâu, gỡ thế nào.
:::

:::ai giúp
Tổ công nghệ số cộng đồng, hoặc Trung tâm Phục vụ hành chính công. ĐIỀN – nơi khác nếu có.
:::
`;

const staffBody = `ĐIỀN – một tình huống ngắn, vì sao anh chị cần bài này.

:::bước
1. ĐIỀN – việc thứ nhất.
2. ĐIỀN – việc thứ hai.
3. ĐIỀN – việc thứ ba.
:::

:::cảnh báo
ĐIỀN – điều không bao giờ làm.
:::

:::tự làm
ĐIỀN – việc anh chị tự thử ngay ở chỗ làm.
:::
`;

interface Asked {
	id: string;
	lesson?: string;
	skill: string;
}

/** Two practice questions for each lesson and a test question for each skill, of every kind in turn. */
export function quizText(lessons: readonly { id: string; skills: string[] }[], skills: readonly string[]): string {
	const practice = lessons.flatMap((lesson) =>
		[1, 2].map((n) => ({ id: `pt-${lesson.id}-${n}`, lesson: lesson.id, skill: lesson.skills[0] ?? skills[0] ?? '' }))
	);
	const test = skills.map((skill) => ({ id: `kt-${skill.replace('.', '-')}-1`, skill }));
	return `practice:\n${practice.map(questionText).join('')}test:\n${test.map(questionText).join('')}`;
}

/** The practice questions of one lesson, to be put into a quiz that is there already. */
export function questionsText(lesson: { id: string; skills: string[] }): string {
	const skill = lesson.skills[0] ?? '';
	return [1, 2].map((n) => questionText({ id: `pt-${lesson.id}-${n}`, lesson: lesson.id, skill }, n)).join('');
}

function questionText({ id, lesson, skill }: Asked, index: number): string {
	const kind = KINDS[index % KINDS.length] ?? optionsText;
	return `  - id: ${id}
${lesson === undefined ? '' : `    lesson: ${lesson}\n`}    skill: ${skill}
${kind(id, index)}    explain: ĐIỀN – một đến ba câu, vì sao câu đúng là đúng.
`;
}

const KINDS = [
	(id: string, index: number): string => `    kind: situation
    situation: ĐIỀN – chuyện gì xảy ra (${id}).
${optionsText(id, index)}`,
	(id: string, index: number): string => `    kind: single
${optionsText(id, index)}`,
	(id: string): string => `    kind: order
    ask: ĐIỀN – xếp các bước nào (${id})?
    steps:
      - ĐIỀN – bước đầu
      - ĐIỀN – bước giữa
      - ĐIỀN – bước cuối
`
];

function optionsText(id: string, index: number): string {
	const wrong = ['      - text: ĐIỀN – điều người ta hay nhầm\n', '      - text: ĐIỀN – một điều hay nhầm khác nữa\n'];
	wrong.splice(index % 3, 0, '      - text: ĐIỀN – câu đúng, dài vừa phải\n        right: true\n');
	return `    ask: ĐIỀN – hỏi việc nên làm (${id})?
    options:
${wrong.join('')}`;
}

/** A text as a YAML value: in quotes where it would mean something else without. */
function scalar(text: string): string {
	return /^[\p{L}\p{N}][^:#"'{}[\]&*!|>%@`]*$/u.test(text) && !/^\d+$/.test(text) ? text : JSON.stringify(text);
}
