import { notFound } from '#lib/shared/errors.ts';
import { nothingInput } from '#lib/learning/server/input.ts';
import { findLinkedSince } from '#lib/sign-in/server/provider-accounts.ts';
import { requireFreshSession } from '#lib/sign-in/server/fresh.ts';
import { leaveFor } from '../../../(public)/sign-in/provider-trip.ts';
import { act } from '../../../form.ts';
import { whoIsHere } from '../staff.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { db, provider } = locals;
	if (!provider) throw notFound();
	const linkedSince = await findLinkedSince(db, whoIsHere(locals).id);
	return { label: provider.label, linkedSince, done: url.searchParams.has('done') };
};

export const actions: Actions = {
	// The answer holds the way to the provider as a link: a form's redirect to another host would be refused.
	default: (event) =>
		act(event, nothingInput, async () => {
			const actor = whoIsHere(event.locals);
			await requireFreshSession(event.locals.db, actor, event.locals.now);
			return { way: await leaveFor(event, { signInId: actor.signInId }) };
		})
};
