import { answerDrill, scamOf } from '#lib/drills/server/drill.fixture.ts';
import { startDrill } from '#lib/drills/server/drill.ts';
import { endDrill } from '#lib/drills/server/end.ts';
import { proposeScam } from '#lib/drills/server/local-scam.ts';
import { record } from '#lib/ledger/server/record.ts';
import { actorWith, herself } from '#tests/world.ts';
import type { RunningWorld } from './world.ts';

export interface Drilled {
	/** distrusted everything; and one that goes on */
	ended: string;
	open: string;
	/** waits for a second person */
	scam: string;
}

/** Two drills of one learner, and a fraud that her ward's police has written down. */
export async function drillOne(world: RunningWorld, personId: string): Promise<Drilled> {
	const { db, library, cuaNam } = world;
	const now = new Date();
	const actor = herself(personId, now);
	const ended = await startDrill(db, library, actor, personId, now);
	await answerDrill(db, actor, ended, (genuine) => !genuine, now);
	await record(db, actor, endDrill, { drillId: ended.id, personId }, now);
	const open = await startDrill(db, library, actor, personId, now);
	const scam = scamOf(cuaNam.wardCode, now);
	await proposeScam(db, actorWith('police_officer', cuaNam.wardCode, now), scam, now);
	return { ended: ended.id, open: open.id, scam: scam.id };
}
