import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { anonymous, type Actor } from '#lib/access/actor.ts';
import type { Role } from '#lib/access/roles.ts';
import { readPlaceFigure } from '#lib/indicators/server/place-figure.ts';
import { targets } from '#lib/indicators/server/schema.ts';
import { CUA_NAM, NOW, rowsIn, STANDARD, THANH_BA, TODAY } from '#lib/literacy/server/figures.fixture.ts';
import { groupTallies } from '#lib/literacy/server/schema.ts';
import { readyLastClose } from '#lib/literacy/server/public-figure.ts';
import { connect, type Db } from '#lib/server/db/connect.ts';
import { newId } from '#lib/shared/ids.ts';
import { storePlaces } from '#lib/territory/server/places.ts';
import { NOTHING_SET } from '#lib/territory/settings.ts';
import { populationCounts, provinceSettings, residentialGroups } from '#lib/territory/server/schema.ts';
import { actorWith, herself } from '#tests/two-wards.ts';
import { testDatabase, type TestDatabase } from '#tests/database.ts';

let world: TestDatabase;
let db: Db;
let rows: ReturnType<typeof rowsIn>;
let one: string;

beforeAll(async () => {
	world = await testDatabase();
	db = world.db;
	rows = rowsIn(db);
	await storePlaces(db);
});
afterAll(() => world.close());

beforeEach(async () => {
	for (const table of [groupTallies, populationCounts, residentialGroups, targets]) await db.delete(table);
	one = await rows.group(CUA_NAM, 'Tổ 1');
	await rows.declare(one, 200);
	await rows.tally(one, '2026-11-21', [60, 40, 20]);
	await rows.tally(one, TODAY, [1, 1, 1]);
});

const ANOTHER_MINUTE = 61_000;
let minute = 0;

/** Each read a minute later than the one before, because the public's figures are kept for a minute. */
function read(actor: Actor, code: string, asOf: string | null = null) {
	minute += 1;
	const now = new Date(NOW.getTime() + minute * ANOTHER_MINUTE);
	return readPlaceFigure(db, db, actor, { code, standard: STANDARD, asOf }, now);
}

const officer = (place: string, role: Role = 'ward_officer') => actorWith(role, place);

async function promise(place: string, value: number) {
	const days = { startsOn: '2026-01-01', dueOn: '2026-12-31' };
	await db.insert(targets).values({
		id: newId(NOW),
		place,
		indicator: STANDARD.id,
		value,
		...days,
		issuer: 'UBND',
		source: 'Mẫu',
		fromAbove: true,
		setBy: 'x',
		setAt: NOW
	});
}

describe('who sees what of a ward', () => {
	test('signed out: the whole ward as of the last closed day, without its groups', async () => {
		const { figure, explained, above } = await read(anonymous, CUA_NAM);
		expect(figure).toMatchObject({
			asOf: '2026-11-21',
			adults: 200,
			attained: 40,
			witnessed: 20,
			rate: 0.2,
			parts: []
		});
		expect(explained).toBe(false);
		expect(above.map((place) => place.code)).toEqual(['01', 'vn']);
	});

	test('a role that reaches it: today, with its groups', async () => {
		for (const actor of [officer(CUA_NAM), officer('01', 'province_officer'), officer('vn', 'province_officer')]) {
			const { figure, explained } = await read(actor, CUA_NAM);
			expect(figure).toMatchObject({ asOf: TODAY, attained: 41, witnessed: 21 });
			expect(figure.parts).toMatchObject([{ place: { code: one, name: 'Tổ 1' }, attained: 41 }]);
			expect(explained).toBe(true);
		}
	});

	test('an officer of another ward, a trainer, a helper, a head of one group, a learner: what everybody sees', async () => {
		const others = [
			officer(THANH_BA),
			officer('25', 'province_officer'),
			officer(CUA_NAM, 'trainer'),
			officer(CUA_NAM, 'helper'),
			officer(one, 'head_of_group'),
			herself(newId(NOW))
		];
		for (const actor of others) {
			const { figure, explained } = await read(actor, CUA_NAM);
			expect(figure).toMatchObject({ asOf: '2026-11-21', attained: 40, parts: [] });
			expect(explained).toBe(false);
		}
	});

	test('an officer of a ward sees her province and the country as everybody does', async () => {
		for (const code of ['01', 'vn']) {
			expect(await read(officer(CUA_NAM), code)).toMatchObject({ explained: false, figure: { asOf: '2026-11-21' } });
		}
		expect(await read(officer('01', 'province_officer'), '01')).toMatchObject({
			explained: true,
			figure: { asOf: TODAY }
		});
		expect(await read(officer('01', 'province_officer'), 'vn')).toMatchObject({ explained: false });
		expect((await read(officer('vn', 'province_officer'), 'vn')).figure.parts).toHaveLength(34);
	});

	test('parts of a province are its wards, with no parts of their own', async () => {
		const { figure } = await read(anonymous, '01');
		expect(figure.parts.map((part) => part.place.code)).toContain(CUA_NAM);
		expect(figure.parts.map((part) => part.place.code)).not.toContain(THANH_BA);
		expect(figure.parts.every((part) => part.parts.length === 0)).toBe(true);
	});
});

