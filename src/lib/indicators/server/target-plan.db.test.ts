import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { targets } from '#lib/indicators/server/schema.ts';
import { setTarget, type NewTarget } from '#lib/indicators/server/set-target.ts';
import { previewPlan, setPlan, wouldSet } from '#lib/indicators/server/target-plan.ts';
import { testDatabase, type TestDatabase } from '#tests/database.ts';
import { actorWith, makeWorld, NOON, type World } from '#tests/world.ts';

const CENTRE = 'Ban Chỉ đạo Trung ương';
const OFFICIALS = 'can-bo-ky-nang-so';
const PLACE = '00082';
const province = actorWith('province_officer', '01');
const promise = (more: Partial<NewTarget> = {}): NewTarget => ({
	...{ place: PLACE, indicator: OFFICIALS, value: 0.8, dueOn: '2026-12-31', issuer: CENTRE, source: 'Kế hoạch cũ' },
	...more
});
let database: TestDatabase;
let world: World;

beforeAll(async () => {
	database = await testDatabase();
	world = await makeWorld(database.db);
});
afterAll(() => database.close());
beforeEach(() => world.db.delete(targets));

const asked = (issuer = CENTRE, place = PLACE) => ({ place, issuer });
const look = (actor = world.cuaNam.officer, issuer = CENTRE) => previewPlan(world.db, actor, asked(issuer), NOON);
const set = (seen: string[] = [], actor = world.cuaNam.officer, issuer = CENTRE) =>
	setPlan(world.db, actor, { ...asked(issuer), seen }, NOON);
const statesOf = async (actor = world.cuaNam.officer, issuer = CENTRE) =>
	Object.fromEntries((await look(actor, issuer)).map((one) => [`${one.indicator} ${one.dueOn}`, one.state]));
const rows = () => world.db.select().from(targets);
async function audited(): Promise<number> {
	const [row] = await world.db.execute<{ n: number }>(
		sql`select count(*)::int n from audit_entries where verb = 'target.set'`
	);
	return row?.n ?? 0;
}

test('a plan is set in one step, each target with its own audit entry, and a second time nothing changes', async () => {
	const before = await audited();
	expect((await look()).map(({ state }) => state)).toEqual(['new', 'new', 'new', 'new']);
	expect(await set()).toBe(4);
	const after = await rows();
	expect(after).toHaveLength(4);
	expect(after.every((row) => row.place === PLACE && row.issuer === CENTRE && !row.fromAbove)).toBe(true);
	expect((await audited()) - before).toBe(4);
	expect(new Set(Object.values(await statesOf()))).toEqual(new Set(['same']));
	expect(await set()).toBe(0);
	expect(await rows()).toEqual(after);
	expect((await audited()) - before).toBe(4);
});

test('two taps at once set each target once', async () => {
	const sums = await Promise.all([set(), set()]);
	expect(sums.sort()).toEqual([0, 4]);
	expect(await rows()).toHaveLength(4);
});

test('what differs is replaced only if it was seen, else nothing at all is set', async () => {
	await setTarget(world.db, world.cuaNam.officer, promise(), NOON);
	const [line] = (await look()).filter(({ indicator }) => indicator === OFFICIALS);
	expect(line).toMatchObject({
		state: 'changed',
		standing: { value: 0.8, source: 'Kế hoạch cũ' },
		running: { value: 0.8, issuer: CENTRE }
	});
	await expect(set()).rejects.toMatchObject({ code: 'target_replaced', status: 409 });
	expect(await rows()).toHaveLength(1);
	expect(await set([line?.standing?.id ?? ''])).toBe(4);
	const all = await rows();
	expect(all).toHaveLength(5);
	expect(all.filter(({ replacedBy }) => replacedBy !== null)).toMatchObject([{ source: 'Kế hoạch cũ' }]);
});

test('what is past is left out, and what is easier than what is asked from above, or set from above', async () => {
	await setTarget(world.db, province, promise({ indicator: 'lao-dong-ky-nang-so', value: 0.9 }), NOON);
	await setTarget(
		world.db,
		province,
		promise({ indicator: 'dien-thoai-thong-minh', value: 0.95, dueOn: '2026-12-15', issuer: 'UBND thành phố' }),
		NOON
	);
	expect((await statesOf())['lao-dong-ky-nang-so 2026-12-31']).toBe('from_above');
	expect(await set()).toBe(3);
	const ward = 'UBND phường Cửa Nam';
	expect(await statesOf(world.cuaNam.officer, ward)).toMatchObject({
		'can-bo-ky-nang-so 2025-12-31': 'past',
		'dien-thoai-thong-minh 2026-12-31': 'easier',
		'ho-so-truc-tuyen 2026-12-31': 'new'
	});
	expect(await set([], world.cuaNam.officer, ward)).toBe(2);
});

test('the province binds a ward by what the ward had set for itself', async () => {
	await set();
	expect(new Set(Object.values(await statesOf(province)))).toEqual(new Set(['raised']));
	const seen = (await look(province)).filter(wouldSet).flatMap(({ standing }) => standing?.id ?? []);
	expect(await set(seen, province)).toBe(4);
	expect(new Set(Object.values(await statesOf(province)))).toEqual(new Set(['same']));
	expect((await rows()).filter(({ replacedBy, fromAbove }) => replacedBy === null && fromAbove)).toHaveLength(4);
});

test('another commune’s officer may neither look nor set, and an issuer without templates is not found', async () => {
	const { officer } = world.thanhBa;
	await expect(look(officer)).rejects.toMatchObject({ status: 403 });
	await expect(set([], officer)).rejects.toMatchObject({ status: 403 });
	await expect(look(world.cuaNam.officer, 'Ai đó')).rejects.toMatchObject({ status: 404 });
	expect(await rows()).toHaveLength(0);
});
