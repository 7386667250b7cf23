import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { mayReadMetrics } from './metrics.ts';
import { Recent } from './recent.ts';

test('without a token only this machine itself reads the figures, and nobody through a proxy on it', async () => {
	const allowed: boolean[] = [];
	const server = createServer((request: IncomingMessage, response) => {
		allowed.push(mayReadMetrics(request, {}));
		response.end();
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
	const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	for (const headers of [
		{},
		{ 'x-forwarded-for': '127.0.0.1' },
		{ via: '1.1 proxy' },
		{ 'x-forwarded-proto': 'https' }
	])
		await fetch(address, { headers: headers as Record<string, string> });
	expect(allowed).toEqual([true, false, false, false]);
	server.close();
	server.closeAllConnections();
});

test('five minutes are counted, and what came before is forgotten', () => {
	const recent = new Recent();
	const begin = 1_000 * 60_000;
	recent.count(500, 0.1, begin);
	recent.count(200, 2, begin + 4 * 60_000);
	recent.count(503, 0.1, begin + 4 * 60_000);
	expect(recent.sum(begin + 4 * 60_000)).toEqual({ requests: 3, failed: 1, turnedAway: 1, slow: 1 });
	expect(recent.sum(begin + 5 * 60_000)).toEqual({ requests: 2, failed: 0, turnedAway: 1, slow: 1 });
	expect(recent.sum(begin + 60 * 60_000)).toMatchObject({ requests: 0 });
});
