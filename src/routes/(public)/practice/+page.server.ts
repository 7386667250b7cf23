import { recordOf } from '#lib/access/actor.ts';
import { listPractised } from '#lib/practice/server/run.ts';
import type { PageServerLoad } from './$types';

/** Everything to practise, module by module, and how far she is with it. */
export const load: PageServerLoad = async ({ locals }) => {
	const { db, library, signIn, actor, language } = locals;
	const practised = signIn && (await listPractised(db, signIn.personId, recordOf(actor, signIn.personId)));
	const modules = library.modules.flatMap((module) => {
		const scenarios = library.scenarios
			.filter((scenario) => scenario.module === module.id)
			.map(({ id, title, paths }) => {
				const done = practised?.done.get(`${module.id}/${id}`);
				const isOpen = practised?.open.has(`${module.id}/${id}`) ?? false;
				return {
					id,
					title: title[language],
					steps: (paths[0]?.length ?? 1) - 1,
					state: isOpen ? ('open' as const) : done ? (done.aloneOn ? ('alone' as const) : ('done' as const)) : null
				};
			});
		return scenarios.length === 0
			? []
			: [{ id: module.id, title: module.title[language], icon: module.icon, scenarios }];
	});
	return { modules };
};
