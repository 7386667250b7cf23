import { readOpenTotal, type OpenTotal } from '#lib/periodic/server/open-totals.ts';
import { DomainError } from '#lib/shared/errors.ts';
import { refusalText } from '../../../../refusal.ts';
import { cached } from '../../../cached.ts';
import type { RequestHandler } from './$types';

/**
 * What the wards of a province have reported of a period, summed, as JSON for everybody; `total` is null where no ward
 * has. Refusals are `{ error }` in the reader's language.
 */
export const GET: RequestHandler = async ({ locals, params, url, request }) => {
	const asked = { kind: url.searchParams.get('kind'), day: url.searchParams.get('day') };
	try {
		const total = await readOpenTotal(locals.db, params.code, asked, locals.now);
		return cached(request, { total: total && shown(total) });
	} catch (refused) {
		if (!(refused instanceof DomainError)) throw refused;
		return Response.json({ error: refusalText(refused.code, refused.details) }, { status: refused.status });
	}
};

/** What stands in the answer, field by field. */
function shown({ place, period, ...total }: OpenTotal): object {
	return {
		place: { code: place.code, name: place.name, kind: place.kind },
		period: { kind: period.kind, code: period.code, name: period.name, from: period.from, to: period.to },
		...total
	};
}
