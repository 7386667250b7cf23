import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sql } from 'drizzle-orm';
import type { Db } from '#lib/server/db/connect.ts';
import { placeTitle } from '#lib/territory/place.ts';
import { findPlaces, listProvinces, listWards, readPlace, storePlaces } from '#lib/territory/server/places.ts';
import type { PlacesFile } from '#lib/territory/source/compose.ts';
import placesFile from '#lib/territory/source/places.json' with { type: 'json' };
import { testDatabase, type TestDatabase } from '#tests/database.ts';

const TODAY = '2026-11-22';
const BEFORE = '2026-04-29';
const file = placesFile as PlacesFile;

let world: TestDatabase;
let db: Db;

beforeAll(async () => {
	world = await testDatabase();
	db = world.db;
	await storePlaces(db);
});
afterAll(() => world.close());

async function found(text: string, on = TODAY): Promise<string[]> {
	const places = await findPlaces(db, text, on);
	return places.map((place) => [placeTitle(place), ...(place.province ? [place.province.name] : [])].join(', '));
}

/** Changes with every write to a row, so equal answers mean that nothing was written. */
async function rowVersions(): Promise<unknown> {
	return db.execute(sql`
		select count(*), max(xmin::text), md5(string_agg(ctid::text, ',' order by place_code, "from")) from place_names
		union all select count(*), max(xmin::text), md5(string_agg(ctid::text, ',' order by code)) from wards`);
}

describe('storing the places', () => {
	test('a second time writes nothing', async () => {
		const before = await rowVersions();
		await storePlaces(db);
		expect(await rowVersions()).toEqual(before);
	});

	test('at two starts at once stores each place once', async () => {
		const other = await testDatabase();
		await Promise.all([storePlaces(other.db), storePlaces(other.db), storePlaces(other.db)]);
		const [counts] = await other.db.execute(sql`
			select (select count(*)::int from provinces) as provinces, (select count(*)::int from wards) as wards,
				(select count(*)::int from place_names) as names`);
		expect(counts).toEqual({ provinces: 34, wards: 3321, names: 3355 + 11 });
		await other.close();
	});

	test('takes over a corrected name, a corrected date and a new change, and ends the name before it', async () => {
		const other = await testDatabase();
		await storePlaces(other.db);
		await storePlaces(other.db, {
			...file,
			changes: [
				...file.changes.map((row) => [...row.slice(0, 3), '2026-05-01'] as (typeof file.changes)[number]),
				['26248', 'dac_khu', 'Trảng Bom Mới', '2026-06-01']
			]
		});
		const [names] = await other.db.execute(sql`
			select json_agg(json_build_array(kind, name, "from", "to") order by "from") as list
			from place_names where place_code = '26248'`);
		expect(names?.['list']).toEqual([
			['xa', 'Trảng Bom', '2025-07-01', '2026-05-01'],
			['phuong', 'Trảng Bom', '2026-05-01', '2026-06-01'],
			['dac_khu', 'Trảng Bom Mới', '2026-06-01', null]
		]);
		expect(await listProvinces(other.db, TODAY)).toHaveLength(34);
		await other.close();
	});
});

describe('a place is read', () => {
	test('with the name and kind of the day', async () => {
		expect(await readPlace(db, '00082', TODAY)).toEqual({
			code: '00082',
			name: 'Cửa Nam',
			kind: 'phuong',
			provinceCode: '01'
		});
		expect(await readPlace(db, '75', BEFORE)).toMatchObject({ name: 'Đồng Nai', kind: 'tinh', provinceCode: null });
		expect(await readPlace(db, '75', '2026-04-30')).toMatchObject({ name: 'Đồng Nai', kind: 'thanh_pho' });
		expect(await readPlace(db, '26248', BEFORE)).toMatchObject({ kind: 'xa' });
		expect(await readPlace(db, '26248', '2026-04-30')).toMatchObject({ kind: 'phuong' });
		expect(await readPlace(db, 'vn', TODAY)).toMatchObject({ name: 'Việt Nam', kind: 'quoc_gia' });
	});

	test('not where there is none: an unknown code, no code at all, a day before the first name', async () => {
		for (const code of ['99', '00000', '', 'hanoi', "01' or '1'='1", '0'.repeat(5000)]) {
			await expect(readPlace(db, code, TODAY), code).rejects.toMatchObject({ code: 'not_found', status: 404 });
		}
		await expect(readPlace(db, '00082', '2025-06-30')).rejects.toMatchObject({ code: 'not_found' });
	});
});

describe('lists', () => {
	test('of provinces have 34 places in Vietnamese order', async () => {
		const provinces = (await listProvinces(db, TODAY)).map(({ name }) => name);
		expect(provinces).toHaveLength(34);
		expect(provinces.slice(0, 4)).toEqual(['An Giang', 'Bắc Ninh', 'Cà Mau', 'Cao Bằng']);
		expect(provinces.indexOf('Đà Nẵng')).toBeGreaterThan(provinces.indexOf('Cần Thơ'));
		expect(provinces.indexOf('Đồng Tháp')).toBeLessThan(provinces.indexOf('Gia Lai'));
	});

	test('of wards have those of one province, as called on the day', async () => {
		const hanoi = await listWards(db, '01', TODAY);
		expect(hanoi).toHaveLength(126);
		expect(new Set(hanoi.map(({ provinceCode }) => provinceCode))).toEqual(new Set(['01']));
		const urban = async (on: string) => (await listWards(db, '75', on)).filter(({ kind }) => kind === 'phuong').length;
		expect((await urban(TODAY)) - (await urban(BEFORE))).toBe(10);
		expect(await listWards(db, '99', TODAY)).toEqual([]);
	});
});

