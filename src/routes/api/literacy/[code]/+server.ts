import { json } from '@sveltejs/kit';
import { readPlaceFigure } from '#lib/indicators/server/place-figure.ts';
import type { PacedFigure } from '#lib/indicators/pace.ts';
import { DomainError } from '#lib/shared/errors.ts';
import { readAsked } from '../../../asked-figure.ts';
import { refusalText } from '../../../refusal.ts';
import type { RequestHandler } from './$types';

/** The figure of a place as JSON, by the same rules as its page. Refusals are `{ error }` in the reader's language. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
	try {
		const wanted = readAsked(locals.library, params.code, url.searchParams);
		const { figure } = await readPlaceFigure(locals.db, locals.figures, locals.actor, wanted, locals.now);
		return json(shown(figure));
	} catch (refused) {
		if (!(refused instanceof DomainError)) throw refused;
		const code = refused.code === 'not_found' ? 'figure_unknown' : refused.code;
		return json({ error: refusalText(code, refused.details) }, { status: refused.status });
	}
};

/** What stands in the answer, field by field: what is not named here stays inside. */
function shown(figure: PacedFigure): object {
	const {
		place,
		standard,
		ageFrom,
		asOf,
		groups,
		adults,
		assessed,
		attained,
		witnessed,
		unknown,
		rate,
		witnessedRate
	} = figure;
	const { colour, reason } = figure.pace;
	return {
		place,
		standard,
		ageFrom,
		asOf,
		groups,
		adults,
		assessed,
		attained,
		witnessed,
		unknown,
		rate,
		witnessedRate,
		pace: { colour, reason },
		undeclared: figure.undeclared,
		parts: figure.parts.map(shown)
	};
}
