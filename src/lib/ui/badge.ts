/** Drawings that tell people apart on a shared device. Never the twelve of the sign-in: a badge must not hint at a secret. */
export const BADGE_DRAWINGS = ['sprout', 'boat', 'mountain', 'lotus', 'umbrella', 'kite', 'drum', 'bell'] as const;
/** Grounds behind the drawings, each with a contrast of 7:1 or more under the ink. */
export const BADGE_GROUNDS = ['#fff3cc', '#e2f1ee', '#fbe0d8', '#e6e3f3'] as const;

export interface Badge {
	drawing: (typeof BADGE_DRAWINGS)[number];
	ground: (typeof BADGE_GROUNDS)[number];
}

/** The same person always has the same badge; 32 of them, so that two in a room seldom share one. */
export function badgeOf(personId: string): Badge {
	let sum = 0;
	for (const letter of personId) sum = (sum * 31 + letter.charCodeAt(0)) % 1_000_003;
	const drawing = BADGE_DRAWINGS[sum % BADGE_DRAWINGS.length] ?? 'sprout';
	const ground = BADGE_GROUNDS[Math.floor(sum / BADGE_DRAWINGS.length) % BADGE_GROUNDS.length] ?? '#fff3cc';
	return { drawing, ground };
}
