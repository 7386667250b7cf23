import type { Attempt } from '#lib/learning/server/attempt.ts';

/** Back from one page of a question: to its page before, to the question before, or nowhere from the first. */
export function backFrom(attemptId: string, n: number, page: number): string | null {
	if (page > 1) return `/attempts/${attemptId}/${n}?page=${page - 1}`;
	return n > 1 ? `/attempts/${attemptId}/${n - 1}` : null;
}

/**
 * Where she goes after a saved page: to the question's next page; in practice to the explanation; in a test to the
 * next question, and after the last one to handing in.
 */
export function afterAnswer(
	attempt: Pick<Attempt, 'id' | 'test' | 'form'>,
	n: number,
	page: number,
	complete: boolean
): string {
	const here = `/attempts/${attempt.id}/${n}`;
	if (!complete) return `${here}?page=${page + 1}`;
	if (attempt.test.startsWith('practice:')) return `${here}/explanation`;
	return n < attempt.form.length ? `/attempts/${attempt.id}/${n + 1}` : `/attempts/${attempt.id}/submission`;
}
