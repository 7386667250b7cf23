import { placesFor } from '#lib/access/permissions.ts';
import { listInvitations } from '#lib/sign-in/server/invitations.ts';
import { listStaff, STAFF_PAGE } from '#lib/sign-in/server/staff-list.ts';
import { titleOfPost } from '../../post-title.ts';
import type { PageServerLoad } from './$types';

/** Who works here and how they sign in, and who has been invited. */
export const load: PageServerLoad = async ({ locals, url }) => {
	const { db, actor, now } = locals;
	const typed = (url.searchParams.get('q') ?? '').slice(0, 100);
	const [staff, invitations] = await Promise.all([listStaff(db, actor, typed, now), listInvitations(db, actor, now)]);
	const titled = <One extends { place: string }>(list: One[]) =>
		Promise.all(list.map(async (one) => ({ ...one, placeTitle: await titleOfPost(locals, one.place) })));
	return {
		typed,
		mayInvite: placesFor(actor, 'invitation.make').length > 0,
		mayHelp: placesFor(actor, 'sign_in_link.make').length > 0,
		staff: await titled(staff),
		me: actor.id,
		isFull: staff.length === STAFF_PAGE,
		invitations: await titled(invitations),
		done: url.searchParams.has('done')
	};
};
