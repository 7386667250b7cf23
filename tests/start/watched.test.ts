import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from 'drizzle-orm';
import { buildWhenStale } from '../../src/cli/build.ts';
import { connect } from '#lib/server/db/connect.ts';
import { testDatabase, type TestDatabase } from '#tests/database.ts';
import { start, stop, type Started } from './program.ts';

const TOKEN = 'so-do-cho-may-doc-0123';
/** What must stand nowhere: a name, a phone number, an ID number, a code, a session, a secret of a link. */
const PLANTED = [
	'Nguyễn Thị Ánh',
	'Nguy%E1%BB%85n',
	'0912345678',
	'001157000123',
	'846215',
	'planted-session',
	'planted-link'
];

let database: TestDatabase;
let app: Started;
beforeAll(async () => {
	await buildWhenStale();
	database = await testDatabase();
	app = await start({
		...{ DATABASE_URL: database.url, DATABASE_OWNER_URL: database.ownerUrl },
		...{
			LOG_LEVEL: 'info',
			METRICS_TOKEN: TOKEN,
			METRICS_TOKEN_PREVIOUS: `${TOKEN}-old`,
			TRUSTED_PROXY: '127.0.0.1,::1'
		}
	});
});
afterAll(async () => {
	if (app) await stop(app.app);
	await database?.close();
});

test('neither the log nor the figures hold what people typed, wherever it stands in a request, even where it fails', async () => {
	const [name = '', , phone = '', paper = '', code = '', session = '', link = ''] = PLANTED;
	const headers = {
		...{ cookie: `session=${session}`, origin: app.address, referer: `${app.address}/people?q=${phone}` },
		...{ 'user-agent': phone, 'x-request-id': phone, 'x-forwarded-for': '203.0.113.77' }
	};
	const typed = () => new URLSearchParams({ fullName: name, phone, code, loginName: phone, password: code, paper });
	for (const path of [
		`/sign-in/link/${link}`,
		`/people/${phone}`,
		`/${encodeURIComponent(name)}`,
		`/sign-in/staff?next=/${phone}`,
		`/literacy/${code}?group=${encodeURIComponent(name)}&${paper}=1`,
		`/api/literacy/${phone}`
	]) {
		await fetch(app.address + path, { headers, redirect: 'manual' });
		await fetch(app.address + path, { method: 'POST', headers, body: typed(), redirect: 'manual' });
	}
	for (const path of ['/sign-in/staff', '/sign-in/code', '/register'])
		await fetch(app.address + path, { method: 'POST', headers, body: typed(), redirect: 'manual' });
	await fetch(app.address, { method: `X${phone}`, headers }).catch(() => undefined);

	// The same where the database refuses in the middle of it.
	const owner = connect(database.ownerUrl, { max: 1 });
	await owner.db.execute(sql`alter table rate_limits rename to hidden`);
	const failed = await fetch(`${app.address}/sign-in/staff`, { method: 'POST', headers, body: typed() });
	await owner.db.execute(sql`alter table hidden rename to rate_limits`);
	await owner.close();
	expect(failed.status).toBe(500);
	const id = failed.headers.get('x-request-id') ?? '';
	expect(await failed.text(), 'the reader can tell which request it was').toContain(id);

	const figures = await readFigures(`Bearer ${TOKEN}`);
	const told = app.said() + app.complained() + (await figures.text());
	expect(PLANTED.filter((planted) => told.includes(planted))).toEqual([]);
	expect(told).not.toContain('203.0.113.77');
	const lines = app.complained().trim().split('\n');
	expect(
		lines.map((line) => JSON.parse(line) as Line).find((line) => line.id === id && line.level === 'error')
	).toMatchObject({
		route: '/(public)/sign-in/staff',
		failed: '42P01'
	});
});

test('the figures name routes, the database and the work in the background, and are for whoever has the token', async () => {
	await fetch(`${app.address}/learn`);
	const page = await readFigures(`Bearer ${TOKEN}`);
	expect(page.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
	const text = await page.text();
	expect(text).toMatch(
		/^hoc_so_request_duration_seconds_count\{method="GET",route="\/\(public\)\/learn",status="2xx"\} \d+$/m
	);
	for (const line of [
		/^hoc_so_database\{of="database",state="answers"\} 1$/m,
		/^hoc_so_database\{of="connections",state="\w+"\} \d+$/m,
		/^hoc_so_database\{of="events",state="recorded"\} \d+$/m,
		/^hoc_so_requests_running \d+$/m,
		/^nodejs_eventloop_lag_seconds /m
	])
		expect(text).toMatch(line);
	expect((await readFigures(`Bearer ${TOKEN}-old`)).status).toBe(200);
	for (const wrong of ['', 'Bearer ', `Bearer ${TOKEN}x`, TOKEN]) expect((await readFigures(wrong)).status).toBe(404);
});

test('a request keeps the id that a trusted proxy gave it, and no other text becomes one', async () => {
	const idOf = async (given: string) =>
		(await fetch(`${app.address}/learn`, { headers: { 'x-request-id': given } })).headers.get('x-request-id');
	expect(await idOf('0191d5a2-7c1e-7000-8000-00000000abcd')).toBe('0191d5a2-7c1e-7000-8000-00000000abcd');
	expect(await idOf('0912345678')).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/);
});

interface Line {
	id?: string;
	level: string;
}

function readFigures(authorization: string): Promise<Response> {
	return fetch(`${app.address}/metrics`, { headers: { authorization } });
}
