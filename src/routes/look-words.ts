import type { ItemNote, Look, PairNote } from '#lib/learning/look.ts';
import { m } from '#lib/messages/compiled/messages.js';
import { dayOf, writeDay } from '#lib/shared/dates.ts';

const NOTES: Record<ItemNote | PairNote, () => string> = {
	kept: m.looks_item_kept,
	mended: m.looks_item_mended,
	reported: m.looks_item_reported,
	studied_together: m.looks_pair_studied_together,
	chance: m.looks_pair_chance,
	talked: m.looks_pair_talked
};

export const itemNoteWord = (note: ItemNote) => NOTES[note]();
export const pairNoteWord = (note: PairNote) => (note === 'reported' ? m.looks_pair_reported() : NOTES[note]());

/** Who looked, when, and what was found. */
export function lookWords({ at, byName }: Look<string>, note: string): string {
	const day = writeDay(dayOf(at));
	return byName === null ? m.looks_seen_unnamed({ day, note }) : m.looks_seen({ day, name: byName, note });
}
