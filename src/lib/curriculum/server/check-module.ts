import type { Audience, Pool, Question } from '../content.ts';
import type { BlockKind } from './body.ts';
import { checkQuestion, sameness } from './check-question.ts';
import type { Placed, Problem } from './problems.ts';
import type { WrittenModule } from './take-module.ts';

const PREFIX: Record<Pool, string> = { practice: 'pt-', test: 'kt-' };

/** The blocks of a lesson, by its readers: how many there must and may be, and how to call them. */
const BLOCKS: Record<Audience, [kind: BlockKind, name: string, least: number, most: number][]> = {
	residents: [
		['steps', 'bước', 1, 4],
		['screen', 'màn hình', 1, 6],
		['warning', 'cảnh báo', 1, 1],
		['try', 'tự làm', 1, 1],
		['fallback', 'nếu không được', 1, 1],
		['helpers', 'ai giúp', 1, 1]
	],
	officials: [
		['steps', 'bước', 1, 4],
		['try', 'tự làm', 1, 2]
	],
	trainers: [
		['steps', 'bước', 1, 4],
		['try', 'tự làm', 1, 2]
	]
};

/** What must hold inside any module, required or not. `skills` is null where the framework itself cannot be used. */
export function checkModule(module: WrittenModule, skills: Set<string> | null): Problem[] {
	return [
		...checkSkills(module, skills),
		...checkFacts(module),
		...checkBlocks(module),
		...checkQuestions(module),
		...checkRepeats(module)
	];
}

function checkSkills({ head, lessons, unread, practice, test }: WrittenModule, skills: Set<string> | null): Problem[] {
	const own = new Set(head.value.skills);
	const problems: Problem[] = [];
	if (head.value.audience === 'officials' && head.value.topics.length === 0) {
		problems.push({
			...head.at('audience'),
			say: 'Phần cho cán bộ phải ghi chuyên đề. Hãy thêm dòng "topics: [số, …]", từ 1 đến 26.'
		});
	}
	head.value.skills.forEach((skill, index) => {
		const place = head.at('skills', index);
		if (skills !== null && !skills.has(skill)) {
			problems.push({ ...place, say: `Không có kỹ năng "${skill}". Hãy xem các mã trong content/framework.yaml.` });
		} else if (unread.length === 0 && !lessons.some((lesson) => lesson.value.skills.includes(skill))) {
			problems.push({ ...place, say: `Chưa có bài nào dạy kỹ năng "${skill}". Hãy thêm bài, hoặc bỏ kỹ năng.` });
		}
	});
	const foreign = (skill: string): string =>
		`Kỹ năng "${skill}" không thuộc phần này. Hãy chọn một trong: ${[...own].join(', ')}.`;
	for (const lesson of lessons) {
		lesson.value.skills.forEach((skill, index) => {
			if (!own.has(skill)) problems.push({ ...lesson.at('skills', index), say: foreign(skill) });
		});
	}
	for (const { value, at } of [...practice, ...test]) {
		if (!own.has(value.skill)) problems.push({ ...at('skill'), say: foreign(value.skill) });
	}
	return problems;
}

function checkFacts({ lessons }: WrittenModule): Problem[] {
	const problems: Problem[] = [];
	const seen = new Set<string>();
	for (const { value, at } of lessons) {
		value.facts.forEach((fact, index) => {
			if (seen.has(fact.id)) {
				const say = `Mã "${fact.id}" đã dùng cho điều khác trong phần này. Hãy đổi mã.`;
				problems.push({ ...at('facts', index, 'id'), say });
			}
			seen.add(fact.id);
			if (fact.checkBy <= fact.checked) {
				problems.push({ ...at('facts', index, 'check_by'), say: 'Ngày kiểm tra lại phải sau ngày đã kiểm tra.' });
			}
		});
		const earliest = value.facts.map((fact) => fact.checkBy).sort()[0] ?? value.checkBy;
		if (value.checkBy > earliest) {
			const say = `Bài phải kiểm tra lại khi điều sớm nhất tới hạn. Hãy ghi check_by: ${earliest}.`;
			problems.push({ ...at('check_by'), say });
		}
	}
	return problems;
}

function checkBlocks({ head, lessons }: WrittenModule): Problem[] {
	const problems: Problem[] = [];
	for (const { file, bodyLine, drawn } of lessons) {
		for (const [kind, name, least, most] of BLOCKS[head.value.audience]) {
			const found = drawn.parts.filter((part) => part.kind === kind);
			const line = bodyLine + (found[most]?.line ?? 2) - 2;
			if (found.length < least)
				problems.push({ file, line, say: `Bài chưa có khối "${name}". Hãy thêm ":::${name}".` });
			if (found.length > most) {
				problems.push({ file, line, say: `Bài có ${found.length} khối "${name}". Hãy để nhiều nhất ${most}.` });
			}
		}
		for (const part of drawn.parts) {
			if (part.kind !== 'screen' || /\(TẬP\)|mẫu/iu.test(`${part.title}\n${part.text}`)) continue;
			const say = 'Màn hình vẽ phải nói rõ là để tập. Hãy thêm "(TẬP)" sau tên màn hình.';
			problems.push({ file, line: bodyLine + part.line - 2, say });
		}
	}
	return problems;
}

function checkQuestions(module: WrittenModule): Problem[] {
	const lessons = new Set([...module.lessons.map((lesson) => lesson.value.id), ...module.unread]);
	const problems: Problem[] = [];
	const ids = new Set<string>();
	for (const { value, at } of [...module.practice, ...module.test]) {
		problems.push(...checkQuestion(value).map(({ path, say }) => ({ ...at(...path), say })));
		if (ids.has(value.id)) {
			problems.push({ ...at('id'), say: `Mã "${value.id}" đã dùng cho câu khác. Hãy đổi mã.` });
		}
		ids.add(value.id);
		const prefix = PREFIX[value.pool];
		if (!value.id.startsWith(prefix)) {
			problems.push({ ...at('id'), say: `Mã câu hỏi ở đây bắt đầu bằng "${prefix}". Hãy đổi mã.` });
		}
		if (value.pool === 'practice' && value.lesson === null) {
			problems.push({ ...at('id'), say: 'Câu luyện tập phải thuộc một bài. Hãy thêm dòng "lesson: …".' });
		} else if (value.lesson !== null && !lessons.has(value.lesson)) {
			const say = `Không có bài "${value.lesson}". Hãy ghi một trong: ${[...lessons].join(', ')}.`;
			problems.push({ ...at('lesson'), say });
		}
	}
	return problems;
}

function checkRepeats({ practice, test }: WrittenModule): Problem[] {
	const problems: Problem[] = [];
	const first = new Map<string, Placed<Question>>();
	for (const question of [...practice, ...test]) {
		const same = sameness(question.value);
		const known = first.get(same);
		if (!known) {
			first.set(same, question);
			continue;
		}
		const both = known.value.pool !== question.value.pool;
		const what = both ? 'Câu kiểm tra này trùng câu luyện tập' : 'Câu này trùng câu';
		problems.push({ ...question.at('ask'), say: `${what} "${known.value.id}". Hãy viết câu khác hẳn.` });
	}
	return problems;
}
