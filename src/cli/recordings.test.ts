import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { serveRecordings } from './recordings.ts';

const folder = mkdtempSync(join(tmpdir(), 'hoc-so-media-'));
let server: Server;
beforeAll(() => {
	mkdirSync(join(folder, 'vie'));
	writeFileSync(join(folder, 'vie', '0123456789ab.mp3'), 'ten digits');
	writeFileSync(join(folder, '.secret'), 'secret');
});
afterEach(() => server.close());
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a recording is answered whole or in part, as players ask for it, and may be kept for good', async () => {
	const address = await serve(folder);
	const whole = await fetch(`${address}/sound/vie/0123456789ab.mp3`);
	expect([whole.status, whole.headers.get('content-type'), await whole.text()]).toEqual([
		200,
		'audio/mpeg',
		'ten digits'
	]);
	expect(whole.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
	const part = await fetch(`${address}/sound/vie/0123456789ab.mp3`, { headers: { range: 'bytes=4-' } });
	expect([part.status, part.headers.get('content-range'), await part.text()]).toEqual([206, 'bytes 4-9/10', 'digits']);
});

test('nothing but recordings leaves the folder', async () => {
	const address = await serve(folder);
	for (const path of ['/sound/vie/none.mp3', '/sound/.secret', '/sound/../../etc/passwd', '/sound/%2e%2e/%2e%2e/x']) {
		expect((await fetch(address + path)).status, path).toBe(404);
	}
	expect((await fetch(`${await serve(undefined)}/sound/vie/0123456789ab.mp3`)).status).toBe(404);
});

async function serve(media: string | undefined): Promise<string> {
	const answer = serveRecordings(media);
	server = createServer((request, response) => answer(request, response)).listen(0, '127.0.0.1');
	await once(server, 'listening');
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
