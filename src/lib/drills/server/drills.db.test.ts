import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { askItem, debrief, listOpenItems } from '#lib/drills/server/asked.ts';
import { findDrill, findDrillStanding, saveChoice, startDrill, type Drill } from '#lib/drills/server/drill.ts';
import { answerDrill, scamOf } from '#lib/drills/server/drill.fixture.ts';
import { endDrill } from '#lib/drills/server/end.ts';
import { drills } from '#lib/drills/server/schema.ts';
import { readMistaken } from '#lib/drills/server/mistaken.ts';
import { record } from '#lib/ledger/server/record.ts';
import { rebuild } from '#lib/ledger/server/rebuild.ts';
import { newId } from '#lib/shared/ids.ts';
import { approveScam, listScams, proposeScam, readScam, withdrawScam } from '#lib/drills/server/local-scam.ts';
import { openFor } from '#lib/openings/server/evening.fixture.ts';
import { noteHelp } from '#lib/openings/server/help.ts';
import { testDatabase, type TestDatabase } from '#tests/database.ts';
import { herself, makeWorld, NOON, settle, type World } from '#tests/world.ts';

let database: TestDatabase;
let world: World;
beforeAll(async () => {
	database = await testDatabase();
	world = await makeWorld(database.db);
});
afterAll(() => database.close());

const days = (count: number) => new Date(NOON.getTime() + count * 86_400_000);
const address = { lower: 'bác', upper: 'Bác' };

const start = (personId: string, now = NOON) =>
	startDrill(database.db, world.library, herself(personId), personId, now);

const answer = (drill: Drill, isRight: (genuine: boolean) => boolean) =>
	answerDrill(database.db, herself(drill.personId), drill, isRight, NOON);
const end = (drill: Drill, now = NOON) =>
	record(database.db, herself(drill.personId), endDrill, { drillId: drill.id, personId: drill.personId }, now);

test('a drill is one whatever is tapped twice, ends in one event, and tells when the next one is due', async () => {
	const { db } = database;
	const personId = await settle(world, world.cuaNam);
	const [drill, again] = [await start(personId), await start(personId)];
	expect(again.id).toBe(drill.id);
	await answer(drill, () => true);
	expect(await listOpenItems(db, drill)).toEqual([]);
	await end(drill);
	await end(drill, days(1));
	expect(await findDrillStanding(db, personId)).toMatchObject({
		...{ drills: 1, passedInRow: 1, misses: 0, falseAlarms: 0, lastOn: '2026-11-20', dueOn: '2026-12-20' }
	});
	const before = await findDrillStanding(db, personId);
	await rebuild(db);
	expect(await findDrillStanding(db, personId)).toEqual(before);
	const [{ n } = { n: 0 }] = await db.execute<{ n: number }>(
		sql`select count(*)::int n from events where kind = 'drill.ended' and subject_id = ${personId}::uuid`
	);
	expect(n).toBe(1);
});

test('help that was switched on while it went on stands in its event', async () => {
	const { db } = database;
	const personId = await settle(world, world.cuaNam);
	const { trainer, learningPointId, wardCode } = world.cuaNam;
	const { id: openingId } = await openFor(db, trainer, learningPointId, NOON);
	const drill = await start(personId);
	const note = { openingId, point: { wardCode }, personId, signInId: newId(NOON), kind: 'prompted' as const };
	await noteHelp(db, trainer, note, NOON);
	await answer(drill, () => true);
	await end(drill);
	const [event] = await db.execute(
		sql`select assistance, helper_id "helperId" from events where kind = 'drill.ended' and subject_id = ${personId}::uuid`
	);
	expect(event).toEqual({ assistance: 'prompted', helperId: trainer.id });
});

test('trusting everything is told from distrusting everything, and neither is passed', async () => {
	const { db } = database;
	for (const trusts of [true, false]) {
		const personId = await settle(world, world.cuaNam);
		const drill = await start(personId);
		await answer(drill, (genuine) => genuine === trusts);
		await end(drill);
		const standing = await findDrillStanding(db, personId);
		expect(standing).toMatchObject({ passedInRow: 0 });
		expect([standing?.misses, standing?.falseAlarms]).toEqual(trusts ? [standing?.fakes, 0] : [0, standing?.genuines]);
	}
});

test('a class is told how many of its people mistook what in their last drills, and nothing before five of them have', async () => {
	const { db } = database;
	const people: string[] = [];
	const drillAs = async (personId: string, isRight: (genuine: boolean) => boolean, now = NOON) => {
		const drill = await start(personId, now);
		await answer(drill, isRight);
		await end(drill, now);
	};
	for (let n = 0; n < 6; n++) {
		const personId = await settle(world, world.cuaNam);
		people.push(personId);
		await drillAs(personId, () => true);
		if (n === 3) expect(await readMistaken(db, people)).toEqual({ people: 4, kinds: [] });
	}
	const [first = '', ...others] = people;
	expect((await readMistaken(db, people)).kinds.every(({ mistaken }) => mistaken === 0)).toBe(true);
	// Only the last drill of each counts, and only of those who are asked for.
	await drillAs(first, (genuine) => genuine, days(1));
	const { people: drilled, kinds } = await readMistaken(db, people);
	expect(drilled).toBe(6);
	expect(kinds.filter(({ genuine }) => !genuine).some(({ mistaken }) => mistaken === 'few')).toBe(true);
	expect(kinds.filter(({ genuine }) => genuine).every(({ mistaken }) => mistaken === 0)).toBe(true);
	expect((await readMistaken(db, others)).kinds.every(({ mistaken }) => mistaken === 0)).toBe(true);
	await drillAs(first, () => true, days(2));
	expect((await readMistaken(db, people)).kinds.every(({ mistaken }) => mistaken === 0)).toBe(true);
	expect(await readMistaken(db, [])).toEqual({ people: 0, kinds: [] });
});

