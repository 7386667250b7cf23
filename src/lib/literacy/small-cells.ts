import { ratioOf } from '#lib/shared/ratio.ts';
import type { Figure } from '#lib/literacy/figure.ts';

/** Below this number of people a cell could point at somebody. */
const LEAST_SHOWN = 5;

/** A figure as the public sees it: counts that could point at somebody are null, and so is whatever is made of them. */
export type PublicFigure = Omit<Figure, 'assessed' | 'attained' | 'witnessed' | 'undeclared' | 'parts'> & {
	assessed: number | null;
	attained: number | null;
	witnessed: number | null;
	undeclared: { groups: number; assessed: number | null; attained: number | null };
	parts: PublicFigure[];
};

type Measure = 'assessed' | 'attained' | 'witnessed' | 'undeclaredAssessed' | 'undeclaredAttained';
/** What is kept longest comes first: the headline before its details. */
const DECLARED: Measure[] = ['attained', 'witnessed', 'assessed'];
const UNDECLARED: Measure[] = ['undeclaredAttained', 'undeclaredAssessed'];

interface Node {
	figure: Figure;
	counts: Record<Measure, number>;
	hidden: Set<Measure>;
	parts: Node[];
}

/**
 * Hides what could point at one to four people (design.md, invariant 16): a count or a difference of counts of one
 * place below five, and with it the smallest other one wherever it could be found by subtracting places from their
 * sum. Takes a whole tree, so that what is hidden in a table is hidden on the part's own page too.
 */
export function hideSmallCells(figure: Figure): PublicFigure {
	const root = nodeOf(figure);
	const nodes = [...allNodes(root)];
	for (const node of nodes) hideNarrow(node);
	const measures = [...DECLARED, ...UNDECLARED];
	while (nodes.some((node) => measures.some((measure) => hideSecond(node, measure))));
	return publicOf(root);
}

function nodeOf(figure: Figure): Node {
	return {
		figure,
		counts: {
			assessed: figure.assessed,
			attained: figure.attained,
			witnessed: figure.witnessed,
			undeclaredAssessed: figure.undeclared.assessed,
			undeclaredAttained: figure.undeclared.attained
		},
		hidden: new Set(),
		parts: figure.parts.map(nodeOf)
	};
}

function* allNodes(node: Node): Generator<Node> {
	yield node;
	for (const part of node.parts) yield* allNodes(part);
}

/** No two numbers shown of one place, nor one and its adults, may lie one to four apart. */
function hideNarrow(node: Node): void {
	const { adults } = node.figure;
	const chains: [Measure[], number[]][] = [
		[DECLARED, adults === null ? [0] : [0, adults]],
		[UNDECLARED, [0]]
	];
	for (const [measures, shown] of chains) {
		for (const measure of measures) {
			const count = node.counts[measure];
			if (shown.some((other) => isSmall(Math.abs(count - other)))) node.hidden.add(measure);
			else shown.push(count);
		}
	}
}

/** Hides one more count of a sum and its parts where the hidden ones could be worked out. Tells whether it did. */
function hideSecond(node: Node, measure: Measure): boolean {
	if (node.parts.length === 0 || isSafe(node, measure)) return false;
	const [smallest] = node.parts
		.filter((part) => !part.hidden.has(measure) && part.counts[measure] > 0)
		.sort((a, b) => a.counts[measure] - b.counts[measure]);
	const next = smallest ?? node;
	if (next.hidden.has(measure)) return false;
	next.hidden.add(measure);
	return true;
}

function isSafe({ hidden, parts }: Node, measure: Measure): boolean {
	const hiddenParts = parts.filter((part) => part.hidden.has(measure));
	if (hidden.has(measure)) return hiddenParts.length > 0;
	if (hiddenParts.length < 2) return hiddenParts.length === 0;
	// Their sum can be worked out. Each is at least one, so one of them could be as large as what the others leave.
	const cells = hiddenParts.flatMap((part) => hiddenCells(part, measure));
	return cells.reduce((sum, count) => sum + count, 0) - (cells.length - 1) >= LEAST_SHOWN;
}

/** The counts of which nothing more is shown: a hidden place's own, or those of its hidden parts. */
function hiddenCells({ counts, hidden, parts }: Node, measure: Measure): number[] {
	if (!hidden.has(measure)) return [];
	const within = parts.flatMap((part) => hiddenCells(part, measure));
	return within.length > 0 ? within : [counts[measure]];
}

function publicOf({ figure, hidden, parts }: Node): PublicFigure {
	const shown = (measure: Measure, count: number) => (hidden.has(measure) ? null : count);
	const attained = shown('attained', figure.attained);
	const witnessed = shown('witnessed', figure.witnessed);
	return {
		...figure,
		assessed: shown('assessed', figure.assessed),
		attained,
		witnessed,
		unknown: hidden.has('assessed') ? null : figure.unknown,
		rate: attained === null ? null : ratioOf(attained, figure.adults),
		witnessedRate: witnessed === null ? null : ratioOf(witnessed, figure.adults),
		undeclared: {
			groups: figure.undeclared.groups,
			assessed: shown('undeclaredAssessed', figure.undeclared.assessed),
			attained: shown('undeclaredAttained', figure.undeclared.attained)
		},
		parts: parts.map(publicOf)
	};
}

function isSmall(count: number): boolean {
	return count > 0 && count < LEAST_SHOWN;
}
