import type { RequestHandler } from './$types';

/**
 * A tablet's script says that somebody is there: asking is enough, the session was seen. The answer says whether the
 * page's own person is still the one who is signed in (200), somebody else (409) or nobody (410).
 */
export const GET: RequestHandler = ({ locals, request }) => {
	const { signIn } = locals;
	const status = !signIn ? 410 : signIn.id === request.headers.get('x-sign-in') ? 200 : 409;
	return new Response(null, { status });
};
