/**
 * A wrong merge is undone within this many days by whoever may merge. Later others may have built on it (a report, a
 * certificate), so that it is put right only at the console, by somebody who looks at what follows.
 */
export const UNDO_DAYS = 30;

export function mayStillUndo(mergedAt: Date, now: Date): boolean {
	return now.getTime() - mergedAt.getTime() <= UNDO_DAYS * 86_400_000;
}
