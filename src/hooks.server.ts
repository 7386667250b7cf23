import type { Handle, HandleServerError, ServerInit } from '@sveltejs/kit/hooks';
import { sequence } from '@sveltejs/kit/hooks';
import { LOG_LEVEL } from '$app/env/private';
import { paraglideMiddleware } from '#lib/messages/compiled/server.js';
import { anonymous, type Actor } from '#lib/access/actor.ts';
import { libraryWith } from '#lib/curriculum/supplements.ts';
import { describeFailure, isDatabaseAway, isDiskFull } from '#lib/server/failure-reason.ts';
import { inTime } from '#lib/server/in-time.ts';
import { openLog } from '#lib/server/log.ts';
import { networkOrigin } from '#lib/server/origin.ts';
import { DomainError } from '#lib/shared/errors.ts';
import { soundOnPage } from '#lib/openings/idle.ts';
import { findPresence } from '#lib/openings/server/presence.ts';
import { longestPlay } from '#lib/shared/spoken.ts';
import { holdSession } from '#lib/sign-in/server/tablet-sessions.ts';
import { TABLET_IDLE } from '#lib/sign-in/session-length.ts';
import { settingsFor } from '#lib/territory/server/settings.ts';
import { ADDRESSES } from '#lib/territory/settings.ts';
import { openApplication, type Application } from './routes/application.ts';
import { admit } from './routes/audience.ts';
import { bounded } from './routes/bounded.ts';
import { sessionCookie, setCookie, tabletCookie } from './routes/cookies.ts';
import { lockHead } from './routes/lock-head.ts';
import { originOf } from './routes/origin.ts';
import { ownOrigin } from './routes/own-origin.ts';
import { setPageHeaders } from './routes/page-headers.ts';
import { refusalText } from './routes/refusal.ts';

const A_DAY = 86_400_000;
/** Pages that a tablet shows by itself: nobody has touched it. */
const LOOKS_ONLY = new Set(['/(public)/lock']);

let application: Application;
const log = openLog(LOG_LEVEL);

export const init: ServerInit = async () => {
	application = await openApplication();
};

/** Names the request for the log, and its route for the figures. */
const named: Handle = ({ event, resolve }) => {
	const watched = event.platform?.req.watched;
	if (watched) watched.route = event.route.id ?? 'none';
	event.locals.requestId = watched?.id ?? 'unnamed';
	return resolve(event);
};

const localised: Handle = ({ event, resolve }) =>
	paraglideMiddleware(event.request, async ({ locale }) => {
		event.locals.language = locale;
		event.locals.textSize = textSizeOf(event.cookies.get('text-size'));
		return resolve(event, {
			transformPageChunk: ({ html }) =>
				html
					.replace('%lang%', locale)
					.replace('%text-size%', `text-${event.locals.textSize}${event.locals.soundSeconds > 0 ? ' sound' : ''}`)
					.replace('%lock%', () => lockHead(event.locals, event.url))
		});
	});

const known: Handle = async ({ event, resolve }) => {
	const { locals, cookies, url } = event;
	locals.db = application.db;
	locals.reports = application.reports;
	locals.figures = application.figures.db;
	locals.replica = application.figures.standing;
	locals.load = application.load;
	locals.soundSeconds = 0;
	locals.recordingsOf = (text) => {
		const recordings = application.recordings?.of(text, locals.now.getTime()) ?? [];
		if (recordings.length > 0) locals.soundSeconds += longestPlay(text);
		return recordings;
	};
	locals.sample = application.sample;
	locals.provider = application.provider;
	locals.secondFactorMissing = false;
	locals.now = new Date();
	const origin = networkOrigin(application.originKey, originOf(event));
	locals.actor = { ...anonymous, origin };
	locals.signIn = null;

	const token = cookies.get(sessionCookie(url).name);
	const tokens = { tablet: cookies.get(tabletCookie(url).name), session: token };
	const presence = findPresence(locals.db, tokens, locals.now, {
		// Behind invented people there is nothing to protect: their links are proof enough.
		demandsSecondFactor: !locals.sample,
		seen: !LOOKS_ONLY.has(event.route.id ?? '')
	});
	// The first question to the database tells whether it can be asked at all. A saving is worth a longer wait.
	const { tablet, session } = await inTime(presence, event.request.method === 'GET' ? 1_500 : 5_000);
	locals.tablet = tablet;
	if (session) {
		const { signIn, grants, everydayName, fullName } = session;
		const actor: Actor = {
			kind: 'person',
			id: signIn.personId,
			recordId: signIn.recordId,
			signInId: signIn.id,
			grants,
			origin
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

/** Without script nobody can say whether what is on a tablet's page is being listened to: its session waits for the end. */
const heard: Handle = async ({ event, resolve }) => {
	const response = await resolve(event);
	const { db, tablet, signIn, now, soundSeconds } = event.locals;
	if (tablet && signIn && soundSeconds > 0) {
		await holdSession(db, signIn.id, new Date(now.getTime() + TABLET_IDLE + soundOnPage(soundSeconds) * 1_000));
	}
	return response;
};

const admitted: Handle = async ({ event, resolve }) => {
	admit(event);
	const response = await resolve(event);
	const { headers } = response;
	setPageHeaders(headers, event.url);
	// What a person saw must not come back with the Back button after she has left (facts of shared tablets).
	if (event.locals.signIn || !headers.has('cache-control')) headers.set('cache-control', 'no-store');
	return response;
};

export const handle: Handle = sequence(
	named,
	ownOrigin,
	localised,
	bounded(
		() => application.load,
		(line) => log.warn(line)
	),
	known,
	admitted,
	heard
);

/** Our refusals keep their status and get a sentence in the reader's language; anything else says only that it failed. */
export const handleError: HandleServerError = ({ kind, error, event }) => {
	const id = event.locals.requestId;
	if (kind === 'unknown') {
		if (error instanceof DomainError) {
			return { status: error.status, message: refusalText(error.code, error.details), code: error.code, id };
		}
		log.error({ id, route: event.route.id, ...describeFailure(error) });
		const away = isDiskFull(error) ? 'disk_full' : 'busy';
		const [status, code] = isDatabaseAway(error) ? [503, away] : [500, 'unexpected'];
		return { status, message: refusalText(code), code, id };
	}
	if (kind === 'framework' && error.status === 404) return { message: refusalText('not_found'), code: 'not_found' };
	return { id };
};

function textSizeOf(cookie: string | undefined): App.Locals['textSize'] {
	return cookie === 'a1' || cookie === 'a2' ? cookie : 'a';
}
