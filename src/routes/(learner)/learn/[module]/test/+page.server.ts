import { addressFor } from '#lib/curriculum/address.ts';
import { findModule } from '#lib/curriculum/library.ts';
import { notFound } from '#lib/shared/errors.ts';
import { standardOf } from '../../../learner.ts';
import { readTestStart, startTest } from '../../../test-start.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const module = findModule(locals.library, params.module);
	if (!module) throw notFound();
	const standard = standardOf(locals.library, module.id);
	const kind = { door: 'module' as const, standard: standard.id, module: module.id };
	return {
		address: addressFor(module.audience, locals.address),
		module: { id: module.id, title: module.title },
		start: await readTestStart(locals, standard, kind)
	};
};

export const actions: Actions = {
	default: (event) => {
		const standard = standardOf(event.locals.library, event.params.module);
		return startTest(event, { door: 'module', standard: standard.id, module: event.params.module });
	}
};
