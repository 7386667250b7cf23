import { endOf, isOpen } from '#lib/exports/link.ts';
import { readExport } from '#lib/exports/server/links.ts';
import { findList } from '../lists.ts';
import type { PageServerLoad } from './$types';

/** One's own link to a list. Looking at this page uses nothing up. */
export const load: PageServerLoad = async ({ locals, params }) => {
	const link = await readExport(locals.db, locals.actor, params.id);
	const { title, page } = await findList(link.kind).about(locals, link.subject);
	return { title, back: page, open: isOpen(link, locals.now), taken: link.takenAt !== null, until: endOf(link.madeAt) };
};
