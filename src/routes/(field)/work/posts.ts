import { may, placesFor } from '#lib/access/permissions.ts';
import { listApprovals } from '#lib/approvals/server/list.ts';
import { countWaiting } from '#lib/outreach/server/help-request-list.ts';
import { isId } from '#lib/shared/ids.ts';
import { placeLevel } from '#lib/territory/place.ts';
import { placeOfGroup } from '#lib/territory/server/groups.ts';
import { titleOfPlace } from '../../place-title.ts';

const APPROVING = ['role.approve', 'residence.approve', 'merge.approve', 'approval.read'] as const;

/** The roles that she holds today. One at a group that was merged or split reaches nothing until it is given anew. */
export async function readPosts(locals: App.Locals) {
	const { db, actor } = locals;
	const grants = actor.kind === 'person' ? actor.grants : [];
	return Promise.all(
		grants.map(async ({ role, place }) => ({
			role,
			place,
			title: await titleOfPlace(locals, place),
			ended: isId(place) && (await placeOfGroup(db, place)).groupId !== place
		}))
	);
}

/** What she does for people outside: points, teams, who waits for help. */
export async function readOutreach({ db, actor, now }: App.Locals) {
	const seesHelp = placesFor(actor, 'help_request.read').length > 0;
	return {
		seesTeams: placesFor(actor, 'team.read').length > 0,
		keepsPoints: placesFor(actor, 'learning_point.change').length > 0,
		waiting: seesHelp ? await countWaiting(db, actor, now) : null
	};
}

/** Whether she draws or witnesses re-checks, sees signals, switches wards on. */
export function readChecks({ actor }: App.Locals) {
	return {
		rechecks: placesFor(actor, 'recheck.read').some((place) => !isId(place)),
		seesSignals: placesFor(actor, 'signal.read').length > 0,
		opensWards: placesFor(actor, 'ward.read').some((place) => placeLevel(place) !== 'ward')
	};
}

/** Whether she sees who has which role, and what waits for a second person; how much of that for her. */
export async function readOversight({ db, actor, now }: App.Locals) {
	const approvals = await listApprovals(db, actor, now);
	return {
		toDecide: approvals.filter(({ mayDecide }) => mayDecide).length,
		seesApprovals: approvals.length > 0 || APPROVING.some((verb) => placesFor(actor, verb).length > 0),
		seesItems: may(actor, 'item.read'),
		seesPairs: placesFor(actor, 'evidence.read').length > 0,
		seesAppeals: placesFor(actor, 'appeal.read').length > 0,
		seesRoles: placesFor(actor, 'role.read').some((place) => !isId(place))
	};
}
