import { may, mayGrant, placesFor } from '#lib/access/permissions.ts';
import { ROLES } from '#lib/access/roles.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { notFound } from '#lib/shared/errors.ts';
import { isId, newId } from '#lib/shared/ids.ts';
import { countHolders, listHolders } from '#lib/sign-in/server/role-book.ts';
import { targetOfPlace } from '#lib/sign-in/server/roles.ts';
import { COUNTRY, placeLevel, placeTitle } from '#lib/territory/place.ts';
import { listGroups } from '#lib/territory/server/groups.ts';
import { listProvinces, listWards, readPlace } from '#lib/territory/server/places.ts';
import { titleOfPlace } from '../../place-title.ts';
import type { PageServerLoad } from './$types';

/** Who has which role where: at a place, and for a ward at its residential groups. */
export const load: PageServerLoad = async ({ locals, url }) => {
	const { db, actor, now, language } = locals;
	const today = dayOf(now);
	const own = [...new Set(placesFor(actor, 'role.read'))];
	const place = url.searchParams.get('place') ?? own[0] ?? '';
	// A group's roles are shown with those of its ward.
	if (isId(place) || place === '') throw notFound();
	const target = await targetOfPlace(db, place, today);
	const holders = await listHolders(db, actor, place, now);
	const counts = await countHolders(db, actor, place, now);
	const level = placeLevel(place);
	const below =
		level === 'country'
			? await listProvinces(db, today)
			: level === 'province'
				? await listWards(db, place, today)
				: [];
	const { provinceCode } = await readPlace(db, place, today);
	const above = place === COUNTRY ? null : (provinceCode ?? COUNTRY);
	return {
		place,
		title: await titleOfPlace(locals, place),
		above:
			above !== null && may(actor, 'role.read', await targetOfPlace(db, above, today))
				? { place: above, title: await titleOfPlace(locals, above) }
				: null,
		own: await Promise.all(own.map(async (code) => ({ place: code, title: await titleOfPlace(locals, code) }))),
		holders: holders.map((holder) => ({
			...holder,
			mayEnd: mayGrant(actor, holder.role, target),
			// A form of its own for each, so that a double tap asks once.
			approvalId: newId(now)
		})),
		groups: level === 'ward' ? await listGroups(db, place, today) : [],
		below: below.map((one) => ({
			place: one.code,
			title: placeTitle(one, language),
			count: counts.get(one.code) ?? 0
		})),
		mayGrant: ROLES.some((role) => mayGrant(actor, role, target)),
		today,
		granted: url.searchParams.has('granted'),
		ended: url.searchParams.has('ended')
	};
};
