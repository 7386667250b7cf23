import type { Standard } from '#lib/curriculum/content.ts';
import type { Figure } from '#lib/literacy/figure.ts';
import { hideSmallCells, type PublicFigure } from '#lib/literacy/small-cells.ts';
import { readPublicFigure } from '#lib/literacy/server/public-figure.ts';
import type { Db } from '#lib/server/db/connect.ts';
import type { Day } from '#lib/shared/dates.ts';

/**
 * A ward's figure of a closed day as anybody may see it: without its groups, and with every count hidden that the public
 * pages hide on that day, be it for itself or so that a neighbour's cannot be worked out.
 */
export async function readOpenFigure(
	db: Db,
	figure: Figure,
	standard: Standard,
	asOf: Day,
	now: Date
): Promise<PublicFigure> {
	const own = hideSmallCells({ ...figure, parts: [] });
	const shown = await readPublicFigure(db, figure.place.code, standard, asOf, now);
	return hideWith(own, shown);
}

/** Hides in one figure also what is hidden in another one of the same place. */
export function hideWith(own: PublicFigure, shown: PublicFigure): PublicFigure {
	const hidden = (count: 'assessed' | 'attained' | 'witnessed') => shown[count] === null;
	return {
		...own,
		assessed: hidden('assessed') ? null : own.assessed,
		attained: hidden('attained') ? null : own.attained,
		witnessed: hidden('witnessed') ? null : own.witnessed,
		unknown: hidden('assessed') ? null : own.unknown,
		rate: hidden('attained') ? null : own.rate,
		witnessedRate: hidden('witnessed') ? null : own.witnessedRate,
		undeclared: {
			groups: own.undeclared.groups,
			assessed: shown.undeclared.assessed === null ? null : own.undeclared.assessed,
			attained: shown.undeclared.attained === null ? null : own.undeclared.attained
		}
	};
}