describe('typing finds', () => {
	test.each([
		['dong da', 'Phường Đống Đa, Hà Nội'],
		['Đống Đa', 'Phường Đống Đa, Hà Nội'],
		['phuong cua nam', 'Phường Cửa Nam, Hà Nội'],
		['P. Cửa Nam', 'Phường Cửa Nam, Hà Nội'],
		['cua nam ha noi', 'Phường Cửa Nam, Hà Nội'],
		['cửa nam, tp. hà nội', 'Phường Cửa Nam, Hà Nội'],
		['Phường Cửa Nam, Thành phố Hà Nội'.normalize('NFD'), 'Phường Cửa Nam, Hà Nội'],
		['cua n', 'Phường Cửa Nam, Hà Nội'],
		['cuanam', 'Phường Cửa Nam, Hà Nội'],
		['thanh ba', 'Xã Thanh Ba, Phú Thọ'],
		['xã thanh ba tỉnh phú thọ', 'Xã Thanh Ba, Phú Thọ'],
		['ha noi', 'Thành phố Hà Nội'],
		['Hanoi', 'Thành phố Hà Nội'],
		['tp hcm', 'Thành phố Hồ Chí Minh'],
		['TP.HCM', 'Thành phố Hồ Chí Minh'],
		['ben thanh tphcm', 'Phường Bến Thành, Hồ Chí Minh'],
		['Ðồng Nai', 'Thành phố Đồng Nai'],
		['ha tinh', 'Tỉnh Hà Tĩnh'],
		['quoc tu giam', 'Phường Văn Miếu - Quốc Tử Giám, Hà Nội'],
		["M'Drak", 'Xã M’Drắk, Đắk Lắk'],
		['mdrak', 'Xã M’Drắk, Đắk Lắk'],
		['Ea Hleo', 'Xã Ea H’Leo, Đắk Lắk'],
		['phường 2 bảo lộc', 'Phường 2 Bảo Lộc, Lâm Đồng'],
		['bao loc 2', 'Phường 2 Bảo Lộc, Lâm Đồng'],
		['xa dung', 'Xã Xa Dung, Điện Biên'],
		['phu quoc', 'Đặc khu Phú Quốc, An Giang']
	])('%s', async (text, first) => {
		expect((await found(text))[0]).toBe(first);
	});

	test('the same places for either placement of the tone mark', async () => {
		const places = await found('Hòa Lạc');
		expect(places.slice(0, 2)).toEqual(['Xã Hòa Lạc, An Giang', 'Xã Hòa Lạc, Hà Nội']);
		expect(await found('Hoà Lạc')).toEqual(places);
		expect(await found('Hoà Lạc Hà Nội')).toEqual(['Xã Hòa Lạc, Hà Nội']);
	});

	test('all places of one name, each with its province', async () => {
		const places = (await found('xuan hoa')).filter((place) => /^(Xã|Phường) Xuân Hòa,/.test(place));
		expect(places).toHaveLength(5);
		expect(new Set(places).size).toBe(5);
	});

	test('what is spelled as typed before what is only alike', async () => {
		const [first] = await found('hạ hòa');
		expect(first).toBe('Xã Hạ Hòa, Phú Thọ');
		expect((await found('tan hung')).length).toBeGreaterThan(1);
		expect((await found('Tân Hưng')).slice(0, 2).every((place) => place.includes(' Tân Hưng,'))).toBe(true);
	});

	test('a province, not every ward in it', async () => {
		expect(await found('ha noi')).toEqual(['Thành phố Hà Nội']);
	});

	test('a place by its former kind, and by the kind it had on an earlier day', async () => {
		expect((await found('xã Trảng Bom'))[0]).toBe('Phường Trảng Bom, Đồng Nai');
		expect((await found('xa tan phu')).includes('Phường Tân Phú, Đồng Nai')).toBe(true);
		expect((await found('trảng bom tỉnh đồng nai'))[0]).toBe('Phường Trảng Bom, Đồng Nai');
		expect((await found('trang bom', BEFORE))[0]).toBe('Xã Trảng Bom, Đồng Nai');
	});

	test('a place in an old address, although districts are no more', async () => {
		expect((await found('phường Cửa Nam, quận Hoàn Kiếm, Hà Nội'))[0]).toBe('Phường Cửa Nam, Hà Nội');
		expect((await found('xa tan phu huyen x tay ninh'))[0]).toBe('Xã Tân Phú, Tây Ninh');
	});

	test('no half-fitting places beside one that fits', async () => {
		expect(await found('tinh khe')).not.toContain('Phường An Khê, Gia Lai');
		expect((await found('tan phu')).filter((place) => place.includes('Tân Phước'))).toEqual([]);
	});

	test('at most twenty', async () => {
		expect(await found('xa')).toHaveLength(20);
		expect(await found('tan')).toHaveLength(20);
		expect(await found('a '.repeat(50_000))).toHaveLength(20);
	});

	test('nothing in too little, in signs, in nonsense and before there were names', async () => {
		for (const text of ['', ' ', 'a', '%', '__', "';--", 'zzz qqq', 'x'.repeat(100_000)]) {
			expect(await found(text), text.slice(0, 20)).toEqual([]);
		}
		expect(await found('cua nam', '2025-06-30')).toEqual([]);
	});
});
