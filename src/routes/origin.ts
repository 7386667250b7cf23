import type { RequestEvent } from '@sveltejs/kit';

/**
 * Where a try comes from, as the throttle counts it. A tablet that has joined the opening of a learning point counts for
 * itself, never for the address that it shares, and in the ward of its learning point: joining many is no way around.
 */
export function originOf({ locals, getClientAddress }: Pick<RequestEvent, 'locals' | 'getClientAddress'>): {
	address: string;
	tablet: string | null;
	ward: string | null;
} {
	const { tablet } = locals;
	return { address: getClientAddress(), tablet: tablet?.id ?? null, ward: tablet?.wardCode ?? null };
}
