import { randomInt } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** Without what is mistaken for something else when it is read out over the telephone. */
const LETTERS = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

/** As proxies make them: a UUID, or as many digits. Nothing in which an address or a phone number could stand. */
const FOREIGN = /^([0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;

/** The id that a trusted proxy gave the request, or a new one, short enough to be read out. */
export function requestId({ headers }: IncomingMessage, isFromProxy: boolean): string {
	const given = headers['x-request-id'];
	if (isFromProxy && typeof given === 'string' && FOREIGN.test(given)) return given.toLowerCase();
	const letters = Array.from({ length: 8 }, () => LETTERS[randomInt(LETTERS.length)]).join('');
	return `${letters.slice(0, 4)}-${letters.slice(4)}`;
}
