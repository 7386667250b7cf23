import { createHmac, randomBytes } from 'node:crypto';
import { isIPv6 } from 'node:net';
import type { Actor } from '#lib/access/actor.ts';
import { allow } from '#lib/access/permissions.ts';
import { writeAudit } from '#lib/server/audit.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { settleSetting, writeSetting } from '#lib/server/installation.ts';

/** The installation's own key for hashing network addresses, made once. */
export function readOriginKey(db: Db): Promise<string> {
	return settleSetting(db, 'origin_key', newKey);
}

/** Makes that key anew. A server that runs goes on with the one it has read until it is started again. */
export async function renewOriginKey(db: Db, actor: Actor, now: Date): Promise<void> {
	allow(actor, 'origin_key.renew');
	await db.transaction(async (tx) => {
		await writeSetting(tx, 'origin_key', newKey());
		await writeAudit(tx, actor, 'origin_key.renew', { kind: 'setting', id: 'origin_key' }, now);
	});
}

function newKey(): string {
	return randomBytes(32).toString('base64url');
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
