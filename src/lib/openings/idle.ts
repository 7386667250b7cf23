import { TABLET_IDLE } from '#lib/sign-in/session-length.ts';

/** Seconds of warning before a tablet that nobody touches locks. */
export const WARNING = 65;

/** Seconds after which nobody's touching it is asked about. */
export const WARN_AFTER = TABLET_IDLE / 1_000 - WARNING;

/** What is listened to keeps a page for this many seconds at most where no script says that it plays. */
const LONGEST_SOUND = 1_800;

/** How long what is on a page may play, in seconds, where no script can say whether it does. */
export function soundOnPage(seconds: number): number {
	return Math.min(seconds, LONGEST_SOUND);
}
