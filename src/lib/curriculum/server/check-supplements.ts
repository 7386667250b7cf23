import placesFile from '#lib/territory/source/places.json' with { type: 'json' };
import type { Problem } from './problems.ts';
import type { WrittenModule } from './take-module.ts';

const PROVINCES = new Set(placesFile.provinces.map(([code]) => code));

/** Addresses below `/learn` that are no module's. */
export const RESERVED = ['officials', 'trainers', 'words'];

/** A module's own address, and its lessons of one province: what is asked of everybody must be taught to everybody. */
export function checkSupplements({ folder, head, lessons, test }: WrittenModule): Problem[] {
	const problems: Problem[] = [];
	if (RESERVED.includes(head.value.id)) {
		problems.push({ file: folder, line: 1, say: `"${head.value.id}" là địa chỉ của trang khác. Hãy đổi tên thư mục.` });
	}
	const own = new Set(head.value.supplements.map((lesson) => lesson.id));
	if (own.size === 0) return problems;

	for (const { value, at } of lessons) {
		if (value.local === null || PROVINCES.has(value.local)) continue;
		problems.push({ ...at('local'), say: `Không có tỉnh nào mã "${value.local}". Hãy ghi mã tỉnh, ví dụ "01".` });
	}
	const taught = new Set(head.value.lessons.flatMap((lesson) => lesson.skills));
	head.value.skills.forEach((skill, index) => {
		if (taught.has(skill) || !head.value.supplements.some((lesson) => lesson.skills.includes(skill))) return;
		const say = `Kỹ năng "${skill}" chỉ có bài riêng của tỉnh dạy. Hãy thêm bài cho mọi nơi, hoặc bỏ kỹ năng.`;
		problems.push({ ...head.at('skills', index), say });
	});
	for (const { value, at } of test) {
		if (value.lesson === null || !own.has(value.lesson)) continue;
		const say = `Câu kiểm tra hỏi mọi người, nên không thuộc bài riêng của tỉnh "${value.lesson}". Hãy viết câu khác.`;
		problems.push({ ...at('lesson'), say });
	}
	return problems;
}
