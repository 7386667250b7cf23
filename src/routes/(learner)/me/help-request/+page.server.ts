import { redirect } from '@sveltejs/kit';
import { ownHelpInput } from '#lib/outreach/server/help-request-input.ts';
import { findOwnHelpRequest } from '#lib/outreach/server/help-request-list.ts';
import { takeHelpRequest } from '#lib/outreach/server/help-requests.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { newId } from '#lib/shared/ids.ts';
import { act } from '../../../form.ts';
import { TOPIC_WORDS } from '../../../team-words.ts';
import { learnerId } from '../../learner.ts';
import type { Actions, PageServerLoad } from './$types';

/** She asks for help with one tap, or sees how it stands with what she asked. */
export const load: PageServerLoad = async ({ locals }) => {
	const own = await findOwnHelpRequest(locals.db, learnerId(locals), locals.now);
	const open = own && own.state !== 'done' ? own : null;
	return {
		requestId: newId(locals.now),
		open: open && { state: open.state, helper: open.helper, topic: TOPIC_WORDS[open.topic]() }
	};
};

export const actions: Actions = {
	default: (event) =>
		act(event, ownHelpInput, async ({ requestId, topic }) => {
			const { db, actor, now } = event.locals;
			const asked = { topic, note: null, suits: 'any', way: 'herself', askedOn: dayOf(now) } as const;
			await takeHelpRequest(db, actor, { ...asked, id: requestId, who: { personId: learnerId(event.locals) } }, now);
			redirect(303, '/me/help-request');
		})
};
