import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { sql } from 'drizzle-orm';
import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { m } from '#lib/messages/compiled/messages.js';
import { connect } from '#lib/server/db/connect.ts';
import { startProvider, type TestProvider } from '#lib/sign-in/server/provider.fixture.ts';
import { buildWhenStale } from '../../src/cli/build.ts';
import { Browser } from './browser.ts';
import { type Started, start, stop } from './program.ts';

const ADMIN = fileURLToPath(new URL('../../src/cli/admin.ts', import.meta.url));
const PASSWORD = 'gặt lúa vụ chiêm xuân';

let provider: TestProvider;
let app: Started;
let link: string;
let administrator: Browser;
const name = `test_${randomUUID().replaceAll('-', '')}`;

beforeAll(async () => {
	await buildWhenStale();
	await asOwner((db) => db.execute(sql`create database ${sql.identifier(name)}`));
	const PORT = String(await freePort());
	const PUBLIC_URL = `http://localhost:${PORT}`;
	provider = await startProvider(`${PUBLIC_URL}/sign-in/provider/return`);
	const { issuer, clientId, clientSecret, label } = provider.settings;
	const environment = {
		...{ PORT, PUBLIC_URL, DATABASE_URL: at(name), OIDC_ISSUER: issuer, OIDC_LABEL: label },
		...{ OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret }
	};
	app = await start(environment);
	const said = execFileSync(process.execPath, [ADMIN, 'create-admin', '--name', 'Chị Mẫu Quản'], {
		env: { ...process.env, ...environment },
		encoding: 'utf8'
	});
	link = /^administrator: (\S+)$/m.exec(said)?.[1] ?? '';
});
afterAll(async () => {
	await stop(app.app);
	await provider.stop();
	await asOwner((db) => db.execute(sql`drop database if exists ${sql.identifier(name)} with (force)`));
});

test('an administrator of a real installation comes in by link, sets up both factors and an account elsewhere', async () => {
	const browser = new Browser(app.address);
	administrator = browser;
	browser.set('session', 'planted');
	expect(await browser.post(link, {})).toMatchObject({ status: 303, location: '/me/second-factor' });
	const [first] = [browser.cookie('session')];
	expect(first, 'a new id').not.toBe('planted');

	// Her role waits: every way into its pages leads to setting up, and nothing is taken meanwhile.
	for (const path of ['/work', '/staff', '/residences']) {
		expect(await browser.get(path)).toMatchObject({ status: 303, location: '/me/second-factor' });
	}
	const sent = await browser.post('/staff/invitations/new', { place: 'vn', role: 'administrator' });
	expect(sent.status).toBe(403);
	expect(sent.text).toContain(m.error_second_factor_missing());

	const recovery = await setUpSecondFactor(browser);
	expect(new Set(recovery).size).toBe(10);
	expect((await browser.get('/staff')).status).toBe(200);

	const loginName = 'quan.tri';
	expect((await browser.post('/me/password', { loginName, password: PASSWORD })).location).toBe('/me/password?done');
	const leaving = await browser.post('/me/provider', {});
	expect(leaving.status, 'a page with a link: a form may not lead elsewhere').toBe(200);
	const away = /href="(http:\/\/127[^"]+)"/.exec(leaving.text)?.[1]?.replaceAll('&amp;', '&') ?? '';
	const back = await browser.get(`/sign-in/provider/return${await provider.visit(away)}`);
	expect(back).toMatchObject({ status: 303, location: '/me/provider?done' });

	await comesInByPassword(loginName, recovery[0] ?? '');
	await comesInByProvider(recovery[1] ?? '');
	expect(await browser.post('/me/provider/unlinking', {})).toMatchObject({ status: 303, location: '/me/provider' });
	expect((await browser.get('/me/provider')).text).not.toContain('/me/provider/unlinking');
});

test('she opens a ward, and its first officer chooses how to sign in, by the link that she was sent', async () => {
	const page = '/tenants/00082/opening';
	const formId = /name="formId" value="([^"]+)"/.exec((await administrator.get(page)).text)?.[1] ?? '';
	const opened = await administrator.post(page, { formId, fullName: 'Anh Mẫu Cán Bộ', birthYear: '1985' });
	expect(opened.status).toBe(200);
	const invitation = /\/invitations\/[\w-]{43}/.exec(opened.text)?.[0] ?? '';
	const browser = new Browser(app.address);
	expect((await browser.get(invitation)).text).toContain('Anh Mẫu Cán Bộ');
	const empty = await browser.post(invitation, { loginName: 'can.bo', password: '' });
	expect(empty.status).toBe(422);
	expect(empty.text, 'what was typed stands there again, and the field says what is missing').toMatch(
		/value="can\.bo"[^]*aria-invalid="true"/
	);
	const taken = await browser.post(invitation, { loginName: 'quan.tri', password: PASSWORD });
	expect(taken.text).toContain(m.error_login_name_taken());
	expect((await browser.post(invitation, { loginName: 'can.bo', password: PASSWORD })).status).toBe(303);
	expect((await browser.get('/work')).location).toBe('/me/second-factor');
	await setUpSecondFactor(browser);
	const work = (await browser.get('/work')).text;
	expect(work).toContain('Anh Mẫu Cán Bộ');
	expect(work, 'nobody asks a ward of today for last month').not.toContain('href="/reports/00082/');
	const steps = [...work.matchAll(/href="([^"]+)"[^>]*><b[^>]*>\d\. /g)].map(([, href = '']) => href);
	expect(steps).toHaveLength(4);
	for (const step of steps) expect((await browser.get(step)).status, step).toBe(200);
	expect((await browser.get('/tenants')).status).toBe(403);

	const late = await new Browser(app.address).post(invitation, { loginName: 'ke.la', password: PASSWORD });
	expect(late.text).toContain(m.error_link_used());
});

