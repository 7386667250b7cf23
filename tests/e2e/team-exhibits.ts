import { takeHelpRequest } from '#lib/outreach/server/help-requests.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { newId } from '#lib/shared/ids.ts';
import { herself } from '#tests/world.ts';
import { goOutside, type Outside } from '../matrix/outside.ts';
import type { RunningWorld } from './world.ts';

export type { Outside };

/** What phường Cửa Nam does outside; one of its learners has asked for help. */
export async function showOutside(world: RunningWorld, memberId: string, asking: string, now: Date): Promise<Outside> {
	const outside = await goOutside(world, world.cuaNam, world.cuaNam.groups[0], memberId, now);
	const asked = { topic: 'device', note: null, suits: 'any', way: 'herself', askedOn: dayOf(now) } as const;
	await takeHelpRequest(world.db, herself(asking, now), { ...asked, id: newId(now), who: { personId: asking } }, now);
	return outside;
}
