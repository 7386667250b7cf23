import { may, placesFor } from '#lib/access/permissions.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { isId } from '#lib/shared/ids.ts';
import { notFound } from '#lib/shared/errors.ts';
import { rolesAt } from '#lib/sign-in/role-places.ts';
import { targetOfPlace } from '#lib/sign-in/server/roles.ts';
import { placeLevel, placeTitle } from '#lib/territory/place.ts';
import { listGroups } from '#lib/territory/server/groups.ts';
import { findPlaces } from '#lib/territory/server/places.ts';
import { titleOfPost } from '../../../../post-title.ts';

/** Whoever may invite nowhere finds no page for it. */
export function demandInviter({ actor }: App.Locals): void {
	if (placesFor(actor, 'invitation.make').length === 0) throw notFound();
}

/** The places where this reader may invite: her own posts, and those below that she looks for by name. */
export async function listPlacesToInvite(locals: App.Locals, typed: string) {
	const { db, actor, now, language } = locals;
	const today = dayOf(now);
	const own = [...new Set(placesFor(actor, 'invitation.make'))];
	const found = typed === '' ? [] : await findPlaces(db, typed, today);
	const reached: { code: string; title: string }[] = [];
	for (const { code, province, ...place } of found) {
		if (!may(actor, 'invitation.make', await targetOfPlace(db, code, today))) continue;
		const within = province ? `, ${placeTitle(province, language)}` : '';
		reached.push({ code, title: `${placeTitle(place, language)}${within}` });
	}
	const mine = await Promise.all(own.map(async (code) => ({ code, title: await titleOfPost(locals, code) })));
	return { own: mine, found: reached };
}

/** A place where this reader may invite, with the roles there and, in a ward, its groups; to others it is not found. */
export async function readPlaceToInvite(locals: App.Locals, code: string) {
	const { db, actor, now } = locals;
	const today = dayOf(now);
	if (!may(actor, 'invitation.make', await targetOfPlace(db, code, today))) throw notFound();
	const groups = placeLevel(code) === 'ward' && !isId(code) ? await listGroups(db, code, today) : [];
	return {
		code,
		title: await titleOfPost(locals, code),
		roles: rolesAt(code),
		groups: groups.map(({ id, name }) => ({ id, name }))
	};
}
