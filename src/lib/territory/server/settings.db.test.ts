import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { anonymous, type Actor } from '#lib/access/actor.ts';
import { auditEntries } from '#lib/server/schema.ts';
import { connect } from '#lib/server/db/connect.ts';
import { newId } from '#lib/shared/ids.ts';
import { settingsInput } from '#lib/territory/server/input.ts';
import { provinces, provinceSettings, residentialGroups, wards } from '#lib/territory/server/schema.ts';
import { readSettings, setProvinceSettings, settingsFor } from '#lib/territory/server/settings.ts';
import { NOTHING_SET, type ProvinceSettings } from '#lib/territory/settings.ts';
import { actorWith, minutesAfter, NOW, settleTwoWards } from '#tests/two-wards.ts';
import { testDatabase, type TestDatabase } from '#tests/database.ts';

const CITY_APP = 'dich-vu-cong/ihanoi';
const MARKET = 'mua-ban/cho-que';

let database: TestDatabase;
let groups: string[];
beforeAll(async () => {
	database = await testDatabase();
	const { here, there } = await settleTwoWards(database.db);
	groups = [here.groupId, there.groupId];
});
beforeEach(() => database.db.delete(provinceSettings));
afterAll(() => database.close());

/** The province officer of Hà Nội. */
const officer = actorWith('province_officer', '01');

function save(
	wanted: Partial<ProvinceSettings>,
	{ shown = NOTHING_SET, actor = officer, provinceCode = '01' }: Partial<Shown> = {}
): Promise<void> {
	return setProvinceSettings(database.db, actor, { provinceCode, shown, wanted: { ...shown, ...wanted } }, NOW);
}

interface Shown {
	shown: ProvinceSettings;
	actor: Actor;
	provinceCode: string;
}

describe('the settings of a province', () => {
	test('are its own, and nothing is set until it sets something', async () => {
		expect(await readSettings(database.db, '01')).toEqual(NOTHING_SET);
		await save({ address: 'ba_con', supplements: [CITY_APP] });
		expect(await readSettings(database.db, '01')).toMatchObject({ address: 'ba_con', supplements: [CITY_APP] });
		expect(await readSettings(database.db, '25')).toEqual(NOTHING_SET);
	});

	test('are set by its own officers and administrators, and by nobody else', async () => {
		await save({ address: 'co_chu' }, { actor: actorWith('administrator', 'vn') });
		for (const actor of [
			anonymous,
			actorWith('province_officer', '25'),
			actorWith('ward_officer', '00082'),
			actorWith('ward_officer', '01'),
			actorWith('head_of_group', groups[0] ?? '')
		]) {
			await expect(save({ address: 'ong_ba' }, { actor })).rejects.toMatchObject({ status: 403 });
		}
		expect(await readSettings(database.db, '01')).toMatchObject({ address: 'co_chu' });
	});

	test('of a province that does not exist are not found', async () => {
		const everywhere = { actor: actorWith('administrator', 'vn'), provinceCode: '99' };
		await expect(save({ address: 'ong_ba' }, everywhere)).rejects.toMatchObject({ status: 404 });
	});

	test('leave an entry of who changed them, and none where nothing changed', async () => {
		const entries = () => database.db.select().from(auditEntries).where(eq(auditEntries.objectId, '01'));
		const before = (await entries()).length;
		await save({ supplements: [CITY_APP] });
		await save({ supplements: [CITY_APP] });
		await save({});
		const [entry, ...more] = (await entries()).slice(before);
		expect(more).toEqual([]);
		expect(entry).toMatchObject({
			actorId: officer.id,
			verb: 'province.set',
			detail: { address: 'bac', supplements: CITY_APP }
		});
	});
});

describe('two officers at once', () => {
	test('both keep what they changed, whoever saves last', async () => {
		await save({ supplements: [MARKET] });
		const shown = await readSettings(database.db, '01');
		await Promise.all([
			save({ address: 'ba_con' }, { shown }),
			save({ supplements: [CITY_APP, MARKET] }, { shown }),
			save({ supplements: [] }, { shown })
		]);
		expect(await readSettings(database.db, '01')).toMatchObject({ address: 'ba_con', supplements: [CITY_APP] });
	});

	test('who choose different forms of address: the second is refused and changes nothing', async () => {
		await save({ address: 'ba_con' });
		const late = save({ address: 'co_chu', supplements: [CITY_APP] });
		await expect(late).rejects.toMatchObject({ code: 'settings_changed', status: 409 });
		expect(await readSettings(database.db, '01')).toMatchObject({ address: 'ba_con', supplements: [] });
	});

	test('who choose the same form of address, or who tap twice, are of one mind', async () => {
		await Promise.all([save({ address: 'ba_con' }), save({ address: 'ba_con' })]);
		expect(await readSettings(database.db, '01')).toMatchObject({ address: 'ba_con' });
	});
});

