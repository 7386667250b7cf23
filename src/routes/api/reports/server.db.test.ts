import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { anonymous, atConsole, type Actor } from '#lib/access/actor.ts';
import type { Library } from '#lib/curriculum/content.ts';
import { CUA_NAM, NOW, rowsIn, STANDARD, THANH_BA } from '#lib/literacy/server/figures.fixture.ts';
import { OPEN_PAGE } from '#lib/periodic/server/open-reports.ts';
import {
	decideWardReport,
	numberWardReport,
	readWardReport,
	submitWardReport
} from '#lib/periodic/server/ward-reports.ts';
import { addPastReports } from '#lib/reports/server/past-reports.ts';
import { addDays } from '#lib/shared/dates.ts';
import { listWards, storePlaces } from '#lib/territory/server/places.ts';
import { testDatabase, type TestDatabase } from '#tests/database.ts';
import { actorWith } from '#tests/two-wards.ts';
import { GET as readDescription } from '../openapi.json/+server.ts';
import { GET as readFigure } from '../literacy/[code]/+server.ts';
import { GET as readTotal } from './provinces/[code]/+server.ts';
import { GET } from './+server.ts';

const library = {
	standards: [STANDARD],
	modules: [{ id: 'thu-dien-tu', audience: 'residents' }]
} as unknown as Library;
const officer = actorWith('ward_officer', CUA_NAM);
const far = actorWith('ward_officer', THANH_BA);
const OCTOBER = { code: CUA_NAM, period: '2026-10' };
const NOVEMBER = { code: CUA_NAM, period: '2026-11' };

let database: TestDatabase;
const sources = () => ({ db: database.db, reports: database.db, library });

beforeAll(async () => {
	database = await testDatabase();
	await storePlaces(database.db);
	const rows = rowsIn(database.db);
	const one = await rows.group(CUA_NAM, 'Tổ 1');
	await rows.declare(one, 200, { asOf: '2026-10-01' });
	await rows.tally(one, '2026-10-10', [60, 40, 3]);
	const other = await rows.group(THANH_BA, 'Khu 1');
	await rows.declare(other, 90, { asOf: '2026-10-01' });
	await rows.tally(other, '2026-10-10', [20, 10, 10]);
	await close(OCTOBER);
	const decision = { step: 'approve' as const };
	await submitWardReport(sources(), far, { code: THANH_BA, period: '2026-11' }, NOW);
	await decideWardReport(
		sources(),
		actorWith('ward_leader', THANH_BA),
		{ code: THANH_BA, period: '2026-11' },
		decision,
		NOW
	);
	await submitWardReport(sources(), officer, NOVEMBER, NOW);
});
afterAll(() => database.close());

async function close(asked: typeof OCTOBER): Promise<void> {
	const leader = actorWith('ward_leader', asked.code);
	await submitWardReport(sources(), officer, asked, NOW);
	for (const step of ['approve', 'close'] as const) await decideWardReport(sources(), leader, asked, { step }, NOW);
	const document = { number: '12', symbol: 'BC-UBND', day: '2026-11-17', reason: null };
	await numberWardReport(sources(), officer, asked, document, NOW);
}

interface Answer {
	reports: Record<string, unknown>[];
	next: string | null;
}

async function ask(path: string, actor: Actor = anonymous, headers: Record<string, string> = {}) {
	const url = new URL(path, 'http://localhost');
	const locals = { db: database.db, reports: database.db, figures: database.db, library, actor, now: NOW };
	const event = {
		locals,
		url,
		request: new Request(url, { headers }),
		params: { code: url.pathname.split('/').at(-1) }
	};
	const handler = url.pathname.startsWith('/api/literacy')
		? readFigure
		: url.pathname.startsWith('/api/reports/provinces')
			? readTotal
			: GET;
	return handler(event as never);
}
const get = async (path = '/api/reports', actor?: Actor) => (await (await ask(path, actor)).json()) as Answer;

test('approved and closed reports are open, submitted ones are not, and everybody reads the same', async () => {
	const { reports, next } = await get();
	expect(next).toBeNull();
	expect(reports.map(({ place, period, state, document }) => [place, period, state, document])).toMatchObject([
		[{ code: THANH_BA, province: '25' }, { code: '2026-11', kind: 'month' }, 'approved', null],
		[{ code: CUA_NAM }, { code: '2026-10', to: '2026-10-14' }, 'closed', { number: '12', symbol: 'BC-UBND' }]
	]);
	expect(await get('/api/reports', officer)).toEqual(await get());
	expect((await get(`/api/reports?place=${CUA_NAM}&kind=month`)).reports).toHaveLength(1);
	expect((await get('/api/reports?place=99999')).reports).toEqual([]);
	expect((await get('/api/reports?kind=year')).reports).toEqual([]);
});

test('small cells are hidden, and nothing below a ward stands in the answer', async () => {
	const { reports } = await get(`/api/reports?place=${CUA_NAM}`);
	expect(reports[0]).toMatchObject({ adults: 200, assessed: 60, attained: 40, witnessed: null, witnessedRate: null });
	expect((await readWardReport(sources(), officer, OCTOBER, NOW)).body.figure.witnessed).toBe(3);
	expect(JSON.stringify(reports)).not.toMatch(/Tổ 1|parts|declaration/);
});

test('an answer may be kept, and is sent again only when it changed', async () => {
	const first = await ask('/api/reports');
	expect(first.headers.get('cache-control')).toBe('public, max-age=300');
	const etag = first.headers.get('etag') ?? '';
	expect((await ask('/api/reports', anonymous, { 'if-none-match': etag })).status).toBe(304);
	expect((await ask('/api/reports', anonymous, { 'if-none-match': '"other"' })).status).toBe(200);
	expect((await ask(`/api/reports?place=${CUA_NAM}`)).headers.get('etag')).not.toBe(etag);
});

