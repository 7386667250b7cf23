import { redirect } from '@sveltejs/kit';
import { sessionEndInput } from '#lib/sign-in/server/input.ts';
import { endOtherSessions, endOwnSession, listOwnSessions } from '#lib/sign-in/server/own-sessions.ts';
import { act } from '../../../form.ts';
import { whoIsHere } from '../staff.ts';
import type { Actions, PageServerLoad } from './$types';

/** More to tap than this would be too many; the rest end all together. */
const SHOWN = 5;

export const load: PageServerLoad = async ({ locals, url }) => {
	const [here, ...others] = await listOwnSessions(locals.db, whoIsHere(locals), locals.now);
	return {
		here,
		others: others.slice(0, SHOWN),
		more: Math.max(0, others.length - SHOWN),
		home: locals.actor.kind === 'person' && locals.actor.grants.length > 0 ? '/me/account' : '/me/results',
		done: url.searchParams.has('done')
	};
};

export const actions: Actions = {
	default: (event) =>
		act(event, sessionEndInput, async ({ session }) => {
			const { db, now } = event.locals;
			const actor = whoIsHere(event.locals);
			if (session === undefined) await endOtherSessions(db, actor, now);
			else await endOwnSession(db, actor, session, now);
			redirect(303, '/me/sessions?done');
		})
};
