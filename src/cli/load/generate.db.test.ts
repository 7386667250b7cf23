import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { residentsStandard } from '#lib/curriculum/library.ts';
import { storeVersions } from '#lib/curriculum/server/versions.ts';
import { rebuild } from '#lib/ledger/server/rebuild.ts';
import { readFigure } from '#lib/literacy/server/figure.ts';
import { connect, type Connection } from '#lib/server/db/connect.ts';
import { readSetting } from '#lib/server/installation.ts';
import { addDays, dayOf } from '#lib/shared/dates.ts';
import { storePlaces } from '#lib/territory/server/places.ts';
import { testDatabase, type TestDatabase } from '#tests/database.ts';
import { foldedRows } from '#tests/folded-rows.ts';
import { readContent } from '../preparation.ts';
import { generateLoad } from './generate.ts';
import { sizeOf } from './size.ts';

const NOW = new Date('2026-11-22T03:00:00Z');
const SIZE = sizeOf(400, { groups: 170 });
const library = readContent();

let database: TestDatabase;
let owner: Connection;

beforeAll(async () => {
	database = await testDatabase();
	owner = connect(database.ownerUrl, { max: 1, statementTimeout: 0 });
	await storePlaces(database.db);
	await storeVersions(database.db, library, NOW);
	await generateLoad(owner.db, SIZE, library, NOW);
});
afterAll(async () => {
	await owner.close();
	await database.close();
});

test('invented people have about ten events each, and say of themselves that they are invented', async () => {
	const { db } = database;
	const [row] = await db.execute(sql`
		select (select count(*)::int from people) people, (select count(*)::int from events) between 3000 and 5000 events,
			(select count(*)::int from residential_groups where valid_to is not null) ended,
			(select bool_and(full_name like 'Nguyễn Mẫu %') from person_names) named`);
	expect(row).toEqual({ people: 400, events: true, ended: 4, named: true });
	expect(await readSetting(db, 'sample')).toBe(true);
});

test('what stands is what a rebuild from the invented log makes', async () => {
	const rows = await foldedRows(database.db);
	for (const [table, found] of Object.entries(rows)) {
		if (!['scenario_progress', 'drill_standings'].includes(table)) expect(found.length, table).toBeGreaterThan(0);
	}
	await rebuild(database.db);
	const made = await foldedRows(database.db);
	for (const table of Object.keys(rows)) expect(made[table], table).toEqual(rows[table]);
});

test('the figures of the invented places add up, today and in the past', async () => {
	const standard = residentsStandard(library);
	for (const asOf of [dayOf(NOW), addDays(dayOf(NOW), -200), '2025-08-01']) {
		const country = await readFigure(database.db, 'vn', standard, asOf);
		expect(country.attained).toBeGreaterThan(10);
		for (const of of ['assessed', 'attained', 'witnessed'] as const) {
			const wards = country.parts.flatMap(({ parts }) => parts);
			expect(wards.reduce((sum, ward) => sum + ward[of], 0)).toBe(country[of]);
		}
		const [first] = country.parts.flatMap(({ parts }) => parts).filter(({ attained }) => attained > 0);
		const ward = await readFigure(database.db, first?.place.code ?? '', standard, asOf);
		expect(ward).toMatchObject({ attained: first?.attained, adults: first?.adults });
		expect(ward.parts.reduce((sum, group) => sum + group.attained, 0)).toBe(ward.attained);
	}
});

test('where anybody is known nothing is invented', async () => {
	await expect(generateLoad(owner.db, SIZE, library, NOW)).rejects.toThrow('empty database only');
});
