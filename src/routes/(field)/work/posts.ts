import { isId } from '#lib/shared/ids.ts';
import { placeOfGroup } from '#lib/territory/server/groups.ts';
import { titleOfPlace } from '../../place-title.ts';

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
