import { endOf, isOpen } from '#lib/exports/link.ts';
import { readExport } from '#lib/exports/server/links.ts';
import { formsOf } from '../exported-list.ts';
import { findList } from '../lists.ts';
import type { PageServerLoad } from './$types';

/** One's own link to a list. Looking at this page uses nothing up. */
export const load: PageServerLoad = async ({ locals, params }) => {
	const link = await readExport(locals.db, locals.actor, params.id);
	const list = findList(link.kind);
	const { title, page } = await list.about(locals, link.subject);
	return {
		title,
		back: page,
		forms: formsOf(list),
		open: isOpen(link, locals.now),
		taken: link.takenAt !== null,
		until: endOf(link.madeAt)
	};
};
