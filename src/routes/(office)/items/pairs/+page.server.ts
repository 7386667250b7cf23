import { findModule } from '#lib/curriculum/library.ts';
import { listPairs } from '#lib/learning/server/items.ts';
import { kindOf } from '#lib/learning/test.ts';
import type { PageServerLoad } from './$types';

/** Pairs of tests with the same rare wrong answers, where this reader may look at evidence. */
export const load: PageServerLoad = async ({ locals }) => {
	const { db, actor, library, language, now } = locals;
	const titleOf = (test: string) => {
		const kind = kindOf(test);
		return kind.door === 'whole' ? kind.standard : (findModule(library, kind.module)?.title[language] ?? kind.module);
	};
	const pairs = await listPairs(db, actor, now);
	return { pairs: pairs.map(({ test, ...pair }) => ({ ...pair, title: titleOf(test) })) };
};
