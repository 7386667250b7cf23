import type { StoredStandard } from '../content.ts';
import type { Placed, Problem } from './problems.ts';
import type { WrittenModule } from './take-module.ts';

/**
 * What must hold so that the standard's tests can be drawn. Whether there is enough of everything: `check-amounts.ts`.
 * `unread` are modules that are there but cannot be used.
 */
export function checkStandard(
	standard: Placed<StoredStandard>,
	modules: readonly WrittenModule[],
	unread: ReadonlySet<string>
): Problem[] {
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
			if (unread.has(id)) return;
			problems.push({ ...place, say: `Không có phần "${id}" trong content/modules. Hãy sửa tên, hoặc thêm phần.` });
			return;
		}
		const { skills, test } = module.head.value;
		if (skills.length > value.moduleTest.questions) {
			const say = `Đề ${value.moduleTest.questions} câu không đủ cho ${skills.length} kỹ năng của phần "${id}".`;
			problems.push({ ...at('module_test', 'questions'), say: `${say} Hãy tăng số câu.` });
		}
		if (test.length < Math.max(value.moduleTest.questions, value.wholeTest.questionsPerModule)) {
			problems.push({ ...place, say: `Phần "${id}" có ${test.length} câu kiểm tra, chưa đủ một đề. Hãy viết thêm.` });
		}
		for (const skill of skills.filter((one) => test.every((question) => question.skill !== one))) {
			problems.push({ ...place, say: `Phần "${id}" chưa có câu kiểm tra kỹ năng "${skill}". Hãy viết thêm.` });
		}
	});
	return problems;
}
