import { readLooked } from '#lib/learning/look.ts';
import { listPairs } from '#lib/learning/server/pairs.ts';
import { titleOfTest } from './test-title.ts';
import type { PageServerLoad } from './$types';

/** Pairs of tests with the same rare wrong answers, where this reader may look at evidence. */
export const load: PageServerLoad = async ({ locals, url }) => {
	const { db, actor, now } = locals;
	const looked = readLooked(url.searchParams.get('looked'));
	const { pairs, ...counts } = await listPairs(db, actor, looked, now);
	return {
		pairs: pairs.map(({ test, ...pair }) => ({ ...pair, title: titleOfTest(locals, test) })),
		looks: { of: '/items/pairs', looked, waiting: counts.waiting, done: counts.looked }
	};
};
