import { CLAIMS_PAGE, listClaims } from '#lib/people/server/claims.ts';
import { newId } from '#lib/shared/ids.ts';
import type { PageServerLoad } from './$types';

/** Claims that wait for this reader's word, the oldest first; each has its own event, so that a double tap is one. */
export const load: PageServerLoad = async ({ locals, url }) => {
	const page = Math.max(1, Math.trunc(Number(url.searchParams.get('page') ?? 1)) || 1);
	const { claims, total } = await listClaims(locals.db, locals.actor, page, locals.now);
	return {
		claims: claims.map((claim) => ({ ...claim, eventId: newId(locals.now) })),
		total,
		page,
		pages: Math.max(1, Math.ceil(total / CLAIMS_PAGE)),
		confirmed: url.searchParams.has('confirmed')
	};
};
