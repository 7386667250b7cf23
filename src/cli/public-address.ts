import type { IncomingMessage } from 'node:http';
import type { Settings } from '#lib/server/settings.ts';

const LOCAL = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;
const FROM_HERE = /^(127\.|::1$|::ffff:127\.)/;
const HALF_A_YEAR = 180 * 86_400_000;

/** Whether a request is for the host that people know us by. This machine itself may ask by its own name, to look at us. */
export function isHost({ headers, socket }: IncomingMessage, publicUrl: string | undefined): boolean {
	if (publicUrl === undefined) return true;
	const host = (headers.host ?? '').toLowerCase();
	const { protocol, host: ours } = new URL(publicUrl);
	if (host === ours || host === `${ours}:${protocol === 'https:' ? 443 : 80}`) return true;
	return LOCAL.test(host) && FROM_HERE.test(socket.remoteAddress ?? '');
}

/** Where weaknesses are reported (RFC 9116). It may be read from caches for half a year at most. */
export function securityText({ SECURITY_CONTACT, PUBLIC_URL }: Partial<Settings>, now: Date): string {
	const month = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 1));
	return [
		`Contact: ${SECURITY_CONTACT}`,
		`Expires: ${new Date(month.getTime() + HALF_A_YEAR).toISOString()}`,
		'Preferred-Languages: vi, en',
		...(PUBLIC_URL?.startsWith('https:') ? [`Canonical: ${PUBLIC_URL}/.well-known/security.txt`] : [])
	].join('\n');
}
