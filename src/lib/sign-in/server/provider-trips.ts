import { and, eq, gt, lt } from 'drizzle-orm';
import type { Db } from '#lib/server/db/connect.ts';
import { DomainError } from '#lib/shared/errors.ts';
import type { Provider, ProviderAccount } from '#lib/sign-in/server/provider.ts';
import { providerTrips } from '#lib/sign-in/server/schema.ts';
import { throttled } from '#lib/sign-in/server/throttle.ts';
import { fingerprint, newToken } from '#lib/sign-in/server/tokens.ts';

const MINUTES = 10;

/** What somebody wants at the provider: to sign in, unless she links her session's person or accepts an invitation. */
export interface Purpose {
	signInId?: string;
	invitationId?: string;
	/** a path of ours */
	next?: string;
}

export type Trip = Required<Pick<Purpose, 'next'>> & { signInId: string | null; invitationId: string | null };

/** Sends somebody to the provider. Returns the address and the state, which her browser's cookie keeps until she is back. */
export async function departToProvider(
	db: Db,
	provider: Provider,
	purpose: Purpose,
	now: Date
): Promise<{ address: string; state: string }> {
	const state = newToken(32);
	const { address, nonce, verifier } = await provider.depart(state);
	await db.delete(providerTrips).where(lt(providerTrips.expiresAt, now));
	await db.insert(providerTrips).values({
		stateHash: fingerprint(state),
		nonce,
		verifier,
		signInId: purpose.signInId ?? null,
		invitationId: purpose.invitationId ?? null,
		next: purpose.next ?? '',
		expiresAt: new Date(now.getTime() + MINUTES * 60_000)
	});
	return { address, state };
}

/**
 * Takes somebody back from the provider: once, within ten minutes, in the browser that left (`kept` is its cookie).
 * Returns what she went for and whose account she showed. Refuses with `provider_refused` or `provider_cancelled` (401),
 * `provider_down` (503), too_many_tries (429). `db` must not be a transaction that a refusal rolls back.
 */
export async function returnFromProvider(
	db: Db,
	provider: Provider,
	query: string,
	kept: string | undefined,
	origin: string,
	now: Date
): Promise<{ trip: Trip; account: ProviderAccount }> {
	return throttled(db, { way: 'provider', origin }, async () => {
		const state = new URLSearchParams(query).get('state') ?? '';
		if (state === '' || state !== kept) throw new DomainError('provider_refused', 401);
		const [trip] = await db
			.delete(providerTrips)
			.where(and(eq(providerTrips.stateHash, fingerprint(state)), gt(providerTrips.expiresAt, now)))
			.returning();
		if (!trip) throw new DomainError('provider_refused', 401);
		return { trip, account: await provider.exchange(query, { ...trip, state }) };
	});
}
