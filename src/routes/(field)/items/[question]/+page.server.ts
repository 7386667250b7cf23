import { redirect } from '@sveltejs/kit';
import { itemLookInput } from '#lib/learning/server/input.ts';
import { lookAtItem, readItem } from '#lib/learning/server/items.ts';
import { act } from '../../../form.ts';
import type { Actions, PageServerLoad } from './$types';

/** A question as it is marked, how it does, and what a look at it found: for whoever keeps the content. */
export const load: PageServerLoad = async ({ locals, params }) => {
	const { question, ...item } = await readItem(locals.db, locals.actor, params.question);
	const { situation, message, ask, options, steps, pairs, explain } = question;
	const shown = { situation, message, ask, options, steps, pairs, explain };
	return { ...shown, item, code: `${question.module}/${question.id}` };
};

export const actions: Actions = {
	default: (event) =>
		act(event, itemLookInput, async ({ note }) => {
			const { db, actor, now } = event.locals;
			await lookAtItem(db, actor, { question: event.params.question, note }, now);
			redirect(303, '/items?done');
		})
};
