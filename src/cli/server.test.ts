import { once } from 'node:events';
import { connect as openSocket } from 'node:net';
import type { IncomingHttpHeaders, Server } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import { readSettings, type Settings } from '#lib/server/settings.ts';
import { closeServer, createAppServer, type Handler, listen, type Readiness, refuseTakenPort } from './server.ts';

const LOCAL = { PORT: 0, HOST: '127.0.0.1' };
const READY = { check: () => Promise.resolve() };

let server: Server;
afterEach(() => closeServer(server, 0));

test('while the application cannot answer, a probe is told why and a person is asked to come back, in both languages', async () => {
	const address = await serve({ reason: 'No database server answers.' });
	const probe = await fetch(`${address}/readyz`);
	expect([probe.status, await probe.text()]).toEqual([503, 'No database server answers.\n']);
	const page = await fetch(`${address}/learn`, { method: 'POST', body: 'a=b' });
	expect([page.status, page.headers.get('retry-after')]).toEqual([503, '30']);
	expect(await page.text()).toMatch(/thử lại sau vài phút[^]*try again in a few minutes/);
	expect((await fetch(`${address}/healthz`)).status).toBe(200);
});

test('a ready application answers its pages, and is not ready when its database does not answer', async () => {
	let isUp = true;
	const check = () => (isUp ? Promise.resolve() : Promise.reject(new Error('down')));
	const address = await serve({ handler: (_, response) => response.end('page'), check });
	expect(await (await fetch(`${address}/learn`)).text()).toBe('page');
	expect((await fetch(`${address}/readyz`)).status).toBe(200);
	isUp = false;
	expect((await fetch(`${address}/readyz`)).status).toBe(503);
});

test('an application that answers pages is ready, and says what is amiss all the same', async () => {
	const remarks = () => ['Background work does not run (ECONNREFUSED).'];
	const address = await serve({ ...READY, handler: (_, response) => response.end('page'), remarks });
	const probe = await fetch(`${address}/readyz`);
	expect([probe.status, await probe.text()]).toEqual([200, 'ready\nBackground work does not run (ECONNREFUSED).\n']);
	expect(await (await fetch(`${address}/version`)).text()).toMatch(/^hoc-so \d+\.\d+\.\d+\n$/);
});

test('a stranger cannot say that her request came over https or from elsewhere', async () => {
	expect(await originSeen('', { 'x-forwarded-proto': 'https', 'x-forwarded-for': '203.0.113.9' })).toEqual([
		'http',
		'127.0.0.1'
	]);
});

test('a trusted proxy says how the request came and from whom', async () => {
	expect(await originSeen('127.0.0.1', { 'x-forwarded-proto': 'https', 'x-forwarded-for': '203.0.113.9' })).toEqual([
		'https',
		'203.0.113.9'
	]);
	expect(await originSeen('127.0.0.1', {})).toEqual(['http', '127.0.0.1']);
});

test('of what a chain of proxies says, only what the trusted ones added is believed', async () => {
	const chain = { 'x-forwarded-for': '198.51.100.1, 203.0.113.9, 10.0.0.2' };
	expect(await originSeen('127.0.0.1,10.0.0.0/24', chain)).toEqual(['http', '203.0.113.9']);
});

test('a server that closes finishes the answer that it has begun and takes no new request', async () => {
	let answer = () => undefined as void;
	const address = await serve({ ...READY, handler: (_, response) => void (answer = () => response.end('whole')) });
	const running = fetch(`${address}/`);
	await once(server, 'request');
	const closed = closeServer(server, 30);
	await expect(fetch(`${address}/`)).rejects.toThrow();
	answer();
	expect(await (await running).text()).toBe('whole');
	await closed;
});

test('a server that closes cuts off a request that does not end in time', async () => {
	const address = await serve({ ...READY, handler: () => undefined });
	const running = fetch(`${address}/`);
	running.catch(() => undefined);
	await once(server, 'request');
	await closeServer(server, 0.05);
	await expect(running).rejects.toThrow();
});

test('a connection that sends nothing more is not kept for ever', async () => {
	const address = await serve({ ...READY, handler: () => undefined });
	expect([server.headersTimeout, server.requestTimeout]).toEqual([20_000, 60_000]);
	const socket = openSocket(Number(new URL(address).port), '127.0.0.1');
	socket.write('NONSENSE\r\n\r\n');
	const [reply] = (await once(socket, 'data')) as [Buffer];
	expect(reply.toString()).toMatch(/^HTTP\/1\.1 400 /);
});

test('a port in use and one that is reserved are told in a sentence', async () => {
	const { port } = new URL(await serve({ reason: '' }));
	await expect(refuseTakenPort({ PORT: Number(port), HOST: '127.0.0.1' })).rejects.toThrow(
		`Port ${port} is in use by another program: stop that program, or choose another port, such as PORT=${Number(port) + 1} npm start.`
	);
	await expect(refuseTakenPort({ PORT: 0, HOST: '192.0.2.1' })).rejects.toThrow(
		/cannot listen on 192\.0\.2\.1.*correct HOST/
	);
});

async function serve(readiness: Readiness, trustedProxy = ''): Promise<string> {
	server = createAppServer(() => readiness, readSettings({ TRUSTED_PROXY: trustedProxy }) as Settings);
	return listen(server, LOCAL);
}

async function originSeen(trustedProxy: string, sent: Record<string, string>): Promise<unknown[]> {
	let seen: IncomingHttpHeaders = {};
	const handler: Handler = (request, response) => {
		seen = request.headers;
		response.end();
	};
	await fetch(await serve({ ...READY, handler }, trustedProxy), { headers: sent });
	await closeServer(server, 0);
	return [seen['x-forwarded-proto'], seen['x-forwarded-for']];
}
