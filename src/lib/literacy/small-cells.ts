import type { Figure } from '#lib/literacy/figure.ts';

/** Below this number of people a cell could point at somebody. */
const LEAST_SHOWN = 5;

/** A figure as the public sees it: counts that could point at somebody are null, and so are the rates made of them. */
export type PublicFigure = Omit<Figure, 'assessed' | 'attained' | 'witnessed' | 'parts'> & {
	assessed: number | null;
	attained: number | null;
	witnessed: number | null;
	parts: PublicFigure[];
};

const CELLS = ['assessed', 'attained', 'witnessed'] as const;
type Cell = (typeof CELLS)[number];

/**
 * Hides counts of one to four people, and wherever exactly one part's count is hidden, the smallest other one too, so
 * that it cannot be found by subtracting (design.md, invariant 16).
 */
export function hideSmallCells(figure: Figure): PublicFigure {
	const parts = figure.parts.map(hideSmallCells);
	for (const cell of CELLS) hideSecond(parts, cell);
	return withoutRates({
		...figure,
		assessed: shown(figure.assessed),
		attained: shown(figure.attained),
		witnessed: shown(figure.witnessed),
		undeclared: {
			...figure.undeclared,
			assessed: shown(figure.undeclared.assessed) ?? 0,
			attained: shown(figure.undeclared.attained) ?? 0
		},
		parts: parts.map(withoutRates)
	});
}

function shown(count: number): number | null {
	return count > 0 && count < LEAST_SHOWN ? null : count;
}

function hideSecond(parts: PublicFigure[], cell: Cell): void {
	if (parts.filter((part) => part[cell] === null).length !== 1) return;
	const next = parts.filter((part) => (part[cell] ?? 0) > 0).sort((a, b) => (a[cell] ?? 0) - (b[cell] ?? 0))[0];
	if (next) next[cell] = null;
}

/** A rate or a rest would give away the count that was hidden. */
function withoutRates(figure: PublicFigure): PublicFigure {
	return {
		...figure,
		unknown: figure.assessed === null ? null : figure.unknown,
		rate: figure.attained === null ? null : figure.rate,
		witnessedRate: figure.witnessed === null ? null : figure.witnessedRate
	};
}
