import { createHash } from 'node:crypto';

export interface Framed {
	id: string;
	/** how much more often than others she is to be drawn; equal ones for an equal draw */
	weight: number;
}

export interface Drawn {
	id: string;
	/** how likely she was to be drawn, above 0 and at most 1 */
	probability: number;
}

/**
 * Draws `size` people, systematically along an order that nobody chose: by the hash of the seed and their id. Each is
 * drawn with a probability in proportion to her weight, exactly; the same seed and people give the same draw anywhere.
 * Where there are no more people than are wanted, all are drawn.
 */
export function drawSample(seed: string, frame: readonly Framed[], size: number): Drawn[] {
	const probabilities = probabilitiesOf(frame, size);
	const order = frame
		.map((one, index) => ({ id: one.id, probability: probabilities[index] ?? 0, key: hash(`${seed} ${one.id}`) }))
		.sort((a, b) => (a.key < b.key ? -1 : 1));
	const start = parseInt(hash(seed).slice(0, 12), 16) / 0x1_0000_0000_0000;
	// Whole steps passed before each person, so that sums of fractions cannot skip or double one.
	let passed = 0;
	return order.flatMap(({ id, probability }) => {
		const before = Math.ceil(passed - start - ROUNDING);
		passed += probability;
		return Math.ceil(passed - start - ROUNDING) > before ? [{ id, probability }] : [];
	});
}

const ROUNDING = 1e-9;

/** In proportion to the weights; whoever would exceed certainty is certain, and the others share the rest. */
function probabilitiesOf(frame: readonly Framed[], size: number): number[] {
	if (size >= frame.length) return frame.map(() => 1);
	const certain = new Set<number>();
	for (;;) {
		const rest = frame.reduce((total, { weight }, index) => total + (certain.has(index) ? 0 : weight), 0);
		const step = (size - certain.size) / rest;
		const more = frame.flatMap(({ weight }, index) => (!certain.has(index) && weight * step >= 1 ? [index] : []));
		if (more.length === 0) return frame.map(({ weight }, index) => (certain.has(index) ? 1 : weight * step));
		for (const index of more) certain.add(index);
	}
}

function hash(text: string): string {
	return createHash('sha256').update(text).digest('hex');
}
