import type { Handle, HandleServerError, ServerInit } from '@sveltejs/kit/hooks';
import { sequence } from '@sveltejs/kit/hooks';
import { paraglideMiddleware } from '#lib/messages/compiled/server.js';
import { anonymous, type Actor } from '#lib/access/actor.ts';
import { libraryWith } from '#lib/curriculum/supplements.ts';
import { DomainError } from '#lib/shared/errors.ts';
import { findSession } from '#lib/sign-in/server/sessions.ts';
import { settingsFor } from '#lib/territory/server/settings.ts';
import { ADDRESSES } from '#lib/territory/settings.ts';
import { openApplication, type Application } from './routes/application.ts';
import { admit } from './routes/audience.ts';
import { sessionCookie, setCookie } from './routes/cookies.ts';
import { refusalText } from './routes/refusal.ts';

const A_DAY = 86_400_000;

let application: Application;

export const init: ServerInit = async () => {
	application = await openApplication();
};

/** Every write must come from our own pages: the framework checks forms, this checks whatever else is sent. */
const ownOrigin: Handle = async ({ event, resolve }) => {
	const { method, headers } = event.request;
	if (method !== 'GET' && method !== 'HEAD' && method !== 'OPTIONS') {
		const origin = headers.get('origin');
		const sameSite = headers.get('sec-fetch-site') === 'same-origin';
		if (origin !== event.url.origin && !(origin === null && sameSite)) {
			return new Response('403', { status: 403, headers: { 'content-type': 'text/plain; charset=utf-8' } });
		}
	}
	return resolve(event);
};

const localised: Handle = ({ event, resolve }) =>
	paraglideMiddleware(event.request, async ({ locale }) => {
		event.locals.language = locale;
		event.locals.textSize = textSizeOf(event.cookies.get('text-size'));
		return resolve(event, {
			transformPageChunk: ({ html }) =>
				html.replace('%lang%', locale).replace('%text-size%', `text-${event.locals.textSize}`)
		});
	});

const known: Handle = async ({ event, resolve }) => {
	const { locals, cookies, url } = event;
	locals.db = application.db;
	locals.reports = application.reports;
	locals.recordingsOf = (text) => application.recordings?.of(text, locals.now.getTime()) ?? [];
	locals.sample = application.sample;
	locals.provider = application.provider;
	locals.secondFactorMissing = false;
	locals.now = new Date();
	locals.actor = anonymous;
	locals.signIn = null;

	const token = cookies.get(sessionCookie(url).name);
	// Behind invented people there is nothing to protect: their links are proof enough.
	const session = token ? await findSession(locals.db, token, locals.now, !locals.sample) : null;
	if (session) {
		const { signIn, grants, everydayName, fullName } = session;
		const actor: Actor = {
			kind: 'person',
			id: signIn.personId,
			recordId: signIn.recordId,
			signInId: signIn.id,
			grants
		};
		locals.actor = actor;
		locals.secondFactorMissing = session.withheld.length > 0;
		// The server decides when a session ends; the cookie only must not end before it.
		if (locals.now.getTime() - signIn.startedAt.getTime() > A_DAY) setCookie(cookies, sessionCookie(url), token ?? '');
		locals.signIn = {
			id: signIn.id,
			personId: signIn.personId,
			name: everydayName ?? fullName ?? '',
			since: signIn.startedAt
		};
	}
	const settings = await settingsFor(locals.db, session?.provinceCode ?? null, locals.now);
	locals.address = ADDRESSES[settings.address];
	locals.library = libraryWith(application.library, settings.supplements);
	return resolve(event);
};

const admitted: Handle = async ({ event, resolve }) => {
	admit(event);
	const response = await resolve(event);
	const { headers } = response;
	headers.set('x-content-type-options', 'nosniff');
	headers.set('x-frame-options', 'DENY');
	headers.set('referrer-policy', 'same-origin');
	headers.set('permissions-policy', 'camera=(self), microphone=(), geolocation=()');
	headers.set('cross-origin-opener-policy', 'same-origin');
	// What a person saw must not come back with the Back button after she has left (facts of shared tablets).
	if (event.locals.signIn || !headers.has('cache-control')) headers.set('cache-control', 'no-store');
	if (event.url.protocol === 'https:') headers.set('strict-transport-security', 'max-age=31536000; includeSubDomains');
	return response;
};

export const handle: Handle = sequence(ownOrigin, localised, known, admitted);

/** Our refusals keep their status and get a sentence in the reader's language; anything else says only that it failed. */
export const handleError: HandleServerError = ({ kind, error, event }) => {
	if (kind === 'unknown') {
		if (error instanceof DomainError) {
			return { status: error.status, message: refusalText(error.code, error.details), code: error.code };
		}
		process.stderr.write(
			`${JSON.stringify({ at: new Date().toISOString(), route: event.route.id, error: describe(error) })}\n`
		);
		return { status: 500, message: refusalText('unexpected'), code: 'unexpected' };
	}
	if (kind === 'framework' && error.status === 404) return { message: refusalText('not_found'), code: 'not_found' };
};

function textSizeOf(cookie: string | undefined): App.Locals['textSize'] {
	return cookie === 'a1' || cookie === 'a2' ? cookie : 'a';
}

function describe(error: unknown): string {
	return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
