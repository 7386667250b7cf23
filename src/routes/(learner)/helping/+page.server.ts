import { redirect } from '@sveltejs/kit';
import { helpInput } from '#lib/openings/server/input.ts';
import { noteHelp } from '#lib/openings/server/help.ts';
import { notFound } from '#lib/shared/errors.ts';
import { cameFrom } from '#lib/ui/came-from.ts';
import { act } from '../../form.ts';
import type { Actions, PageServerLoad } from './$types';

/** Whoever helps says so in the learner's own session, and how; nobody acts as the learner. */
export const load: PageServerLoad = ({ locals, url }) => {
	if (!locals.tablet) throw notFound();
	const back = cameFrom(url.searchParams.get('back'), url.origin);
	return { back: back === '/' ? '/me' : back };
};

export const actions: Actions = {
	default: (event) =>
		act(event, helpInput, async ({ kind, back }) => {
			const { db, actor, tablet, signIn, now } = event.locals;
			if (!tablet || !signIn) throw notFound();
			const { openingId, wardCode } = tablet;
			const note = { openingId, point: { wardCode }, personId: signIn.personId, signInId: signIn.id, kind };
			await noteHelp(db, actor, note, now);
			redirect(303, cameFrom(back, event.url.origin));
		})
};
