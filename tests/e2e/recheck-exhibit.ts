import { drawOne } from '#lib/indicators/server/recheck.fixture.ts';
import { newId } from '#lib/shared/ids.ts';
import type { RunningWorld } from './world.ts';

/** A ward of the province whose officer looks at pages. */
const FAR_WARD = '10507';

/** A re-check in phường Cửa Nam that drew one learner, and a round of the far province that drew her as well. */
export async function drawLearner(
	{ db, cuaNam: { wardCode } }: RunningWorld,
	personId: string
): Promise<{ recheckId: string; roundId: string }> {
	const [recheckId, roundId] = [newId(new Date()), newId(new Date())];
	await drawOne(db, { id: recheckId, wardCode, personId }, new Date());
	await drawOne(db, { id: roundId, wardCode: FAR_WARD, personId }, new Date());
	return { recheckId, roundId };
}
