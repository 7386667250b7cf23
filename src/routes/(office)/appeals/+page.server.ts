import { findModule } from '#lib/curriculum/library.ts';
import { listAppeals } from '#lib/learning/server/appeals.ts';
import { kindOf } from '#lib/learning/test.ts';
import type { PageServerLoad } from './$types';

/** Appeals of officials where this reader answers for the standard. */
export const load: PageServerLoad = async ({ locals, url }) => {
	const { db, actor, library, language, now } = locals;
	const titleOf = (test: string) => {
		const kind = kindOf(test);
		return kind.door === 'module' ? (findModule(library, kind.module)?.title[language] ?? kind.module) : test;
	};
	const appeals = await listAppeals(db, actor, now);
	return {
		appeals: appeals.map((appeal) => ({ ...appeal, title: titleOf(appeal.test) })),
		answered: url.searchParams.has('answered')
	};
};
