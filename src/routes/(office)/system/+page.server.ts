import { readSystem } from '#lib/server/system.ts';
import type { PageServerLoad } from './$types';

/** How the server that answers stands, and what all servers share. */
export const load: PageServerLoad = async ({ locals, platform }) => ({
	...(await readSystem(locals.db, locals.actor, locals.now)),
	replica: locals.replica,
	turnedAway: locals.load.turnedAway,
	standing: platform?.req.watched?.standing() ?? null,
	now: locals.now
});