test('nothing shown before the end tells what is right; afterwards all of it does', async () => {
	const { db } = database;
	const personId = await settle(world, world.cuaNam);
	const drill = await start(personId);
	const shown = JSON.stringify(await askItem(db, drill, 1, address));
	for (const telling of ['genuine', 'right', 'explain', 'hash', 'lesson']) expect(shown).not.toContain(telling);
	await expect(debrief(db, drill, address)).rejects.toMatchObject({ code: 'drill_open', status: 409 });
	await expect(end(drill)).rejects.toMatchObject({ code: 'drill_unanswered', status: 409 });
	expect((await findDrill(db, drill.id))?.endedAt).toBe(null);
	await answer(drill, () => true);
	await end(drill);
	const ended = (await findDrill(db, drill.id)) as Drill;
	expect((await debrief(db, ended, address)).every((item) => item.right && item.explain !== '')).toBe(true);
});

test('what was not offered, an ended drill and somebody else’s are refused', async () => {
	const { db } = database;
	const [mine, other] = [await settle(world, world.cuaNam), await settle(world, world.thanhBa)];
	const drill = await start(mine);
	const save = (personId: string, n: number, place: number) =>
		saveChoice(db, herself(personId), personId, { drillId: drill.id, n, place }, NOON);
	await expect(save(mine, 1, 9)).rejects.toMatchObject({ code: 'choice_not_offered', status: 422 });
	await expect(save(mine, 11, 1)).rejects.toMatchObject({ status: 404 });
	await expect(save(other, 1, 1)).rejects.toMatchObject({ status: 404 });
	await answer(drill, () => true);
	await end(drill);
	await expect(save(mine, 1, 1)).rejects.toMatchObject({ code: 'drill_ended', status: 409 });
	await expect(
		record(db, herself(other), endDrill, { drillId: drill.id, personId: other }, NOON)
	).rejects.toMatchObject({ status: 404 });
});

test('the second drill has another share of fakes and items that the first did not have', async () => {
	const personId = await settle(world, world.cuaNam);
	const first = await start(personId);
	await answer(first, () => true);
	await end(first);
	const second = await start(personId, days(30));
	expect(second.fakes / second.form.length).not.toBeCloseTo(first.fakes / first.form.length);
	const met = new Set(first.form.map(({ id }) => id));
	const repeated = second.form.filter(({ id }) => met.has(id)).length;
	// Of a pool of 13 and 13 at most what is left over after the first can be new.
	expect(repeated).toBeLessThan(second.form.length / 2);
});

const scam = (wardCode: string) => scamOf(wardCode, NOON);

test('a ward’s fraud is drawn in that ward alone, once a second person has approved it, and until it is withdrawn', async () => {
	const { db } = database;
	const { cuaNam, thanhBa } = world;
	const input = scam(cuaNam.wardCode);
	await proposeScam(db, cuaNam.officer, input, NOON);
	await proposeScam(db, cuaNam.officer, input, NOON);
	expect(await listScams(db, cuaNam.officer)).toHaveLength(1);
	expect(await listScams(db, thanhBa.officer)).toEqual([]);
	await expect(readScam(db, thanhBa.officer, input.id, NOON)).rejects.toMatchObject({ status: 404 });
	await expect(approveScam(db, thanhBa.officer, input.id, NOON)).rejects.toMatchObject({ status: 404 });
	await expect(approveScam(db, cuaNam.officer, input.id, NOON)).rejects.toMatchObject({ code: 'local_scam_own' });

	const holds = async (commune: typeof cuaNam) =>
		(await start(await settle(world, commune))).form.some(({ id }) => id === `local/${input.id}`);
	expect(await holds(cuaNam)).toBe(false);
	const second = { ...cuaNam.officer, id: newId(NOON) };
	await approveScam(db, second, input.id, NOON);
	expect(await holds(cuaNam)).toBe(true);
	expect(await holds(thanhBa)).toBe(false);
	await withdrawScam(db, cuaNam.officer, input.id, NOON);
	expect(await holds(cuaNam)).toBe(false);
	await expect(approveScam(db, second, input.id, NOON)).rejects.toMatchObject({ code: 'local_scam_withdrawn' });
	const entries = await db.execute(sql`select verb from audit_entries where object_id = ${input.id} order by id`);
	expect(entries.map(({ verb }) => verb)).toEqual(['local_scam.propose', 'local_scam.approve', 'local_scam.withdraw']);
});

test('what looks like somebody’s number, code or address is refused, and a resident proposes nothing', async () => {
	const { db } = database;
	const { cuaNam, thanhBa } = world;
	for (const [part, code] of [
		[{ cameFrom: 'Số 0912 345 678' }, 'real_looking_number'],
		[{ text: 'Đọc mã 482915' }, 'real_looking_one_time_code'],
		[{ explain: 'Xem tại example.com' }, 'real_looking_address']
	] as const) {
		const input = { ...scam(cuaNam.wardCode), ...part };
		await expect(proposeScam(db, cuaNam.officer, input, NOON)).rejects.toMatchObject({ code, status: 422 });
	}
	const resident = herself(await settle(world, cuaNam));
	for (const actor of [resident, thanhBa.officer, cuaNam.trainer]) {
		await expect(proposeScam(db, actor, scam(cuaNam.wardCode), NOON)).rejects.toMatchObject({ status: 403 });
	}
	const rows = await db.select().from(drills).where(eq(drills.personId, resident.id));
	expect(rows).toEqual([]);
});
