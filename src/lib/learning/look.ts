import type { ItemFigures, ItemFlag } from '#lib/learning/items.ts';

/** What somebody found who looked at a question that was flagged; nothing follows from it for anybody's result. */
export const ITEM_NOTES = ['kept', 'mended', 'reported'] as const;
export type ItemNote = (typeof ITEM_NOTES)[number];

/** What somebody found who looked at two tests with the same rare wrong answers. */
export const PAIR_NOTES = ['studied_together', 'chance', 'talked', 'reported'] as const;
export type PairNote = (typeof PAIR_NOTES)[number];

/** Who looked, when, and what was found. */
export interface Look<Note extends string> {
	note: Note;
	/** null once erased */
	byName: string | null;
	at: Date;
	/** something came up since: it is to be looked at again */
	more: boolean;
}

/** Which of what is flagged a list shows; all, where nothing is chosen. */
export type Looked = 'yes' | 'no' | null;
export const readLooked = (given: string | null): Looked => (given === 'yes' || given === 'no' ? given : null);

/** How many times as many answers say something new about the same flags. */
const MUCH_MORE = 2;

/** Whether a question says more than when somebody looked at it: a new flag, or twice as many answers. */
export function saysMore(
	seen: { flags: readonly ItemFlag[]; asked: number },
	now: { flags: readonly ItemFlag[] } & Pick<ItemFigures, 'asked'>
): boolean {
	return now.flags.some((flag) => !seen.flags.includes(flag)) || now.asked >= MUCH_MORE * seen.asked;
}

/** Those that wait for a look, or were looked at, as a list wants them; whatever waits comes first. */
export function arrange<T extends { look: Look<string> | null }>(all: readonly T[], looked: Looked) {
	const isLooked = ({ look }: T) => look !== null && !look.more;
	const [waiting, done] = [all.filter((one) => !isLooked(one)), all.filter(isLooked)];
	const wanted = looked === 'yes' ? done : looked === 'no' ? waiting : [...waiting, ...done];
	return { wanted, waiting: waiting.length, looked: done.length };
}
