import { createHash } from 'node:crypto';

/**
 * Repeatable chance: the same seed always gives the same numbers, so a drawn form can be explained later. Not for
 * secrets; seeds themselves come from the system's generator.
 */
export function chanceFrom(seed: string): () => number {
	let block = Buffer.alloc(0);
	let used = 0;
	let round = 0;
	return () => {
		if (used + 4 > block.length) {
			block = createHash('sha256').update(`${seed}:${round}`).digest();
			round += 1;
			used = 0;
		}
		const number = block.readUInt32BE(used) / 2 ** 32;
		used += 4;
		return number;
	};
}

/** A new array in chance order (Fisher–Yates). */
export function shuffled<T>(items: readonly T[], chance: () => number): T[] {
	const result = [...items];
	for (let i = result.length - 1; i > 0; i -= 1) {
		const j = Math.floor(chance() * (i + 1));
		[result[i], result[j]] = [result[j] as T, result[i] as T];
	}
	return result;
}
