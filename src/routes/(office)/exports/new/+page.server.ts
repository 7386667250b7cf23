import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { may } from '#lib/access/permissions.ts';
import { makeExport } from '#lib/exports/server/links.ts';
import { notFound } from '#lib/shared/errors.ts';
import { isId, newId } from '#lib/shared/ids.ts';
import { act } from '../../../form.ts';
import { findList } from '../lists.ts';
import type { Actions, PageServerLoad } from './$types';

const asked = (url: URL) => ({ kind: url.searchParams.get('list') ?? '', subject: url.searchParams.get('of') ?? '' });
const input = z.object({ linkId: z.string().refine(isId, 'invalid') });

/** Before a list with names is taken away: what it holds, and that it is written down who did. */
export const load: PageServerLoad = async ({ locals, url }) => {
	const { kind, subject } = asked(url);
	const { title, of, page, count } = await findList(kind).about(locals, subject);
	if (!may(locals.actor, 'export.make', of)) throw notFound();
	return { title, back: page, count, linkId: newId(locals.now) };
};

export const actions: Actions = {
	default: async (event) => {
		const { kind, subject } = asked(event.url);
		const { of } = await findList(kind).about(event.locals, subject);
		return act(event, input, async ({ linkId }) => {
			const { db, actor, now } = event.locals;
			await makeExport(db, actor, { id: linkId, kind, subject, of }, now);
			redirect(303, `/exports/${linkId}`);
		});
	}
};
