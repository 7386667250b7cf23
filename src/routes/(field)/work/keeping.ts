import { placesFor } from '#lib/access/permissions.ts';
import { listWardMoves } from '#lib/people/server/ward-moves.ts';
import { listWaitingFalls } from '#lib/territory/server/declarations.ts';

/** What somebody who keeps the books of a ward has before her: its groups, numbers that fell, who moved in or out. */
export async function readKeeping({ db, actor, now }: App.Locals) {
	return {
		keepsGroups: placesFor(actor, 'group.create').length > 0,
		falls: await listWaitingFalls(db, actor, now),
		moves: placesFor(actor, 'ward_move.read').length > 0 ? (await listWardMoves(db, actor, now)).length : null
	};
}
