import type { IncomingMessage } from 'node:http';
import { expect, test } from 'vitest';
import { isHost, securityText } from './public-address.ts';

const asked = (host: string, remoteAddress = '203.0.113.9') =>
	({ headers: { host }, socket: { remoteAddress } }) as unknown as IncomingMessage;

test('only requests for our own host are answered, and this machine may look at itself', () => {
	const ours = 'https://hocso.example.vn';
	const good = [asked('hocso.example.vn'), asked('HOCSO.example.vn:443'), asked('localhost:3000', '127.0.0.1')];
	const bad = [asked('evil.example'), asked(''), asked('hocso.example.vn.evil.example'), asked('localhost:3000')];
	expect(good.map((request) => isHost(request, ours))).toEqual([true, true, true]);
	expect(bad.map((request) => isHost(request, ours))).toEqual([false, false, false, false]);
	expect(isHost(asked('anything'), undefined), 'without PUBLIC_URL there is none to compare').toBe(true);
});

test('the contact for weaknesses is told until a day that is less than a year away', () => {
	const now = new Date('2026-11-22T00:00:00Z');
	const text = securityText({ SECURITY_CONTACT: 'mailto:a@b.vn', PUBLIC_URL: 'https://hocso.example.vn' }, now);
	expect(text).toContain('Contact: mailto:a@b.vn\nExpires: 2027-04-30T00:00:00.000Z\n');
	expect(text).toContain('Canonical: https://hocso.example.vn/.well-known/security.txt');
});
