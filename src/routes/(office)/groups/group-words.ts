import { m } from '#lib/messages/compiled/messages.js';
import type { FallReason } from '#lib/territory/events.ts';
import type { OtherCountKind } from '#lib/territory/other-counts.ts';

/** Why there are fewer, in the reader's language. */
export const FALL_WORDS: Record<FallReason, () => string> = {
	moved_away: m.groups_fall_moved_away,
	lodgers_left: m.groups_fall_lodgers_left,
	died: m.groups_fall_died,
	counted_twice: m.groups_fall_counted_twice,
	wrong_before: m.groups_fall_wrong_before,
	border: m.groups_fall_border
};

/** Whose count stands beside the head's. */
export const OTHER_WORDS: Record<OtherCountKind, () => string> = {
	police: m.groups_other_police,
	voters: m.groups_other_voters
};
