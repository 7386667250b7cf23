import { afterAll, beforeAll, expect, test } from 'vitest';
import { CUA_NAM, NOW, rowsIn, THANH_BA } from '#lib/literacy/server/figures.fixture.ts';
import { storePlaces } from '#lib/territory/server/places.ts';
import { testDatabase, type TestDatabase } from '#tests/database.ts';
import { readPlacesToChoose } from './places-to-choose.ts';

let database: TestDatabase;
let groups: string[];

beforeAll(async () => {
	database = await testDatabase();
	await storePlaces(database.db);
	const rows = rowsIn(database.db);
	groups = [await rows.group(CUA_NAM, 'Tổ 1'), await rows.group(CUA_NAM, 'Tổ 2')];
	await rows.group(THANH_BA, 'Khu 1');
});
afterAll(() => database.close());

function choose(held: string[], wanted: string | null = null) {
	const locals = { db: database.db, now: NOW, language: 'vi' } as unknown as App.Locals;
	return readPlacesToChoose(locals, held, wanted);
}

test('a role for one ward offers its groups at once', async () => {
	expect(await choose([CUA_NAM])).toEqual({
		step: 'group',
		ward: { code: CUA_NAM, title: 'Phường Cửa Nam' },
		groups: [
			{ id: groups[0], name: 'Tổ 1' },
			{ id: groups[1], name: 'Tổ 2' }
		],
		several: false
	});
});

test('a role for one group offers that group alone', async () => {
	expect(await choose([groups[1] as string])).toMatchObject({ step: 'group', groups: [{ name: 'Tổ 2' }] });
});

test('a role for a province or the country goes down to a ward step by step', async () => {
	const provinces = await choose(['vn']);
	expect(provinces).toMatchObject({ step: 'place' });
	expect(provinces.step === 'place' && provinces.places).toHaveLength(34);
	const wards = await choose(['vn'], '01');
	expect(wards.step === 'place' && wards.places).toContainEqual({ code: CUA_NAM, title: 'Phường Cửa Nam' });
	expect(await choose(['25'], THANH_BA)).toMatchObject({ step: 'group', groups: [{ name: 'Khu 1' }], several: true });
});

test('roles at several places ask which one first', async () => {
	expect(await choose([CUA_NAM, THANH_BA])).toEqual({
		step: 'place',
		places: [
			{ code: CUA_NAM, title: 'Phường Cửa Nam' },
			{ code: THANH_BA, title: 'Xã Thanh Ba' }
		]
	});
});

test('a place that no role reaches is not found', async () => {
	for (const wanted of [THANH_BA, '25', 'vn', '99999', 'x']) {
		await expect(choose([CUA_NAM], wanted), wanted).rejects.toMatchObject({ status: 404 });
	}
	await expect(choose([groups[0] as string], '00070')).rejects.toMatchObject({ status: 404 });
});
