import { drawOne } from '#lib/indicators/server/recheck.fixture.ts';
import { newId } from '#lib/shared/ids.ts';
import type { RunningWorld } from './world.ts';

/** A re-check in phường Cửa Nam that drew one learner. */
export async function drawLearner({ db, cuaNam: { wardCode } }: RunningWorld, personId: string): Promise<string> {
	const id = newId(new Date());
	await drawOne(db, { id, wardCode, personId }, new Date());
	return id;
}
