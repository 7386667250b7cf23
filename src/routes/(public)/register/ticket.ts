import { createHash, randomBytes } from 'node:crypto';
import { isId, newId } from '#lib/shared/ids.ts';

const DAYS = 2;

/**
 * What a registration form carries so that sending it twice registers one person: a new id and 18 random bytes.
 * Whoever registers herself is signed in at once, so her person's id must not come from the form as it is: ids stand
 * in addresses, and a known one would open somebody else's account.
 */
export function newTicket(now: Date): string {
	return `${newId(now)}.${randomBytes(18).toString('base64url')}`;
}

/** The ids that a ticket stands for, always the same ones; null where it is none of ours or older than two days. */
export function readTicket(ticket: string, now: Date): { personId: string; eventId: string } | null {
	const [, id = ''] = /^([0-9a-f-]{36})\.[\w-]{24}$/.exec(ticket) ?? [];
	if (!isId(id)) return null;
	const made = parseInt(id.replaceAll('-', '').slice(0, 12), 16);
	if (made > now.getTime() || made < now.getTime() - DAYS * 86_400_000) return null;
	return { personId: idFrom(id, `person ${ticket}`), eventId: idFrom(id, `event ${ticket}`) };
}

/** A UUIDv7 with the moment of another one and what follows from a text that only the form's holder knows. */
function idFrom(id: string, secret: string): string {
	const letters = createHash('sha256').update(secret).digest('hex');
	return `${id.slice(0, 14)}7${letters.slice(0, 3)}-8${letters.slice(3, 6)}-${letters.slice(6, 18)}`;
}
