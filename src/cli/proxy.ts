import type { IncomingMessage } from 'node:http';
import { type BlockList, isIPv6 } from 'node:net';

/** The headers in which SvelteKit's handler reads what `stateOrigin` has found out; it must know them before it loads. */
export const ORIGIN_HEADERS = { PROTOCOL_HEADER: 'x-forwarded-proto', ADDRESS_HEADER: 'x-forwarded-for' };

/**
 * Overwrites the headers that say how a request reached us and from whom. Anybody can send them, so they are believed
 * only from a trusted proxy; of a chain of proxies the sender is the last address that is not one of them.
 */
export function stateOrigin(request: IncomingMessage, trusted: BlockList): void {
	const { headers, socket } = request;
	const peer = plain(socket.remoteAddress ?? '');
	const isTrusted = isIn(trusted, peer);
	const protocol = String(headers['x-forwarded-proto'] ?? '')
		.split(',')[0]
		?.trim();
	const chain = String(headers['x-forwarded-for'] ?? '')
		.split(',')
		.map((address) => plain(address.trim()));
	const sender = isTrusted ? chain.findLast((address) => address !== '' && !isIn(trusted, address)) : undefined;
	headers['x-forwarded-proto'] = isTrusted && protocol === 'https' ? 'https' : 'http';
	headers['x-forwarded-for'] = sender ?? peer;
}

/** Whether a request was handed on by a proxy whose word is believed. */
export function isFromProxy({ socket }: IncomingMessage, trusted: BlockList): boolean {
	return isIn(trusted, plain(socket.remoteAddress ?? ''));
}

function isIn(addresses: BlockList, address: string): boolean {
	return addresses.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
}

// A socket that listens to both families writes an IPv4 address in the manner of IPv6.
function plain(address: string): string {
	return address.replace(/^::ffff:(?=\d+\.)/i, '');
}
