import { createHmac, randomBytes } from 'node:crypto';
import { isIPv6 } from 'node:net';
import type { Db } from '#lib/server/db/connect.ts';
import { settleSetting } from '#lib/server/installation.ts';

/** The installation's own key for hashing network addresses, made once. */
export function readOriginKey(db: Db): Promise<string> {
	return settleSetting(db, 'origin_key', () => randomBytes(32).toString('base64url'));
}

/**
 * Where a request came from, as the audit keeps it: enough to see that two acts came from the same network or from
 * different ones, which is all that an auditor needs; the address itself is kept nowhere. Of IPv6 the first half is a
 * household's or an office's. A tablet of a learning point is itself.
 */
export function networkOrigin(key: string, { address, tablet }: { address: string; tablet: string | null }): string {
	if (tablet !== null) return `tablet:${tablet}`;
	const network =
		isIPv6(address) && !address.startsWith('::ffff:') ? address.split(':').slice(0, 4).join(':') : address;
	return `network:${createHmac('sha256', key).update(network).digest('hex').slice(0, 12)}`;
}
