import type { StoredStandard } from '../content.ts';
import type { Placed, Problem } from './problems.ts';
import type { WrittenModule } from './take-module.ts';

const LEAST_PRACTICE = 12;
const LEAST_TEST = 24;
/** of one skill, so that two forms drawn from the pool can both ask it several times */
const LEAST_PER_SKILL = 6;
const LEAST_PER_LESSON = 2;

/** What must hold so that the standard's tests can be drawn and its lessons practised. */
export function checkStandard(standard: Placed<StoredStandard>, modules: WrittenModule[]): Problem[] {
	const { value, at } = standard;
	const problems: Problem[] = [];
	if (value.moduleTest.pass > value.moduleTest.questions) {
		problems.push({ ...at('module_test', 'pass'), say: 'Số câu cần đúng nhiều hơn số câu của đề. Hãy giảm xuống.' });
	}
	if (value.wholeTest.passPerModule > value.wholeTest.questionsPerModule) {
		problems.push({
			...at('whole_test', 'pass_per_module'),
			say: 'Số câu cần đúng nhiều hơn số câu của phần. Hãy giảm xuống.'
		});
	}
	value.modules.forEach((id, index) => {
		const place = at('modules', index);
		const module = modules.find((one) => one.head.value.id === id);
		if (value.modules.indexOf(id) < index) problems.push({ ...place, say: `Phần "${id}" ghi hai lần. Hãy xóa một.` });
		if (!module) {
			problems.push({ ...place, say: `Không có phần "${id}" trong content/modules. Hãy sửa tên, hoặc thêm phần.` });
			return;
		}
		problems.push(...checkPools(module));
		const { skills, test } = module.head.value;
		if (skills.length > value.moduleTest.questions) {
			const say = `Đề ${value.moduleTest.questions} câu không đủ cho ${skills.length} kỹ năng của phần "${id}".`;
			problems.push({ ...at('module_test', 'questions'), say: `${say} Hãy tăng số câu.` });
		}
		if (test.length < Math.max(value.moduleTest.questions, value.wholeTest.questionsPerModule)) {
			problems.push({ ...place, say: `Phần "${id}" có ${test.length} câu kiểm tra, chưa đủ một đề. Hãy viết thêm.` });
		}
	});
	return problems;
}

function checkPools({ folder, head, lessons, practice, test }: WrittenModule): Problem[] {
	const file = `${folder}/quiz.yaml`;
	const problems: Problem[] = [];
	if (practice.length < LEAST_PRACTICE) {
		problems.push({
			file,
			line: 1,
			say: `Mới có ${practice.length} câu luyện tập. Hãy viết ít nhất ${LEAST_PRACTICE}.`
		});
	}
	if (test.length < LEAST_TEST) {
		problems.push({ file, line: 1, say: `Mới có ${test.length} câu kiểm tra. Hãy viết ít nhất ${LEAST_TEST}.` });
	}
	for (const skill of head.value.skills) {
		const count = test.filter((question) => question.value.skill === skill).length;
		if (count < LEAST_PER_SKILL) {
			const say = `Kỹ năng "${skill}" mới có ${count} câu kiểm tra. Hãy viết ít nhất ${LEAST_PER_SKILL}.`;
			problems.push({ file, line: 1, say });
		}
	}
	for (const lesson of lessons) {
		const count = practice.filter((question) => question.value.lesson === lesson.value.id).length;
		if (count < LEAST_PER_LESSON) {
			const say = `Bài "${lesson.value.id}" mới có ${count} câu luyện tập. Hãy viết ít nhất ${LEAST_PER_LESSON}.`;
			problems.push({ file, line: 1, say });
		}
	}
	return problems;
}
