import { listWardMoves } from '#lib/people/server/ward-moves.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { titleOfPlace } from '../../../place-title.ts';
import type { PageServerLoad } from './$types';

/** Who moved from one ward to another: the same row for both. */
export const load: PageServerLoad = async ({ locals }) => {
	const moves = await listWardMoves(locals.db, locals.actor, locals.now);
	const codes = [...new Set(moves.flatMap(({ fromWard, toWard }) => [fromWard, toWard]))];
	const titles = new Map(
		await Promise.all(codes.map(async (code) => [code, await titleOfPlace(locals, code)] as const))
	);
	return {
		moves: moves.map(({ fromWard, toWard, recordedAt, ...move }) => ({
			...move,
			fromTitle: titles.get(fromWard) ?? fromWard,
			toTitle: titles.get(toWard) ?? toWard,
			recordedOn: dayOf(new Date(recordedAt))
		}))
	};
};
