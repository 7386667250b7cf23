import { AUDIENCES } from '../content.ts';
import { sameness } from './check-question.ts';
import { isUnwritten } from './check-unwritten.ts';
import { findAlike } from './likeness.ts';
import type { Problem } from './problems.ts';
import type { WrittenModule, WrittenQuestion } from './take-module.ts';

/**
 * Questions that ask the same in other words, within a pool, across the two pools and across the modules of the same
 * readers: who has met one has met the other. Exact copies inside a module are found when the content is read.
 */
export function checkCopies(modules: readonly WrittenModule[]): Problem[] {
	return AUDIENCES.flatMap((audience) => checkAmong(modules.filter((one) => one.head.value.audience === audience)));
}

function checkAmong(modules: readonly WrittenModule[]): Problem[] {
	const all = modules.flatMap(({ practice, test }) => [...practice, ...test]);
	const questions = all.filter((question) => !isUnwritten(question.value.ask));
	const pairs = findAlike(questions.map((question) => question.value)).sort((a, b) => b.likeness - a.likeness);
	const named = new Set<number>();
	return pairs.flatMap(({ first, second, likeness }) => {
		const [one, other] = [questions[first], questions[second]];
		// A question copied forty times is one mistake: each copy is named once, with what it is most like.
		if (!one || !other || named.has(second) || isExactCopy(one, other)) return [];
		named.add(second);
		const { file, line } = one.at('ask');
		const across = one.value.pool !== other.value.pool;
		const what = across ? `câu ${one.value.pool === 'test' ? 'kiểm tra' : 'luyện tập'}` : 'câu';
		const say =
			`Câu "${other.value.id}" gần giống ${what} "${one.value.id}" (${file}:${line}), ${Math.round(likeness * 100)}%. ` +
			'Hãy đổi tình huống, cách hỏi và câu đúng.';
		return [{ ...other.at('ask'), say }];
	});
}

function isExactCopy({ value: one }: WrittenQuestion, { value: other }: WrittenQuestion): boolean {
	return one.module === other.module && sameness(one) === sameness(other);
}
