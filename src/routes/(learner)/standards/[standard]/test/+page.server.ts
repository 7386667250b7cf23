import { addressFor } from '#lib/curriculum/address.ts';
import { findModule, findStandard, isForResidents } from '#lib/curriculum/library.ts';
import type { StoredStandard } from '#lib/curriculum/content.ts';
import { notFound } from '#lib/shared/errors.ts';
import { readTestStart, startTest } from '../../../test-start.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const standard = readById(locals, params.standard);
	const modules = standard.modules.flatMap((id) => findModule(locals.library, id) ?? []);
	const start = await readTestStart(locals, standard, { door: 'whole', standard: standard.id });
	return {
		address: addressFor(modules[0]?.audience ?? 'residents', locals.address),
		standard: { id: standard.id, name: standard.name },
		modules: modules.map((module) => module.title),
		start
	};
};

export const actions: Actions = {
	default: (event) => startTest(event, { door: 'whole', standard: readById(event.locals, event.params.standard).id })
};

function readById({ library }: App.Locals, id: string): StoredStandard {
	const standard = findStandard(library, id);
	if (!standard || standard.id !== id || !isForResidents(standard)) throw notFound();
	return standard;
}
