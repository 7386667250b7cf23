import type { Audience, Domain, Library } from '../content.ts';
import type { Placed, Problem } from './problems.ts';
import type { WrittenModule } from './take-module.ts';

const LEAST_PRACTICE = 12;
const LEAST_TEST = 30;
const LEAST_PER_LESSON = 2;
/** of one skill, over everything that is taught */
const LEAST_TESTED = 3;
/** what a module test has where no standard says so */
const QUESTIONS = 10;
/** lessons that everybody sees; a province's own supplement comes on top */
const LESSONS: Record<Audience, [least: number, most: number]> = {
	residents: [4, 6],
	officials: [3, Infinity],
	trainers: [3, Infinity]
};

/** Whether a module has enough of everything: lessons, practice, and a test that can be taken twice without a repeat. */
export function checkAmounts(module: WrittenModule, library: Library): Problem[] {
	const { folder, head, practice, test } = module;
	const file = `${folder}/quiz.yaml`;
	const problems: Problem[] = [...checkLessons(module)];
	// A quiz that cannot be read has told so itself.
	if (practice.length + test.length === 0) return problems;
	const find = (say: string): void => void problems.push({ file, line: 1, say });
	// What one province adds is not there for the others.
	const local = new Set(head.value.supplements.map(({ id }) => id));
	const common = practice.filter(({ value }) => value.lesson === null || !local.has(value.lesson)).length;
	if (common < LEAST_PRACTICE) find(`Mới có ${common} câu luyện tập. Hãy viết ít nhất ${LEAST_PRACTICE}.`);
	if (test.length < LEAST_TEST) find(`Mới có ${test.length} câu kiểm tra. Hãy viết ít nhất ${LEAST_TEST}.`);
	const least = leastPerSkill(head.value.id, head.value.skills.length, library);
	for (const skill of head.value.skills) {
		const count = test.filter((question) => question.value.skill === skill).length;
		if (count >= least) continue;
		find(`Kỹ năng "${skill}" mới có ${count} câu kiểm tra. Hãy viết ít nhất ${least}, để hai đề không trùng câu nào.`);
	}
	for (const lesson of module.lessons) {
		const count = practice.filter((question) => question.value.lesson === lesson.value.id).length;
		if (count >= LEAST_PER_LESSON) continue;
		find(`Bài "${lesson.value.id}" mới có ${count} câu luyện tập. Hãy viết ít nhất ${LEAST_PER_LESSON}.`);
	}
	return problems;
}

/**
 * How many test questions of each skill two forms need that share nothing: a form asks the skills in turn until it is
 * full (`learning/server/draw.ts`), so any skill may be asked once more than others, in both.
 */
export function leastPerSkill(moduleId: string, skills: number, { standards }: Pick<Library, 'standards'>): number {
	const asked = standards.filter(({ modules }) => modules.includes(moduleId)).map((one) => one.moduleTest.questions);
	return Math.max(LEAST_TESTED, 2 * Math.ceil(Math.max(QUESTIONS, ...asked) / Math.max(1, skills)));
}

/** Skills of the framework that no lesson for everybody teaches, or that are hardly tested. */
export function checkCoverage(framework: Placed<Domain[]>, modules: readonly WrittenModule[]): Problem[] {
	const { taught, tested } = countCoverage(modules);
	return framework.value.flatMap((domain, d) =>
		domain.skills.flatMap(({ id }, s) => {
			const place = framework.at('domains', d, 'skills', s);
			if (!taught.has(id)) return [{ ...place, say: `Chưa có bài nào dạy kỹ năng "${id}". Hãy viết bài.` }];
			const count = tested.get(id) ?? 0;
			if (count >= LEAST_TESTED) return [];
			const say = `Kỹ năng "${id}" mới có ${count} câu kiểm tra trong tất cả các phần. Hãy viết ít nhất ${LEAST_TESTED}.`;
			return [{ ...place, say }];
		})
	);
}

/** Which skills lessons for everybody teach, and how many test questions each has. */
export function countCoverage(modules: readonly WrittenModule[]) {
	const taught = new Set<string>();
	const tested = new Map<string, number>();
	for (const { lessons, test } of modules) {
		for (const { value } of lessons) {
			if (value.local === null) value.skills.forEach((skill) => taught.add(skill));
		}
		for (const { value } of test) tested.set(value.skill, (tested.get(value.skill) ?? 0) + 1);
	}
	return { taught, tested };
}

function checkLessons({ head, lessons, unread }: WrittenModule): Problem[] {
	const [least, most] = LESSONS[head.value.audience];
	const count = lessons.filter((lesson) => lesson.value.local === null).length + unread.length;
	if (count >= least && count <= most) return [];
	const wanted = most === Infinity ? `ít nhất ${least} bài` : `từ ${least} đến ${most} bài`;
	return [{ ...head.at('title'), say: `Phần có ${count} bài (không kể bài riêng của tỉnh). Hãy để ${wanted}.` }];
}
