import { m } from '#lib/messages/compiled/messages.js';
import { writeDay } from '#lib/shared/dates.ts';
import type { OwnClass } from '#lib/classes/server/own.ts';
import { weekdayOf } from '../../../(field)/classes/words.ts';

/** When and where her next evening is, in a sentence. */
export function nextEveningText({ day, starts, point }: Pick<OwnClass, 'day' | 'starts' | 'point'>): string {
	return m.class_own_next({ weekday: weekdayOf(day).toLowerCase(), day: writeDay(day), starts, point });
}
