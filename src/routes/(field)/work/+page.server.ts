import { placesFor } from '#lib/access/permissions.ts';
import type { Role } from '#lib/access/roles.ts';
import { listLiveOpenings } from '#lib/openings/server/opening.ts';
import { listClaims } from '#lib/people/server/claims.ts';
import { listOpenRequests } from '#lib/people/server/requests.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { isId } from '#lib/shared/ids.ts';
import { placeLevel } from '#lib/territory/place.ts';
import { latestDeclaration } from '#lib/territory/server/population.ts';
import { placeOfGroup } from '#lib/territory/server/groups.ts';
import { titleOfPlace } from '../../place-title.ts';
import { readCampaignTasks } from './campaign-tasks.ts';
import { readKeeping } from './keeping.ts';
import { readChecks, readOutreach, readOversight, readPosts } from './posts.ts';
import type { PageServerLoad } from './$types';

/** Whose own lessons stand on her page: those of officials, or of whoever sits beside learners. */
const OFFICIALS: Role[] = ['ward_officer', 'province_officer', 'administrator'];
const TEACHERS: Role[] = ['trainer', 'helper', 'head_of_group'];

/** What somebody on the staff may do here, by the roles she holds today. */
export const load: PageServerLoad = async ({ locals }) => {
	const { db, actor, now } = locals;
	const today = dayOf(now);
	const grants = actor.kind === 'person' ? actor.grants : [];
	const posts = await readPosts(locals);
	const ended = posts.filter((post) => post.ended).map(({ place }) => place);
	const heads = [...new Set(placesFor(actor, 'population.declare'))].filter((id) => isId(id) && !ended.includes(id));
	return {
		posts,
		oversight: await readOversight(locals),
		campaigning: await readCampaignTasks(locals),
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
				title: await titleOfPlace(locals, place)
			}))
		),
		provinces: await Promise.all(
			[...new Set(placesFor(actor, 'province.set').filter((place) => placeLevel(place) === 'province'))].map(
				async (code) => ({ code, title: await titleOfPlace(locals, code) })
			)
		),
		keeping: await readKeeping(locals),
		claims: (await listClaims(db, actor, 1, now)).total,
		seesClaims: placesFor(actor, 'claim.read').length > 0,
		requests:
			placesFor(actor, 'data_request.read').length > 0 ? (await listOpenRequests(db, actor, 1, now)).total : null,
		mayRunJobs: placesFor(actor, 'job.read').length > 0,
		mayAudit: placesFor(actor, 'audit.read').length > 0,
		mayKeepHouses: placesFor(actor, 'household.read').length > 0,
		mayVisit: placesFor(actor, 'visit.read').length > 0,
		mayCompare: placesFor(actor, 'person.merge').length > 0,
		mayRegister: placesFor(actor, 'card.issue').length > 0,
		mayFind: placesFor(actor, 'person.find').length > 0,
		mayWitness: placesFor(actor, 'attempt.witness').length > 0,
		mayTeach: placesFor(actor, 'class.roll_call').some((place) => !isId(place)),
		mayOpen: placesFor(actor, 'opening.open').length > 0,
		openings: (await listLiveOpenings(db, actor, now)).map(({ id, point }) => ({ id, point: point.name })),
		...(await readOutreach(locals)),
		seesAgencies: placesFor(actor, 'agency.read').length > 0,
		seesReports: placesFor(actor, 'ward_report.read').length > 0,
		seesDuties: placesFor(actor, 'duty.read').length > 0,
		...readChecks(locals),
		isOfficial: grants.some(({ role }) => OFFICIALS.includes(role)),
		isTeacher: grants.some(({ role }) => TEACHERS.includes(role)),
		warns: placesFor(actor, 'local_scam.read').some((place) => !isId(place)),
		mayInvite: placesFor(actor, 'invitation.make').length > 0
	};
};
