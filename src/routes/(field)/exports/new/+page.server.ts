import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { may } from '#lib/access/permissions.ts';
import { makeExport } from '#lib/exports/server/links.ts';
import { notFound } from '#lib/shared/errors.ts';
import { isId, newId } from '#lib/shared/ids.ts';
import { FRESH_MINUTES } from '#lib/sign-in/server/fresh.ts';
import { act } from '../../../form.ts';
import { findList } from '../lists.ts';
import type { Actions, PageServerLoad } from './$types';

const LONGEST_SUBJECT = 500;
const asked = ({ searchParams }: URL) => {
	const [kind, subject] = [searchParams.get('list') ?? '', searchParams.get('of') ?? ''];
	if (subject.length > LONGEST_SUBJECT) throw notFound();
	return { kind, subject };
};
const input = z.object({ linkId: z.string().refine(isId, 'invalid') });

/** Before a list with names is taken away: what it holds, and that it is written down who did. */
export const load: PageServerLoad = async ({ locals, url }) => {
	const { kind, subject } = asked(url);
	const list = findList(kind);
	const { title, of, page, count } = await list.about(locals, subject);
	if (!may(locals.actor, 'export.make', of) || !may(locals.actor, list.verb, of)) throw notFound();
	return {
		title,
		back: page,
		count: await (count?.() ?? null),
		freshMinutes: FRESH_MINUTES,
		linkId: newId(locals.now)
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { kind, subject } = asked(event.url);
		const list = findList(kind);
		const { of } = await list.about(event.locals, subject);
		return act(event, input, async ({ linkId }) => {
			const { db, actor, now } = event.locals;
			await makeExport(db, actor, { id: linkId, kind, subject, of, verb: list.verb }, now);
			redirect(303, `/exports/${linkId}`);
		});
	}
};