/** Hands back her recovery codes. */
async function setUpSecondFactor(browser: Browser): Promise<string[]> {
	expect((await browser.get('/me/second-factor')).text).toContain(m.staff_factor_missing());
	expect((await browser.post('/me/second-factor', {})).location).toBe('/me/second-factor/confirmation');
	const shown = await browser.get('/me/second-factor/confirmation');
	const key = /<b class="key[^"]*">([A-Z2-7 ]+)<\/b>/.exec(shown.text)?.[1]?.replaceAll(' ', '') ?? '';
	const confirmed = await browser.post('/me/second-factor/confirmation', { oneTimeCode: codeNow(key) });
	return [...confirmed.text.matchAll(/[2-9B-Z]{5}-[2-9B-Z]{5}/g)].map(([code]) => code);
}

async function comesInByPassword(loginName: string, code: string): Promise<void> {
	const browser = new Browser(app.address);
	const way = '/sign-in/staff?next=/staff';
	expect((await browser.post(way, { loginName, password: `${PASSWORD}!` })).status).toBe(401);
	const half = await browser.post(way, { loginName, password: PASSWORD });
	expect(half).toMatchObject({ status: 303, location: '/sign-in/code?next=%2Fstaff' });
	expect(browser.cookie('session'), 'as yet nobody is signed in').toBeUndefined();
	expect((await browser.get('/me')).location).toBe('/sign-in?next=%2Fme');
	const wrong = await browser.post(half.location, { oneTimeCode: '000000' });
	expect(wrong.status).toBe(401);
	expect(wrong.text).toContain(m.error_one_time_code_wrong());
	expect(await browser.post(half.location, { oneTimeCode: code })).toMatchObject({ status: 303, location: '/staff' });
	expect((await browser.get('/staff')).status).toBe(200);

	// The button was tapped twice: nothing is lost.
	expect((await browser.post('/sign-in/code', { oneTimeCode: code })).location).toBe('/');
}

async function comesInByProvider(code: string): Promise<void> {
	const browser = new Browser(app.address);
	const away = await browser.get('/sign-in/provider?next=/staff');
	expect(away.location).toContain(provider.settings.issuer);
	const query = await provider.visit(away.location);
	const stranger = new Browser(app.address);
	const refused = await stranger.get(`/sign-in/provider/return${query}`);
	expect(refused.status, 'in another browser').toBe(401);
	expect(refused.text).toContain(m.error_provider_refused());
	const half = await browser.get(`/sign-in/provider/return${query}`);
	expect(half).toMatchObject({ status: 303, location: '/sign-in/code?next=%2Fstaff' });
	expect((await browser.post(half.location, { oneTimeCode: code })).location).toBe('/staff');

	provider.says.account = 'somebody-else';
	const other = new Browser(app.address);
	const unknown = await other.get(
		`/sign-in/provider/return${await provider.visit((await other.get('/sign-in/provider?next=//evil.example')).location)}`
	);
	expect(unknown.status).toBe(403);
	expect(unknown.text).toContain(m.error_provider_not_linked());
	expect(other.cookie('session')).toBeUndefined();
}

test('while the provider is down its button says so, and the other ways stay', async () => {
	const browser = new Browser(app.address);
	const away = (await browser.get('/sign-in/provider')).location;
	const query = await provider.visit(away);
	provider.pause(true);
	const down = await browser.get(`/sign-in/provider/return${query}`);
	provider.pause(false);
	expect(down.status).toBe(503);
	expect(down.text).toContain(m.error_provider_down());
	expect(down.text).toContain('href="/sign-in/staff"');
	expect((await browser.get('/sign-in/staff')).text).toContain(provider.settings.label);
});

function codeNow(key: string): string {
	return new TOTP({ secret: Secret.fromBase32(key) }).generate();
}

async function freePort(): Promise<number> {
	const server = createServer().listen(0);
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	server.close();
	await once(server, 'close');
	return port;
}

async function asOwner(work: (db: ReturnType<typeof connect>['db']) => Promise<unknown>): Promise<void> {
	const { db, close } = connect(at('postgres'), { max: 1 });
	await work(db);
	await close();
}

function at(database: string): string {
	const address = new URL(inject('templateUrl'));
	address.pathname = `/${database}`;
	return address.href;
}
