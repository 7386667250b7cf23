import type { Kind } from '#lib/server/load.ts';

/** A test, a practice or a drill that somebody has begun is never refused, nor is looking after the server. */
const UNDER_WAY =
	/^\/(\(learner\)\/(attempts|practice-runs|drills|learn\/\[module\]\/test)|\(office\)\/(system|jobs)|\(public\)\/(lock|awake))(\/|$)/;
const FILES = /(\/copy(\/|$)|\/pdf$)/;
const FIGURES =
	/^\/(\(office\)|\(public\)\/literacy|api\/(literacy|reports)|\(field\)\/(agencies|points\/day|classes\/\[id\]\/board))(\/|$)/;

/** To which kind a request belongs, where there is too much to do for all of them. */
export function kindOf(route: string | null, method: string): Kind {
	if ((method !== 'GET' && method !== 'HEAD') || route === null || UNDER_WAY.test(route)) return 'saving';
	if (FILES.test(route)) return 'files';
	return FIGURES.test(route) ? 'figures' : 'lessons';
}
