import { afterAll, beforeAll, expect, test } from 'vitest';
import { anonymous, type Actor } from '#lib/access/actor.ts';
import { CUA_NAM, NOW, rowsIn, STANDARD } from '#lib/literacy/server/figures.fixture.ts';
import { storePlaces } from '#lib/territory/server/places.ts';
import { testDatabase, type TestDatabase } from '#tests/database.ts';
import { actorWith } from '#tests/two-wards.ts';
import { GET } from './+server.ts';

let database: TestDatabase;
let group: string;

beforeAll(async () => {
	database = await testDatabase();
	await storePlaces(database.db);
	const rows = rowsIn(database.db);
	group = await rows.group(CUA_NAM, 'Tổ 1');
	await rows.declare(group, 200);
	await rows.tally(group, '2026-11-20', [60, 40, 20]);
	await rows.tally(await rows.group(CUA_NAM, 'Tổ 2'), '2026-11-20', [20, 8, 7]);
});
afterAll(() => database.close());

async function get(path: string, actor: Actor = anonymous) {
	const url = new URL(path, 'http://localhost');
	const locals = { db: database.db, figures: database.db, library: { standards: [STANDARD] }, actor, now: NOW };
	const event = { locals, url, params: { code: url.pathname.split('/').at(-1) } };
	const response = await GET(event as unknown as Parameters<typeof GET>[0]);
	return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

const FIELDS = [
	...['place', 'standard', 'ageFrom', 'asOf', 'groups', 'adults', 'assessed', 'attained', 'witnessed', 'unknown'],
	...['rate', 'witnessedRate', 'pace', 'undeclared', 'parts']
];

test('a ward answers signed out with exactly these fields, and no parts', async () => {
	const { status, body } = await get(`/api/literacy/${CUA_NAM}`);
	expect(status).toBe(200);
	expect(body).toEqual({
		place: { code: CUA_NAM, name: 'Cửa Nam', kind: 'phuong' },
		standard: 'ky-nang-so-thiet-yeu',
		ageFrom: 18,
		asOf: '2026-11-21',
		groups: { declared: 1, all: 2 },
		adults: 200,
		assessed: 60,
		attained: 40,
		witnessed: 20,
		unknown: 140,
		rate: 0.2,
		witnessedRate: 0.1,
		pace: { colour: 'grey', reason: 'coverage' },
		undeclared: { groups: 1, assessed: 20, attained: 8 },
		parts: []
	});
});

test('its officer gets today, with groups that have the same fields', async () => {
	const { body } = await get(`/api/literacy/${CUA_NAM}`, actorWith('ward_officer', CUA_NAM));
	const parts = body['parts'] as Record<string, unknown>[];
	expect(body['asOf']).toBe('2026-11-22');
	expect(parts.map((part) => Object.keys(part))).toEqual([FIELDS, FIELDS]);
	expect(parts[0]).toMatchObject({ place: { code: group, name: 'Tổ 1', kind: 'tổ dân phố' }, parts: [] });
	expect(parts[1]).toMatchObject({ adults: null, rate: null, unknown: null, pace: { reason: 'no_denominator' } });
});

test('provinces and the country answer with their wards and provinces', async () => {
	const province = (await get('/api/literacy/01')).body;
	expect(province).toMatchObject({ attained: 40, groups: { declared: 1 } });
	expect((await get('/api/literacy/vn')).body['parts']).toHaveLength(34);
});

test('what is asked wrongly is answered with an error in words', async () => {
	const officer = actorWith('ward_officer', CUA_NAM);
	for (const [path, status] of [
		['99999', 404],
		['nowhere', 404],
		[`${CUA_NAM}?standard=another`, 404],
		[`${CUA_NAM}?as_of=2026-02-30`, 422],
		[`${CUA_NAM}?as_of=2026-11-23`, 422]
	] as const) {
		const answer = await get(`/api/literacy/${path}`, officer);
		expect(answer.status, path).toBe(status);
		expect(Object.keys(answer.body), path).toEqual(['error']);
		expect(String(answer.body['error']).length, path).toBeGreaterThan(10);
	}
	expect((await get(`/api/literacy/${CUA_NAM}?as_of=2026-11-01`)).status).toBe(401);
	expect((await get(`/api/literacy/${CUA_NAM}?as_of=2026-11-20`, officer)).body).toMatchObject({ attained: 40 });
});
