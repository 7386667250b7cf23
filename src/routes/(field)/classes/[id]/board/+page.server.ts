import { nextEvening } from '#lib/classes/class.ts';
import { QUIET_DAYS, planOf } from '#lib/classes/board.ts';
import { readBoard } from '#lib/classes/server/board.ts';
import { listEvenings } from '#lib/classes/server/class.ts';
import { dayOf } from '#lib/shared/dates.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { db, actor, library, now } = locals;
	const { one, on, course, board } = await readBoard(db, actor, library, params.id, 'look', now);
	return {
		...{ id: one.id, name: one.name, closing: one.closing, on, course, board },
		quietDays: QUIET_DAYS,
		plan: planOf(board),
		next: one.closedOn === null ? nextEvening(await listEvenings(db, one.id), dayOf(now)) : null
	};
};