test('what is asked wrongly is answered with an error in words', async () => {
	for (const path of ['kind=week', 'after=x', 'after=2026-02-30_x', 'after=2026-11-14_x%27--']) {
		const answer = await ask(`/api/reports?${path}`);
		expect(answer.status, path).toBe(422);
		expect(Object.keys((await answer.json()) as object), path).toEqual(['error']);
	}
});

test('answers fit the description', async () => {
	const description = (await (await readDescription({} as never)).json()) as Described;
	expect(description.openapi).toBe('3.1.0');
	const fits = (path: string, status: string) => schemaOf(description, path, status);
	for (const path of ['vn', '01', CUA_NAM]) {
		for (const actor of [anonymous, officer]) {
			const answer = (await (await ask(`/api/literacy/${path}`, actor)).json()) as object;
			expect(fits('/api/literacy/{code}', '200').safeParse(answer).error, path).toBeUndefined();
		}
	}
	const all = await get();
	expect(fits('/api/reports', '200').safeParse(all).error).toBeUndefined();
	const refused = (await (await ask('/api/reports?kind=week')).json()) as object;
	expect(fits('/api/reports', '422').safeParse(refused).error).toBeUndefined();
	for (const code of ['01', '25', '38']) {
		const answer = (await (await ask(`/api/reports/provinces/${code}`)).json()) as object;
		expect(fits('/api/reports/provinces/{code}', '200').safeParse(answer).error, code).toBeUndefined();
	}
	// The description is strict: one field more, less or of another kind does not fit.
	const [report = {}] = all.reports;
	const { state: _, ...less } = report;
	for (const wrong of [{ ...report, name: 'x' }, less, { ...report, adults: '200' }, { ...report, state: 'draft' }])
		expect(fits('/api/reports', '200').safeParse({ ...all, reports: [wrong] }).success).toBe(false);
});

test('they come fifty at a time, each once', async () => {
	const { body } = await readWardReport(sources(), officer, OCTOBER, NOW);
	const past = Array.from({ length: OPEN_PAGE + 3 }, (_, n) => ({
		...{ kind: 'literacy_year', subjectId: STANDARD.id, place: CUA_NAM, day: addDays('2010-12-14', n) },
		body,
		steps: (['submit', 'approve', 'close'] as const).map((step) => ({ step, by: 'system:sample', at: NOW }))
	}));
	await addPastReports(database.db, atConsole, { wardCode: CUA_NAM, provinceCode: '01' }, past, NOW);
	const days: unknown[] = [];
	for (let path: string | null = '/api/reports?kind=year'; path !== null;) {
		const answer: Answer = await get(path);
		days.push(...answer.reports.map(({ place }) => place));
		path = answer.next;
	}
	expect(days).toHaveLength(OPEN_PAGE + 3);
});

test('a province is the sum of what its wards publish, and a ward that hides a count stands beside it', async () => {
	const total = async (path: string) => ((await (await ask(`/api/reports/provinces/${path}`)).json()) as Total).total;
	// Hà Nội: the only one hides its three witnessed, so nothing is summed.
	expect(await total('01')).toMatchObject({
		...{ period: { code: '2026-10' }, wards: { reported: 1, counted: 0 } },
		...{ adults: null, attained: 0, rate: null, doubt: 'no_denominator' }
	});
	expect(await total('38')).toBeNull();

	const rows = rowsIn(database.db);
	const wards = await listWards(database.db, '38', '2026-11-14');
	const some = [
		[300, [100, 50, 30]],
		[500, [120, 60, 40]]
	] as const;
	for (const [n, [adults, tally]] of some.entries()) {
		const code = wards[n]?.code ?? '';
		const group = await rows.group(code, 'Thôn 1');
		await rows.declare(group, adults, { asOf: '2026-10-01' });
		await rows.tally(group, '2026-10-10', [...tally]);
		const asked = { code, period: '2026-11' };
		await submitWardReport(sources(), actorWith('ward_officer', code), asked, NOW);
		const leader = actorWith('ward_leader', code);
		await decideWardReport(sources(), leader, asked, { step: 'approve' }, NOW);
	}
	expect(await total('38')).toMatchObject({
		...{ place: { code: '38' }, period: { code: '2026-11' }, wards: { all: wards.length, reported: 2, counted: 2 } },
		...{ groups: { declared: 2, all: 2 }, adults: 800, assessed: 220, attained: 110, witnessed: 70, unknown: 580 },
		...{ rate: 110 / 800, witnessedRate: 70 / 800, doubt: 'coverage' }
	});
	expect(await total('38?day=2026-10-14')).toBeNull();
	expect(await total('38?kind=year')).toBeNull();
	for (const [path, status] of [
		['00082', 404],
		['99', 404],
		['38?kind=week', 422],
		['38?day=14/11', 422]
	] as const)
		expect((await ask(`/api/reports/provinces/${path}`)).status, path).toBe(status);
});

interface Total {
	total: object | null;
}

interface Described {
	openapi: string;
	paths: Record<
		string,
		{ get: { responses: Record<string, { content: { 'application/json': { schema: object } } }> } }
	>;
	components: { schemas: Record<string, object> };
}

function schemaOf({ paths, components }: Described, path: string, status: string): z.ZodType {
	const schema = paths[path]?.get.responses[status]?.content['application/json'].schema;
	const whole = JSON.stringify({ ...schema, $defs: components.schemas });
	return z.fromJSONSchema(JSON.parse(whole.replaceAll('#/components/schemas/', '#/$defs/')));
}
