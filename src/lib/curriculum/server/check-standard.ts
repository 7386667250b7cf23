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
	return [...problems, ...checkPracticalTasks(standard, modules, unread)];
}

/** Every task belongs to the standard and can be done on the drawn phone; together they touch every required module. */
function checkPracticalTasks(
	{ value, at }: Placed<StoredStandard>,
	modules: readonly WrittenModule[],
	unread: ReadonlySet<string>
): Problem[] {
	const tasks = value.practicalCheck;
	if (!tasks) return [];
	const problems: Problem[] = [];
	const scenarios = new Set(
		modules.flatMap((module) => module.scenarios.map(({ value: scenario }) => `${scenario.module}/${scenario.id}`))
	);
	tasks.forEach((task, index) => {
		const place = (key: string) => at('practical_check', index, key);
		if (tasks.findIndex(({ id }) => id === task.id) < index) {
			problems.push({ ...place('id'), say: `Mã "${task.id}" đã dùng. Hãy đổi mã.` });
		}
		for (const id of task.modules.filter((one) => !value.modules.includes(one))) {
			problems.push({ ...place('modules'), say: `Chuẩn không có phần "${id}". Hãy sửa tên.` });
		}
		for (const path of task.practice) {
			const [module = ''] = path.split('/');
			if (!task.modules.includes(module)) {
				problems.push({ ...place('practice'), say: `Bài tập "${path}" không thuộc phần của việc này. Hãy sửa lại.` });
			} else if (!scenarios.has(path) && !unread.has(module)) {
				problems.push({ ...place('practice'), say: `Không có bài tập "${path}". Hãy sửa tên, hoặc viết bài tập.` });
			}
		}
	});
	for (const id of value.modules.filter((one) => tasks.every((task) => !task.modules.includes(one)))) {
		const say = `Chưa có việc thực hành nào cho phần "${id}". Hãy thêm phần ấy vào một việc.`;
		problems.push({ ...at('practical_check'), say });
	}
	return problems;
}
