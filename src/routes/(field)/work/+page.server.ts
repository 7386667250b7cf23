import { placesFor } from '#lib/access/permissions.ts';
import type { Role } from '#lib/access/roles.ts';
import { listClaims } from '#lib/people/server/claims.ts';
import { listAskedPairs } from '#lib/people/server/duplicates.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { isId } from '#lib/shared/ids.ts';
import { placeLevel, placeTitle } from '#lib/territory/place.ts';
import { latestDeclaration } from '#lib/territory/server/population.ts';
import { placeOfGroup } from '#lib/territory/server/groups.ts';
import { readPlace } from '#lib/territory/server/places.ts';
import { titleOfPost } from '../../post-title.ts';
import type { PageServerLoad } from './$types';

/** Whose own lessons stand on her page: those of officials, or of whoever sits beside learners. */
const OFFICIALS: Role[] = ['ward_officer', 'province_officer', 'administrator'];
const TEACHERS: Role[] = ['trainer', 'helper', 'head_of_group'];

/** What somebody on the staff may do here, by the roles she holds today. */
export const load: PageServerLoad = async ({ locals }) => {
	const { db, actor, now, language } = locals;
	const today = dayOf(now);
	const grants = actor.kind === 'person' ? actor.grants : [];
	const titleOf = async (place: string) => placeTitle(await readPlace(db, place, today), language);
	const heads = [...new Set(placesFor(actor, 'population.declare').filter(isId))];
	return {
		posts: await Promise.all(
			grants.map(async ({ role, place }) => ({ role, title: await titleOfPost(locals, place) }))
		),
		// A head's own groups, with how long ago the people in them were counted.
		groups: await Promise.all(
			heads.map(async (id) => {
				const { groupId, groupName } = await placeOfGroup(db, id);
				const declaration = await latestDeclaration(db, groupId, today);
				return { id: groupId, name: groupName, declaredOn: declaration?.asOf ?? null };
			})
		),
		places: await Promise.all(
			[...new Set(placesFor(actor, 'figure.explain').filter((place) => !isId(place)))].map(async (place) => ({
				href: `/literacy/${place}`,
				title: await titleOf(place)
			}))
		),
		provinces: await Promise.all(
			[...new Set(placesFor(actor, 'province.set').filter((place) => placeLevel(place) === 'province'))].map(
				async (code) => ({ code, title: await titleOf(code) })
			)
		),
		claims: (await listClaims(db, actor, 1, now)).total,
		mayConfirm: placesFor(actor, 'residence.confirm').length > 0,
		mayKeepHouses: placesFor(actor, 'household.read').length > 0,
		mayCompare: placesFor(actor, 'merge.ask').length > 0,
		asked: (await listAskedPairs(db, actor, now)).length,
		mayRegister: placesFor(actor, 'card.issue').length > 0,
		mayWitness: placesFor(actor, 'attempt.witness').length > 0,
		isOfficial: grants.some(({ role }) => OFFICIALS.includes(role)),
		isTeacher: grants.some(({ role }) => TEACHERS.includes(role)),
		mayInvite: placesFor(actor, 'invitation.make').length > 0
	};
};
