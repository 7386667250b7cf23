import { afterAll, beforeAll, expect, test } from 'vitest';
import { anonymous, type Actor } from '#lib/access/actor.ts';
import { readGroupFigure, readPlaceFigure } from '#lib/indicators/server/place-figure.ts';
import { CUA_NAM, NOW, rowsIn, STANDARD, TODAY } from '#lib/literacy/server/figures.fixture.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { addDays } from '#lib/shared/dates.ts';
import { setAgeRule } from '#lib/territory/server/age-rules.ts';
import { storePlaces } from '#lib/territory/server/places.ts';
import { testDatabase, type TestDatabase } from '#tests/database.ts';
import { actorWith } from '#tests/two-wards.ts';

let world: TestDatabase;
let db: Db;
let rows: ReturnType<typeof rowsIn>;
let one: string;

beforeAll(async () => {
	world = await testDatabase();
	db = world.db;
	rows = rowsIn(db);
	await storePlaces(db);
	one = await rows.group(CUA_NAM, 'Tổ 1');
	await rows.declare(one, 200);
	await rows.tally(one, '2026-11-21', [61, 41, 21]);
});
afterAll(() => world.close());

test('a province with an age rule of its own has its own figure, also for everybody, and does not stand in the country’s', async () => {
	const first = addDays(TODAY, 1);
	await setAgeRule(db, actorWith('province_officer', '01'), '01', { from: first, ageFrom: 15 }, NOW);
	const readOn = (day: string, actor: Actor, code: string) => {
		const now = new Date(`${addDays(day, 1)}T05:00:00Z`);
		return readPlaceFigure(db, db, actor, { code, standard: STANDARD, asOf: actor === anonymous ? null : day }, now);
	};
	await rows.tally(one, TODAY, [30, 30, 30], { ageFrom: 15 });
	const reader = actorWith('ward_officer', 'vn');
	expect((await readOn(TODAY, reader, CUA_NAM)).figure, 'before its day').toMatchObject({
		...{ ageFrom: 18, adults: 200, attained: 41 }
	});
	expect((await readOn(first, reader, CUA_NAM)).figure, 'nobody has declared by the new age').toMatchObject({
		...{ ageFrom: 15, adults: null, undeclared: { groups: 1, assessed: 91, attained: 71 } }
	});

	await rows.declare(one, 260, { ageFrom: 15, asOf: TODAY });
	for (const code of ['01', CUA_NAM]) {
		for (const actor of [anonymous, reader]) {
			const { figure } = await readOn(first, actor, code);
			expect(figure).toMatchObject({ ageFrom: 15, adults: 260, assessed: 91, attained: 71, witnessed: 51 });
		}
	}
	const { parts } = (await readOn(first, reader, CUA_NAM)).figure;
	expect(parts.map(({ place, ageFrom, attained }) => [place.code, ageFrom, attained])).toEqual([[one, 15, 71]]);
	const group = { groupId: one, wardCode: CUA_NAM, provinceCode: '01' };
	expect(await readGroupFigure(db, group, STANDARD, first)).toMatchObject({ ageFrom: 15, adults: 260, attained: 71 });
	expect(await readGroupFigure(db, group, STANDARD, TODAY)).toMatchObject({ ageFrom: 18, adults: 200, attained: 41 });

	for (const actor of [anonymous, reader]) {
		const { figure } = await readOn(first, actor, 'vn');
		expect(figure).toMatchObject({ ageFrom: 18, adults: 200, attained: 41 });
		expect(figure.parts.find(({ place }) => place.code === '01')).toMatchObject({ ageFrom: 18, adults: 200 });
	}
});
