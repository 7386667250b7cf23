/** Answers on their way when time was up still count: so many seconds after the deadline, for everybody alike. */
export const GRACE_SECONDS = 15;

/** Until when a test may be answered that was begun now, with so much more time than others as a person was granted. */
export function deadlineFrom(startedAt: Date, minutes: number, extraPercent: number): Date {
	return new Date(startedAt.getTime() + Math.round((minutes * 60_000 * (100 + extraPercent)) / 100));
}

/** Whether an attempt takes no answer any more. What was handed in is not overdue. */
export function isOverdue(attempt: { deadlineAt: Date | null; submittedAt: Date | null }, now: Date): boolean {
	const { deadlineAt, submittedAt } = attempt;
	return submittedAt === null && deadlineAt !== null && now.getTime() > deadlineAt.getTime() + GRACE_SECONDS * 1000;
}
