import type { Actor } from '#lib/access/actor.ts';
import { may, placesFor } from '#lib/access/permissions.ts';
import type { Role } from '#lib/access/roles.ts';
import { placesOfServices } from '#lib/outreach/server/support-services.ts';
import { isId } from '#lib/shared/ids.ts';
import { placeLevel } from '#lib/territory/place.ts';

/** Whose own lessons stand on her page: those of officials, or of whoever sits beside learners. */
const OFFICIALS: Role[] = ['ward_officer', 'province_officer', 'administrator'];
const TEACHERS: Role[] = ['trainer', 'helper', 'head_of_group'];

const APPROVING = ['role.approve', 'residence.approve', 'merge.approve', 'approval.read'] as const;

/** What this reader may do somewhere today, one yes or no for each door. */
export function allowedTo(actor: Actor) {
	const some = (verb: Parameters<typeof placesFor>[1]) => placesFor(actor, verb).length > 0;
	/** of a ward or more, not only of a group or a class */
	const wide = (verb: Parameters<typeof placesFor>[1]) => placesFor(actor, verb).some((place) => !isId(place));
	return {
		open: some('opening.open'),
		teach: wide('class.roll_call'),
		witness: some('attempt.witness'),
		visit: some('visit.read'),
		support: some('support.give'),
		seeCampaigns: some('campaign.read'),
		register: some('card.issue'),
		find: some('person.find'),
		keepHouses: some('household.read'),
		compare: some('person.merge'),
		seeReports: some('ward_report.read'),
		recheck: wide('recheck.read'),
		seeSignals: some('signal.read'),
		keepGroups: some('group.create'),
		keepPoints: some('learning_point.change'),
		seeTeams: some('team.read'),
		seeAgencies: some('agency.read'),
		seeDuties: some('duty.read'),
		warn: wide('local_scam.read'),
		keepServices: placesOfServices(actor).length > 0,
		openWards: placesFor(actor, 'ward.read').some((place) => placeLevel(place) !== 'ward'),
		seeApprovals: APPROVING.some(some),
		seeAppeals: some('appeal.read'),
		seeItems: may(actor, 'item.read'),
		seePairs: some('evidence.read'),
		audit: some('audit.read'),
		runJobs: some('job.read'),
		invite: some('invitation.make'),
		seeRoles: wide('role.read')
	};
}

/** Which lessons for the staff are hers. */
export function readsFor(actor: Actor) {
	const grants = actor.kind === 'person' ? actor.grants : [];
	return {
		isOfficial: grants.some(({ role }) => OFFICIALS.includes(role)),
		isTeacher: grants.some(({ role }) => TEACHERS.includes(role))
	};
}
