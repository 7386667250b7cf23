import { recheckPeople, rechecks } from '#lib/indicators/server/recheck-schema.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { dayOf } from '#lib/shared/dates.ts';

/** A re-check that drew one person, where too few are counted for a draw; it is a round of its own, with the same id. */
export async function drawOne(
	db: Db,
	{ id, wardCode, personId }: { id: string; wardCode: string; personId: string },
	now: Date
): Promise<void> {
	await db.insert(rechecks).values({
		...{ id, wardCode, groupId: null, roundId: id, standard: 'ky-nang-so-thiet-yeu', modules: ['thu-dien-tu'] },
		...{ seed: '00', size: 5, weighted: false, frame: [personId], weights: [1] },
		...{ asOf: dayOf(now), drawnBy: 'system:sample', drawnAt: now }
	});
	await db.insert(recheckPeople).values({ recheckId: id, personId, probability: 1 });
}
