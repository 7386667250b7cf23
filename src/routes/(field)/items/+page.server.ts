import { findModule } from '#lib/curriculum/library.ts';
import { readLooked } from '#lib/learning/look.ts';
import { listItems } from '#lib/learning/server/items.ts';
import { writeMoment } from '#lib/shared/dates.ts';
import type { PageServerLoad } from './$types';

/** How the questions of tests do, for whoever keeps the content: those to look at, or all of one module. */
export const load: PageServerLoad = async ({ locals, url }) => {
	const { db, actor, library, language } = locals;
	const wanted = url.searchParams.get('module');
	const looked = readLooked(url.searchParams.get('looked'));
	const titleOf = (id: string) => findModule(library, id)?.title[language] ?? id;
	const { items, modules, computedAt, pairs, ...looks } = await listItems(db, actor, wanted, looked);
	return {
		items: items.map(({ question, module, ...figures }) => ({
			...figures,
			id: question.hash,
			code: `${question.module}/${question.id}`,
			situation: question.situation,
			ask: question.ask,
			title: titleOf(module)
		})),
		modules: library.modules.flatMap(({ id, title }) => (modules.includes(id) ? [{ id, title: title[language] }] : [])),
		module: wanted && titleOf(wanted),
		copy: wanted === null ? '/items/copy' : `/items/copy?module=${encodeURIComponent(wanted)}`,
		computedAt: computedAt && writeMoment(computedAt),
		looks: { of: '/items', looked, waiting: looks.waiting, done: looks.looked },
		pairs
	};
};
