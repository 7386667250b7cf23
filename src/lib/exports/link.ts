/** How long a link to a list works, in minutes. */
export const LINK_MINUTES = 10;
/** How many such links one person makes in a day, by the calendar of Viet Nam. */
export const LINKS_A_DAY = 5;
/** Lists that are of no count: one's own file comes back, with what is to be put right in it. */
export const UNCOUNTED = ['roster_rejected'];

/** Until when a link works. */
export function endOf(madeAt: Date): Date {
	return new Date(madeAt.getTime() + LINK_MINUTES * 60_000);
}

/** Whether a list may be taken away with a link at a moment: once, while it is new. */
export function isOpen({ madeAt, takenAt }: { madeAt: Date; takenAt: Date | null }, now: Date): boolean {
	return takenAt === null && now < endOf(madeAt);
}