describe('what holds for a reader', () => {
	test('is what her own province has set, at once where it was set and within a minute elsewhere', async () => {
		const elsewhere = connect(database.url, { max: 1 });
		expect(await settingsFor(elsewhere.db, '01', NOW)).toEqual(NOTHING_SET);
		expect(await settingsFor(database.db, '01', NOW)).toEqual(NOTHING_SET);
		await save({ address: 'ba_con' });
		expect(await settingsFor(database.db, '01', NOW)).toMatchObject({ address: 'ba_con' });
		expect(await settingsFor(database.db, '25', NOW)).toEqual(NOTHING_SET);
		expect(await settingsFor(elsewhere.db, '01', minutesAfter(NOW, 0.9))).toEqual(NOTHING_SET);
		expect(await settingsFor(elsewhere.db, '01', minutesAfter(NOW, 1))).toMatchObject({ address: 'ba_con' });
		await elsewhere.close();
	});

	test('is the last that was read while the database is away', async () => {
		await save({ address: 'ba_con' });
		const away = connect(database.url, { max: 1 });
		expect(await settingsFor(away.db, '01', NOW)).toMatchObject({ address: 'ba_con' });
		await away.close();
		expect(await settingsFor(away.db, '01', minutesAfter(NOW, 5))).toMatchObject({ address: 'ba_con' });
	});

	test('is of nobody’s choice where she lives nowhere we know and several provinces are served', async () => {
		await save({ address: 'ba_con' });
		expect(await settingsFor(database.db, null, NOW)).toEqual(NOTHING_SET);
	});

	test('is the choice of the one province that is served, for whoever is not known', async () => {
		const single = await testDatabase();
		await single.db.insert(provinces).values([{ code: '01' }, { code: '25' }]);
		await single.db.insert(wards).values({ code: '00082', provinceCode: '01' });
		const group = { id: newId(NOW), wardCode: '00082', name: 'Tổ 1', kind: 'tổ', validFrom: '2025-07-01' };
		await single.db.insert(residentialGroups).values(group);
		await single.db.insert(provinceSettings).values([
			{ ...NOTHING_SET, provinceCode: '01', address: 'ong_ba', supplements: [CITY_APP] },
			{ ...NOTHING_SET, provinceCode: '25', address: 'co_chu', supplements: [] }
		]);
		expect(await settingsFor(single.db, null, NOW)).toMatchObject({ address: 'ong_ba', supplements: [CITY_APP] });
		await single.close();
	});
});

describe('the form', () => {
	const title = NOTHING_SET.teamTitle;
	const sent = { address: 'ba_con', shownAddress: 'bac', teamTitle: title, shownTeamTitle: title };

	test('takes no, one or several ticked lessons', () => {
		const input = settingsInput([CITY_APP, MARKET]);
		expect(input.parse(sent)).toEqual({
			wanted: { address: 'ba_con', supplements: [], teamTitle: title, feeds: 'witnessed' },
			shown: { address: 'bac', supplements: [], teamTitle: title, feeds: 'witnessed' }
		});
		expect(input.parse({ ...sent, supplements: CITY_APP, shownSupplements: [CITY_APP, MARKET] })).toMatchObject({
			wanted: { supplements: [CITY_APP] },
			shown: { supplements: [CITY_APP, MARKET] }
		});
	});

	test('takes no other form of address, and no lesson of another province', () => {
		const refused = (more: object) => settingsInput([CITY_APP]).safeParse({ ...sent, ...more }).error?.issues[0];
		expect(refused({ address: 'ban' })).toMatchObject({ message: 'address_missing', path: ['address'] });
		expect(refused({ address: undefined })).toMatchObject({ message: 'address_missing' });
		expect(refused({ supplements: [CITY_APP, MARKET] })?.path[0]).toBe('supplements');
	});
});
