import { countAlerts } from '#lib/exports/server/links.ts';
import { readTrail, TRAIL_PAGE } from '#lib/ledger/server/audit-trail.ts';
import { readAskedTrail } from './asked-trail.ts';
import type { PageServerLoad } from './$types';

/** Who did what to whom, when and from where, in the places that the reader audits. */
export const load: PageServerLoad = async ({ locals, url }) => {
	const wanted = readAskedTrail(url.searchParams);
	const entries = await readTrail(locals.figures, locals.actor, wanted);
	const without = new URLSearchParams(url.searchParams);
	without.delete('before');
	return {
		wanted,
		refusedLists: await countAlerts(locals.reports, locals.actor, locals.now),
		entries: entries.map(({ detail: _detail, ...entry }) => entry),
		filters: without.toString(),
		older: entries.length === TRAIL_PAGE ? (entries.at(-1)?.id ?? null) : null
	};
};