describe('small cells', () => {
	test('are hidden from the public and shown to whom the place is entrusted', async () => {
		await db.delete(groupTallies);
		await rows.tally(one, '2026-11-20', [30, 3, 0]);
		expect((await read(anonymous, CUA_NAM)).figure).toMatchObject({
			attained: null,
			rate: null,
			assessed: 30,
			witnessed: 0
		});
		expect((await read(officer(CUA_NAM), CUA_NAM)).figure).toMatchObject({ attained: 3, rate: 0.015 });
	});

	test('cannot be worked out from another page: the next smallest ward is hidden on its own page too', async () => {
		await db.delete(groupTallies);
		const [near, large] = [await rows.group('00070', 'Tổ 1'), await rows.group('00004', 'Tổ 1')];
		const far = await rows.group(THANH_BA, 'Khu 1');
		for (const group of [near, large, far]) await rows.declare(group, 1000);
		await rows.tally(one, '2026-11-20', [30, 3, 0]);
		await rows.tally(near, '2026-11-20', [50, 20, 0]);
		await rows.tally(large, '2026-11-20', [500, 300, 0]);
		await rows.tally(far, '2026-11-20', [500, 300, 0]);
		expect((await read(anonymous, '01')).figure).toMatchObject({ attained: 323 });
		expect((await read(anonymous, CUA_NAM)).figure.attained).toBeNull();
		expect((await read(anonymous, '00070')).figure).toMatchObject({ attained: null, rate: null, assessed: 50 });
		expect((await read(anonymous, '00004')).figure.attained).toBe(300);
	});
});

describe('as of another day', () => {
	test('is for who is signed in', async () => {
		await expect(read(anonymous, CUA_NAM, '2026-11-01')).rejects.toMatchObject({ code: 'sign_in_first', status: 401 });
		expect((await read(herself(newId(NOW)), CUA_NAM, '2026-11-20')).figure).toMatchObject({
			asOf: '2026-11-20',
			attained: 0
		});
		expect((await read(officer(CUA_NAM), CUA_NAM, '2026-11-21')).figure).toMatchObject({ attained: 40 });
	});

	test('must be a day that has come, and for others than its officers one that has closed', async () => {
		for (const asOf of ['', '21/11/2026', '2026-02-30', '2026-11', "2026-11-01' or 1=1", '2026-11-01T00:00']) {
			await expect(read(officer(CUA_NAM), CUA_NAM, asOf), asOf).rejects.toMatchObject({
				code: 'day_malformed',
				status: 422
			});
		}
		await expect(read(officer(CUA_NAM), CUA_NAM, '2026-11-23')).rejects.toMatchObject({
			code: 'day_in_future',
			status: 422
		});
		await expect(read(officer(THANH_BA), CUA_NAM, TODAY)).rejects.toMatchObject({
			code: 'day_not_closed',
			status: 422
		});
	});

	test('of a place that is unknown is not found, whoever asks', async () => {
		for (const code of ['99', '99999', 'VN', 'x', "' or 1=1"]) {
			await expect(read(anonymous, code), code).rejects.toMatchObject({ status: 404 });
			await expect(read(officer('vn'), code, '2026-11-01'), code).rejects.toMatchObject({ status: 404 });
		}
	});
});

