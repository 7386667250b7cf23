import { placesFor } from '#lib/access/permissions.ts';
import { listApprovals } from '#lib/approvals/server/list.ts';
import { listWardMoves } from '#lib/people/server/ward-moves.ts';
import { addDays, dayOf } from '#lib/shared/dates.ts';
import { isId } from '#lib/shared/ids.ts';
import { placeLevel } from '#lib/territory/place.ts';
import { placeOfGroup } from '#lib/territory/server/groups.ts';
import { latestDeclaration } from '#lib/territory/server/population.ts';
import { readStepsAhead } from '#lib/sign-in/server/first-steps.ts';
import { titleOfPlace } from '../../place-title.ts';
import { allowedTo, readsFor } from './allowed.ts';
import { readPosts } from './posts.ts';
import { readWaiting } from './waiting.ts';

/** After so many days a head is asked to count again; a figure of more than a year is grey. */
const COUNT_AGAIN_DAYS = 180;

/** What waits for somebody on the staff, and what she may do here by the roles she holds today. */
export async function readWork(locals: App.Locals) {
	const { db, actor, now } = locals;
	const posts = await readPosts(locals);
	const ended = posts.filter((post) => post.ended).map(({ place }) => place);
	const approvals = await listApprovals(db, actor, now);
	const named = (verb: Parameters<typeof placesFor>[1], fits: (place: string) => boolean) =>
		Promise.all(
			[...new Set(placesFor(actor, verb))]
				.filter(fits)
				.map(async (code) => ({ code, title: await titleOfPlace(locals, code) }))
		);
	return {
		posts,
		may: allowedTo(actor),
		...readsFor(actor),
		waiting: await readWaiting(locals),
		hasApprovals: approvals.length > 0,
		toDecide: approvals.filter(({ mayDecide }) => mayDecide).length,
		groups: await readOwnGroups(locals, ended),
		start: await readOwnStart(locals),
		figures: await named('figure.explain', (place) => !isId(place)),
		plans: await named('plan.read', (place) => placeLevel(place) === 'ward'),
		provinces: await named('province.set', (place) => placeLevel(place) === 'province'),
		moves: placesFor(actor, 'ward_move.read').length > 0 ? (await listWardMoves(db, actor, now)).length : null
	};
}

export type Work = Awaited<ReturnType<typeof readWork>>;

/** A head's own groups, with how long ago the people in them were counted. */
async function readOwnGroups({ db, actor, now }: App.Locals, ended: string[]) {
	const heads = [...new Set(placesFor(actor, 'population.declare'))].filter((id) => isId(id) && !ended.includes(id));
	return Promise.all(
		heads.map(async (id) => {
			const { groupId, groupName } = await placeOfGroup(db, id);
			const declaration = await latestDeclaration(db, groupId, dayOf(now));
			const declaredOn = declaration?.asOf ?? null;
			const countAgain = declaredOn === null || declaredOn < addDays(dayOf(now), -COUNT_AGAIN_DAYS);
			return { id: groupId, name: groupName, declaredOn, countAgain };
		})
	);
}

/** What her ward has yet to do before anybody can learn there; nothing for whoever keeps no ward, or several. */
async function readOwnStart({ db, actor, now }: App.Locals) {
	const [ward, another] = new Set(placesFor(actor, 'group.create'));
	if (actor.kind !== 'person' || !ward || another || placeLevel(ward) !== 'ward') return null;
	return { ward, ahead: await readStepsAhead(db, ward, actor.id, dayOf(now)) };
}
