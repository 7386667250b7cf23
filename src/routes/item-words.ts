import type { ItemFlag } from '#lib/learning/items.ts';
import { m } from '#lib/messages/compiled/messages.js';

const FLAGS: Record<ItemFlag, () => string> = {
	leaked: m.items_flag_leaked,
	reversed: m.items_flag_reversed,
	weak: m.items_flag_weak,
	hard: m.items_flag_hard,
	easy: m.items_flag_easy
};

/** Why somebody should look at a question. */
export const itemFlagWord = (flag: ItemFlag) => FLAGS[flag]();