describe('pace', () => {
	test('is measured by the nearest target above, with witnessed results alone', async () => {
		expect((await read(officer(CUA_NAM), CUA_NAM)).figure.pace).toMatchObject({ colour: 'grey', reason: 'no_target' });
		await promise('vn', 0.1);
		expect((await read(officer(CUA_NAM), CUA_NAM)).figure.pace).toMatchObject({ colour: 'green', reason: 'reached' });
		await promise('01', 0.3);
		const { figure } = await read(officer(CUA_NAM), CUA_NAM);
		expect(figure.pace).toMatchObject({ colour: 'red', reason: 'far_behind' });
		expect(figure.target).toMatchObject({ place: '01', value: 0.3 });
		expect(figure.parts[0]?.pace).toMatchObject({ colour: 'red' });
		await promise(CUA_NAM, 0.12);
		expect((await read(officer(CUA_NAM), CUA_NAM)).figure.pace).toMatchObject({ colour: 'amber', reason: 'behind' });
		const province = (await read(anonymous, '01')).figure;
		expect(province.target).toMatchObject({ place: '01' });
		expect(province.parts.find((part) => part.place.code === CUA_NAM)?.target).toMatchObject({ place: CUA_NAM });
	});

	test('is fed by results done at home too where the province decides so, and nowhere else', async () => {
		await promise('vn', 0.2);
		expect((await read(officer(CUA_NAM), CUA_NAM)).figure.pace).toMatchObject({ colour: 'red' });
		await db.insert(provinceSettings).values({ ...NOTHING_SET, supplements: [], provinceCode: '01', feeds: 'all' });
		const { figure } = await read(officer(CUA_NAM), CUA_NAM);
		expect(figure).toMatchObject({ feeds: 'all', pace: { colour: 'green' }, witnessed: 21 });
		expect(figure.parts[0]).toMatchObject({ feeds: 'all', pace: { colour: 'green' } });
		expect((await read(officer('vn', 'province_officer'), 'vn')).figure).toMatchObject({ feeds: 'witnessed' });
		expect((await read(officer(THANH_BA), THANH_BA)).figure.feeds).toBe('witnessed');
		await db.delete(provinceSettings);
	});

	test('of the public figure has no colour where its count is hidden', async () => {
		await promise('vn', 0.1);
		await db.delete(groupTallies);
		await rows.tally(one, '2026-11-20', [60, 30, 3]);
		expect((await read(anonymous, CUA_NAM)).figure.pace).toMatchObject({ colour: 'grey', reason: 'small_counts' });
	});
});

test('the public figures are read once a minute, and each closed day by itself', async () => {
	const now = new Date('2026-11-25T03:00:00Z');
	const at = (moment: Date) =>
		readPlaceFigure(db, db, anonymous, { code: CUA_NAM, standard: STANDARD, asOf: null }, moment);
	expect((await at(now)).figure.attained).toBe(41);
	await rows.tally(one, '2026-11-24', [9, 9, 9]);
	expect((await at(new Date(now.getTime() + 59_000))).figure.attained).toBe(41);
	expect((await at(new Date(now.getTime() + 60_000))).figure.attained).toBe(50);
	expect((await at(new Date('2026-11-24T03:00:00Z'))).figure).toMatchObject({ asOf: '2026-11-23', attained: 41 });
});

test('of thousands of groups nobody waits for the public figures to be read anew: what stood is told meanwhile', async () => {
	await db.execute(sql`
		insert into residential_groups (id, ward_code, name, kind, valid_from)
		select gen_random_uuid(), ${THANH_BA}, 'Tổ ' || n, 'tổ dân phố', '2025-07-01' from generate_series(10, 10010) n`);
	const begin = Date.parse('2026-11-27T03:00:00Z');
	const after = async (seconds: number) => {
		const wanted = { code: CUA_NAM, standard: STANDARD, asOf: null };
		return (await readPlaceFigure(db, db, anonymous, wanted, new Date(begin + seconds * 1000))).figure.attained;
	};
	expect(await after(0)).toBe(41);
	await rows.tally(one, '2026-11-24', [9, 9, 9]);
	expect(await after(61)).toBe(41);
	await expect.poll(() => after(62), { timeout: 50_000 }).toBe(50);
	await rows.tally(one, '2026-11-25', [9, 9, 9]);
	expect(await after(700)).toBe(59);
});

test('the close of a day that was made ready before anybody asked is what the first who asks is told', async () => {
	const now = new Date(NOW.getTime() + 3_600_000);
	const connection = connect(world.url, { max: 1 });
	try {
		await readyLastClose(connection.db, STANDARD, now);
		await db.delete(groupTallies);
		const asked = { code: 'vn', standard: STANDARD, asOf: null };
		const { figure } = await readPlaceFigure(db, connection.db, anonymous, asked, now);
		expect(figure.attained).toBe(40);
		const later = new Date(now.getTime() + ANOTHER_MINUTE);
		await readyLastClose(connection.db, STANDARD, later);
		expect((await readPlaceFigure(db, connection.db, anonymous, asked, later)).figure.attained).toBe(0);
	} finally {
		await connection.close();
	}
});
