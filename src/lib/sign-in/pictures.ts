/**
 * The twelve pictures of which a learner chooses three, in the order in which a page shows them. Each can be
 * named aloud in a word or two and told from the others at 72 pixels. Ids stand in the secrets' hashes: a
 * picture may be redrawn or moved, but its id stays for ever.
 */
export const PICTURES = [
	'leaf',
	'fish',
	'house',
	'sun',
	'chicken',
	'bicycle',
	'rice',
	'teapot',
	'buffalo',
	'hat',
	'banana',
	'star'
] as const;

export type PictureId = (typeof PICTURES)[number];

/** Three pictures in order, with repetition allowed: 1,696 secrets once the easy ones are taken out. */
export type ThreePictures = readonly [PictureId, PictureId, PictureId];

export function isPicture(text: string): text is PictureId {
	return (PICTURES as readonly string[]).includes(text);
}

/** The choices of a form as three pictures in order, or null if they are fewer, more or none of ours. */
export function threePictures(choices: readonly string[]): ThreePictures | null {
	const [first, second, third, ...more] = choices.filter(isPicture);
	if (!first || !second || !third || more.length > 0 || choices.length !== 3) return null;
	return [first, second, third];
}

/** Whether somebody with a found card would try these first: one picture three times, or three neighbours in a row. */
export function tooEasy(three: ThreePictures): boolean {
	const [first, second, third] = three.map((picture) => PICTURES.indexOf(picture)) as [number, number, number];
	const step = second - first;
	return step === third - second && Math.abs(step) <= 1;
}
