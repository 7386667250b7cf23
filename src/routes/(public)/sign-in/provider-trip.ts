import type { RequestEvent } from '@sveltejs/kit';
import { notFound } from '#lib/shared/errors.ts';
import { departToProvider, type Purpose } from '#lib/sign-in/server/provider-trips.ts';
import { setCookie, tripCookie } from '../../cookies.ts';

/** Remembers in this browser what somebody leaves for, and returns the provider's address. Not found without a provider. */
export async function leaveFor({ locals, cookies, url }: RequestEvent, purpose: Purpose): Promise<string> {
	const { db, provider, now } = locals;
	if (!provider) throw notFound();
	const { address, state } = await departToProvider(db, provider, purpose, now);
	setCookie(cookies, tripCookie(url), state);
	return address;
}
