import type { Cookies } from '@sveltejs/kit';

interface NamedCookie {
	name: string;
	options: { path: '/'; httpOnly: true; sameSite: 'lax'; secure: boolean; maxAge: number };
}

/** Behind TLS the name itself forbids any other host or path to set it; plain http, on a laptop, cannot have that. */
function named(name: string, url: URL, life: { maxAge: number }): NamedCookie {
	const secure = url.protocol === 'https:';
	return {
		name: secure ? `__Host-${name}` : name,
		options: { path: '/', httpOnly: true, sameSite: 'lax', secure, ...life }
	};
}

const THIRTY_DAYS = 30 * 86_400;

/** Who is signed in on this device. When the session ends is the server's decision. */
export function sessionCookie(url: URL): NamedCookie {
	return named('session', url, { maxAge: THIRTY_DAYS });
}

const TWELVE_HOURS = 43_200;

/** Which shared tablet of an opening this device is. When it no longer is one is the server's decision. */
export function tabletCookie(url: URL): NamedCookie {
	return named('tablet', url, { maxAge: TWELVE_HOURS });
}

/** The card that was shown, until its pictures have been chosen: ten minutes. */
export function cardCookie(url: URL): NamedCookie {
	return named('card', url, { maxAge: 600 });
}

/** The pictures tapped so far, one tap a page. */
export function picturesCookie(url: URL): NamedCookie {
	return named('pictures', url, { maxAge: 600 });
}

/** The password was right; the one-time code is awaited for ten minutes. */
export function halfWayCookie(url: URL): NamedCookie {
	return named('half-way', url, { maxAge: 600 });
}

/** Somebody has left for the provider in this browser and is expected back: ten minutes. */
export function tripCookie(url: URL): NamedCookie {
	return named('trip', url, { maxAge: 600 });
}

/** The card that she has just come in with on this device, so that she can keep its picture: ten minutes. */
export function heldCardCookie(url: URL): NamedCookie {
	return named('held-card', url, { maxAge: 600 });
}

/** The blank card that was scanned here, until somebody is registered with it: ten minutes. */
export function blankCardCookie(url: URL): NamedCookie {
	return named('blank-card', url, { maxAge: 600 });
}

export function setCookie(cookies: Cookies, cookie: NamedCookie, value: string): void {
	cookies.set(cookie.name, value, cookie.options);
}

export function dropCookie(cookies: Cookies, cookie: NamedCookie): void {
	cookies.delete(cookie.name, { path: '/', secure: cookie.options.secure, httpOnly: true, sameSite: 'lax' });
}
