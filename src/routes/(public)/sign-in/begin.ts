import type { RequestEvent } from '@sveltejs/kit';
import { NEEDS_SECOND_FACTOR } from '#lib/access/roles.ts';
import { enterTablet, leave } from '#lib/openings/server/presence.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { DomainError } from '#lib/shared/errors.ts';
import { readCard } from '#lib/sign-in/card-code.ts';
import { listRoles } from '#lib/sign-in/server/roles.ts';
import { findSecondFactor } from '#lib/sign-in/server/second-factor-state.ts';
import { startHalfWay, startSession } from '#lib/sign-in/server/sessions.ts';
import { BY_CARD, type Method } from '#lib/sign-in/session-length.ts';
import { nextPath } from '../../audience.ts';
import {
	cardCookie,
	dropCookie,
	halfWayCookie,
	heldCardCookie,
	picturesCookie,
	sessionCookie,
	setCookie
} from '../../cookies.ts';

/** What somebody has shown so far, besides a card with its pictures. */
interface Shown {
	method: Method;
	/** another proof than the first came with it */
	secondFactor: boolean;
}

/**
 * Lets somebody in who has shown a first proof, or asks for her one-time code where she has a second factor. Returns
 * where she goes next.
 */
export async function enter(event: RequestEvent, personId: string, { method, secondFactor }: Shown): Promise<string> {
	refuseOnTablet(event.locals);
	const { locals, cookies, url } = event;
	const factor = await findSecondFactor(locals.db, personId);
	if (factor && !secondFactor) {
		setCookie(cookies, halfWayCookie(url), await startHalfWay(locals.db, personId, method, locals.now));
		return stepTo('/sign-in/code', url);
	}
	await beginSession(event, personId, method, secondFactor);
	if (!secondFactor && !locals.sample && (await needsSecondFactor(event, personId))) return '/me/second-factor';
	return wayIn(event, personId, method);
}

/** Begins somebody's session on this device, always under a new id; whoever was signed in here before is no longer. */
export async function beginSession(
	event: RequestEvent,
	personId: string,
	method: Method,
	secondFactor = false
): Promise<void> {
	const { locals, cookies, url } = event;
	const { db, tablet, now } = locals;
	const token = tablet
		? await enterTablet(db, tablet, personId, method, now)
		: (await startSession(db, personId, method, now, secondFactor ? now : null)).token;
	if (locals.signIn) await leave(db, locals.signIn.id, now);
	setCookie(cookies, sessionCookie(url), token);
	forgetCard(event);
}

/** Whoever works with the system does so on a device of her own: a tablet that forty people share is for learning. */
export function refuseOnTablet({ tablet }: App.Locals): void {
	if (tablet) throw new DomainError('staff_on_tablet', 403);
}

/** The card that was shown, the pictures tapped and the password typed so far are gone: the next person begins afresh. */
export function forgetCard({ cookies, url }: Pick<RequestEvent, 'cookies' | 'url'>): void {
	dropCookie(cookies, cardCookie(url));
	dropCookie(cookies, picturesCookie(url));
	dropCookie(cookies, halfWayCookie(url));
	dropCookie(cookies, heldCardCookie(url));
}

/**
 * Whoever has just come in by scanning her card may keep its picture on this device for ten minutes (/me/card): only now
 * does anybody but her paper know the token. A typed code has none.
 */
export function keepHeldCard({ cookies, url }: Pick<RequestEvent, 'cookies' | 'url'>, card: string | null): void {
	if (card !== null && readCard(card)?.kind === 'token') setCookie(cookies, heldCardCookie(url), card);
}

/** Where somebody goes who has just signed in: where she wanted to, else to her own page; staff to the front page. */
export async function wayIn({ locals, url }: RequestEvent, personId: string, method: Method): Promise<string> {
	const roles =
		BY_CARD.includes(method) || locals.tablet ? [] : await listRoles(locals.db, personId, dayOf(locals.now));
	return nextPath(url.searchParams.get('next'), roles.length > 0 ? '/' : '/me');
}

async function needsSecondFactor({ locals }: RequestEvent, personId: string): Promise<boolean> {
	const roles = await listRoles(locals.db, personId, dayOf(locals.now));
	return roles.some(({ role }) => NEEDS_SECOND_FACTOR[role]);
}

/** Another step of signing in, which still knows where she wanted to go. */
export function stepTo(path: string, url: URL): string {
	const next = nextPath(url.searchParams.get('next'), '');
	return next === '' ? path : `${path}?next=${encodeURIComponent(next)}`;
}
