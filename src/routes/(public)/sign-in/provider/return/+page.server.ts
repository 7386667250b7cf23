import { redirect } from '@sveltejs/kit';
import { DomainError, notFound } from '#lib/shared/errors.ts';
import { acceptByProvider } from '#lib/sign-in/server/invitations.ts';
import { linkAccount, readPersonOf } from '#lib/sign-in/server/provider-accounts.ts';
import { returnFromProvider } from '#lib/sign-in/server/provider-trips.ts';
import { nextPath } from '../../../../audience.ts';
import { dropCookie, tripCookie } from '../../../../cookies.ts';
import { enter } from '../../begin.ts';
import type { PageServerLoad } from './$types';

/** Back from the provider: she signs in, links her account to whom she is signed in as, or accepts an invitation. */
export const load: PageServerLoad = async (event) => {
	const { locals, cookies, url } = event;
	const { db, provider, actor, now } = locals;
	if (!provider) throw notFound();
	const kept = cookies.get(tripCookie(url).name);
	dropCookie(cookies, tripCookie(url));
	const from = event.getClientAddress();
	const { trip, account } = await returnFromProvider(db, provider, url.search, kept, from, now);

	if (trip.signInId !== null) {
		// Somebody else has signed in on this device meanwhile: nothing is linked to anybody.
		if (actor.kind !== 'person' || actor.signInId !== trip.signInId) throw new DomainError('provider_refused', 401);
		await linkAccount(db, actor, account, now);
		redirect(303, '/me/provider?done');
	}
	const invited = trip.invitationId === null ? null : await acceptByProvider(db, trip.invitationId, account, now);
	const personId = invited ?? (await readPersonOf(db, account));
	const way = await enter(event, personId, { method: 'provider', secondFactor: account.byTwoFactors });
	// A second step or a setting up comes first; the step knows where she wanted to go.
	if (way.startsWith('/sign-in/code'))
		redirect(303, trip.next === '' ? way : `${way}?next=${encodeURIComponent(trip.next)}`);
	redirect(303, way.startsWith('/me/second-factor') ? way : nextPath(trip.next, way));
};
