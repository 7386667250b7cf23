import type { DrillKind } from '#lib/curriculum/drill.ts';
import type { DrillScore } from '#lib/drills/score.ts';
import { m } from '#lib/messages/compiled/messages.js';

/** What a drill showed, in one line: how many fakes were recognised, and how much that was genuine was mistaken. */
export function scoreText({ fakes, misses, genuines, falseAlarms }: DrillScore): string {
	return m.drill_result_both({
		fakes: m.drill_result_fakes({ right: fakes - misses, of: fakes }),
		alarms: m.drill_result_alarms({ wrong: falseAlarms, of: genuines })
	});
}

export const KIND_WORDS: Record<DrillKind, () => string> = {
	message: m.drill_kind_message,
	call: m.drill_kind_call,
	page: m.drill_kind_page,
	qr: m.drill_kind_qr
};
