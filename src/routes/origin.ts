import type { RequestEvent } from '@sveltejs/kit';

/**
 * Where a try comes from, as the throttle counts it. A tablet that has joined the opening of a learning point counts for
 * itself, never for the address that it shares; until tablets join openings there is none.
 */
export function originOf({ getClientAddress }: Pick<RequestEvent, 'getClientAddress'>): {
	address: string;
	tablet: string | null;
} {
	return { address: getClientAddress(), tablet: null };
}
