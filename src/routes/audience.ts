import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import { ROLES, type Role } from '#lib/access/roles.ts';
import { refusalText } from './refusal.ts';

/** Who works in the field only, or has nothing to do with residents. */
const ELSEWHERE: readonly Role[] = ['helper', 'trainer', 'head_of_agency', 'contact', 'content_editor'];

/** Whom each folder of routes is for. A route outside these folders is refused (design.md, invariant 16). */
export const AUDIENCES: Record<string, 'everyone' | 'signed_in' | readonly Role[]> = {
	'(public)': 'everyone',
	api: 'everyone',
	'(learner)': 'signed_in',
	'(field)': ROLES,
	'(office)': ROLES.filter((role) => !ELSEWHERE.includes(role))
};

/** Lets a request in, sends it to where one signs in, or refuses it. What may be done inside is each verb's own question. */
export function admit(event: RequestEvent): void {
	if (event.route.id === null) return;
	// Nothing of ours bears the letter NUL, and PostgreSQL takes it for an error.
	if (event.url.href.includes('%00')) error(404, refusalText('not_found'), { code: 'not_found' });
	const folder = event.route.id.split('/')[1] ?? '';
	const audience = AUDIENCES[folder];
	if (audience === undefined) error(404, refusalText('not_found'), { code: 'not_found' });
	if (audience === 'everyone') return;

	const { actor } = event.locals;
	if (actor.kind !== 'person') {
		if (event.request.method !== 'GET') error(401, refusalText('sign_in_first'), { code: 'sign_in_first' });
		const way = audience === 'signed_in' ? '/sign-in' : '/sign-in/staff';
		redirect(303, `${way}?next=${encodeURIComponent(event.url.pathname)}`);
	}
	if (audience === 'signed_in') return;
	if (!actor.grants.some((grant) => audience.includes(grant.role))) {
		if (event.locals.secondFactorMissing) leadToSecondFactor(event);
		error(403, refusalText('forbidden'), { code: 'forbidden' });
	}
}

/** Her role waits for a second factor: she is led there, and nothing that she sends meanwhile is taken. */
function leadToSecondFactor({ request }: RequestEvent): never {
	if (request.method === 'GET') redirect(303, '/me/second-factor');
	const code = 'second_factor_missing';
	error(403, refusalText(code), { code });
}

/** Where to go after signing in: a path of ours, never another host. */
export function nextPath(wanted: string | null, otherwise: string): string {
	return wanted !== null && /^\/(?![/\\])[\w\-./]*$/.test(wanted) && wanted.length <= 200 ? wanted : otherwise;
}
