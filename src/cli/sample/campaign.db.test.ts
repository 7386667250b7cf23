import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readBoard } from '#lib/outreach/server/campaign-board.ts';
import { figuresBy, figuresOf } from '#lib/outreach/server/campaign-figures.ts';
import { readDayReport } from '#lib/outreach/server/campaign-reports.ts';
import { listCampaigns } from '#lib/outreach/server/campaign-setup.ts';
import { storePlaces } from '#lib/territory/server/places.ts';
import { actorWith, NOW, settleTwoWards } from '#tests/two-wards.ts';
import { testDatabase, type TestDatabase } from '#tests/database.ts';
import { makeCampaign } from './campaign.ts';

let database: TestDatabase;
const officer = actorWith('ward_officer', '00082');

beforeAll(async () => {
	database = await testDatabase();
	const { db } = database;
	await storePlaces(db);
	const { here } = await settleTwoWards(db);
	await db.execute(sql`
		with made as (insert into people (id, birth_year) select gen_random_uuid(), 1960 from generate_series(1, 1700) returning id)
		insert into residences (person_id, group_id, "from") select id, ${here.groupId}, '2026-01-05' from made`);
	await makeCampaign(db, NOW);
});
afterAll(() => database.close());

test('the sample reproduces what phường Cửa Nam published: people and deeds apart', async () => {
	const { db } = database;
	const [campaign] = await listCampaigns(db, officer, 'campaign.read');
	if (!campaign) throw new Error('no campaign');
	const { total, services, means, wards, days } = await readBoard(db, campaign, null, NOW);
	expect(total).toMatchObject({ actions: 4970, people: 1680 });
	expect(Object.fromEntries(services.map(({ id, actions }) => [id, actions]))).toEqual({
		'vneid-2': 1712,
		ihanoi: 950,
		'etax-mobile': 2308
	});
	expect(wards).toHaveLength(1);
	expect(days).toHaveLength(45);
	expect(means).toEqual([
		{ kind: 'vneid_2', yes: 1450, no: 0 },
		{ kind: 'etax', yes: 1400, no: 0 },
		{ kind: 'local_app', yes: 700, no: 0 }
	]);
});

test('its closed reports say what was entered, day by day, with the late ones marked', async () => {
	const { db } = database;
	const [campaign] = await listCampaigns(db, officer, 'campaign.read');
	if (!campaign) throw new Error('no campaign');
	const { days } = await readBoard(db, campaign, null, NOW);
	let late = 0;
	for (const { day } of [days[1], days[12], days[20], days[41]].filter((one) => one !== undefined)) {
		const scope = { campaignId: campaign.id, wardCodes: ['00082'], day };
		const { body, missing, overdue } = await readDayReport(db, officer, { ...scope, wardCode: '00082' }, NOW);
		expect(body.total).toEqual(await figuresOf(db, scope));
		expect(body.services.map(({ id, name: _, ...figures }) => [id, figures])).toEqual([
			...(await figuresBy(db, scope, 'service'))
		]);
		expect([missing, overdue]).toEqual([day === days[20]?.day, day === days[12]?.day]);
		late += body.total.late;
	}
	expect(late).toBeGreaterThan(0);
});
