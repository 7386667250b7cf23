import type { Question } from '../content.ts';
import type { Path } from './problems.ts';

/** A problem inside one question, with the way to the part that is wrong. */
interface Finding {
	path: Path;
	say: string;
}

const PARTS = { options: 'options', steps: 'steps', pairs: 'pairs' } as const;
const PART_OF = {
	single: 'options',
	multiple: 'options',
	situation: 'options',
	order: 'steps',
	match: 'pairs'
} as const;

/** Checks that a question can be asked and marked: the parts its kind needs, and a key that makes sense. */
export function checkQuestion(question: Question): Finding[] {
	const part = PART_OF[question.kind];
	const findings: Finding[] = [];
	const find = (say: string, ...path: (string | number)[]): void => void findings.push({ path, say });

	if (question[part].length === 0) find(`Câu hỏi kiểu "${question.kind}" cần mục "${part}". Hãy thêm mục đó.`);
	for (const other of Object.values(PARTS)) {
		if (other === part || question[other].length === 0) continue;
		find(`Câu hỏi kiểu "${question.kind}" không dùng mục "${other}". Hãy xóa mục đó, hoặc đổi "kind".`, other);
	}
	if (question.kind === 'situation' && !question.situation && !question.message) {
		find('Câu hỏi tình huống cần mục "situation" hoặc "message". Hãy thêm, hoặc đổi "kind" thành single.');
	}
	if (part === 'options' && question.options.length > 0) checkOptions(question, find);
	if (part === 'steps' && hasTwice(question.steps)) find('Có hai bước giống nhau. Hãy viết khác đi.', 'steps');
	if (part === 'pairs' && hasTwice(question.pairs.map((pair) => pair.answer))) {
		find('Các câu trả lời của "pairs" phải khác nhau. Hãy đổi một câu.', 'pairs');
	}
	if (part === 'pairs' && hasTwice(question.pairs.map((pair) => pair.prompt))) {
		find('Các câu hỏi của "pairs" phải khác nhau. Hãy đổi một câu.', 'pairs');
	}
	return findings;
}

function checkOptions(question: Question, find: (say: string, ...path: (string | number)[]) => void): void {
	const right = question.options.filter((option) => option.right).length;
	if (question.kind === 'multiple') {
		if (right === 0) find('Chưa có câu nào đúng. Hãy thêm "right: true" dưới các câu đúng.', 'options');
		if (right === question.options.length) find('Câu nào cũng đúng. Hãy để ít nhất một câu sai.', 'options');
		if (!/tất cả/iu.test(question.ask)) {
			find('Câu hỏi nhiều câu đúng phải nói rõ. Hãy thêm "Chọn tất cả câu đúng." vào "ask".', 'ask');
		}
	} else if (right !== 1) {
		find(`Phải có đúng một câu đúng, đang có ${right}. Hãy để "right: true" dưới một câu thôi.`, 'options');
	}
	question.options.forEach((option, index) => {
		if (/^tôi không (biết|rõ)/iu.test(option.text)) {
			find('Chương trình tự thêm câu "Tôi không biết". Hãy xóa câu này.', 'options', index);
		}
		if (/^(tất cả|cả (hai|ba|bốn)) .*đúng|^không (câu|ý|cách) nào/iu.test(option.text)) {
			find('Không dùng "tất cả đều đúng", "không câu nào". Hãy viết một câu cụ thể.', 'options', index);
		}
	});
	if (hasTwice(question.options.map((option) => option.text)))
		find('Có hai câu trả lời giống nhau. Hãy đổi một câu.', 'options');
}

/** What makes two questions the same question, whatever the order and the punctuation. */
export function sameness(question: Question): string {
	const texts = [
		...question.options.map((option) => option.text),
		...question.steps,
		...question.pairs.flatMap((pair) => [pair.prompt, pair.answer])
	];
	return plain([question.ask, ...texts.sort()].join(' | '));
}

function hasTwice(texts: string[]): boolean {
	return new Set(texts.map((text) => text.toLowerCase())).size < texts.length;
}

function plain(text: string): string {
	return text
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]+/gu, ' ')
		.trim();
}
