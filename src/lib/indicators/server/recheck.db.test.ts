import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { recheckPeople, rechecks } from '#lib/indicators/server/recheck-schema.ts';
import { readPlaceRecheck } from '#lib/indicators/server/place-recheck.ts';
import { findProgress, listWardProgress } from '#lib/indicators/server/recheck-progress.ts';
import { drawRound } from '#lib/indicators/server/recheck-round.ts';
import { listRounds, readRound } from '#lib/indicators/server/round.ts';
import { drawRecheck, listRechecks, noteOutcome, readRecheck, repeatDraw } from '#lib/indicators/server/recheck.ts';
import { countsOf, findVerdicts } from '#lib/indicators/server/verdicts.ts';
import { readSignals } from '#lib/indicators/server/signals.ts';
import { literacyStatuses } from '#lib/literacy/server/schema.ts';
import { newId } from '#lib/shared/ids.ts';
import { actorWith, makeWorld, NOON, settle, takeTest, type World } from '#tests/world.ts';
import { testDatabase, type TestDatabase } from '#tests/database.ts';

const DAY = 86_400_000;
const LATER = new Date(NOON.getTime() + DAY);
const LATEST = new Date(NOON.getTime() + 2 * DAY);

let database: TestDatabase;
let world: World;
const people: string[] = [];
const recheckId = newId(NOON);
const province = actorWith('province_officer', '01');
/** works in the ward and has met nobody in it */
const stranger = actorWith('trainer', '00082');

beforeAll(async () => {
	database = await testDatabase();
	world = await makeWorld(database.db);
	const { cuaNam, thanhBa, standard } = world;
	const whole = { door: 'whole', standard: standard.id } as const;
	for (const commune of [cuaNam, thanhBa]) {
		for (let n = 0; n < 7; n += 1) {
			const id = await settle(world, commune);
			if (n < 6) await takeTest(world, id, whole);
			if (commune === cuaNam && n < 6) people.push(id);
		}
	}
});
afterAll(() => database.close());

const draw = (input: Partial<Parameters<typeof drawRecheck>[3]> = {}, actor = province) =>
	drawRecheck(
		database.db,
		actor,
		world.standard,
		{ id: recheckId, place: '00082', size: 30, weighted: false, ...input },
		LATER
	);

const again = (id: string, right: number | undefined, trainer = stranger) =>
	takeTest(
		world,
		id,
		{ door: 'whole', standard: world.standard.id },
		{ ...(right !== undefined && { right }), witness: { trainer, learningPointId: world.cuaNam.learningPointId } },
		LATEST
	);

const verdictFor = async (id: string) =>
	(await findVerdicts(database.db, [recheckId])).find(({ personId }) => personId === id)?.verdict;

describe('a draw', () => {
	test('is the province’s own, never the ward’s, nor another province’s', async () => {
		const { officer, trainer } = world.cuaNam;
		const others = [officer, trainer, actorWith('ward_leader', '00082'), actorWith('province_officer', '25')];
		for (const actor of [...others, actorWith('administrator', 'vn')]) {
			await expect(draw({}, actor)).rejects.toMatchObject({ status: 403 });
		}
		expect(await database.db.select().from(rechecks)).toEqual([]);
	});

	test('takes those whom the figure counts, and sent twice it is one that can be repeated', async () => {
		await Promise.all([draw(), draw(), draw()]);
		const drawn = await database.db.select().from(recheckPeople);
		expect(drawn.map(({ personId }) => personId).sort()).toEqual([...people].sort());
		expect(drawn.every(({ probability }) => probability === 1)).toBe(true);
		expect(await repeatDraw(database.db, province, recheckId, LATER)).toBe(true);
		const [kept] = await database.db.select().from(rechecks);
		await database.db
			.update(recheckPeople)
			.set({ personId: newId(NOON) })
			.where(eq(recheckPeople.personId, people[5] ?? ''));
		expect(await repeatDraw(database.db, province, recheckId, LATER)).toBe(false);
		await database.db.delete(recheckPeople);
		await database.db.delete(rechecks).where(eq(rechecks.id, kept?.id ?? ''));
		await draw();
	});

	test('weighs who answered too fast more, and one group is drawn by itself', async () => {
		const id = newId(NOON);
		await draw({ id, place: world.cuaNam.groups[0], size: 2, weighted: true });
		const [kept] = await database.db.select().from(rechecks).where(eq(rechecks.id, id));
		// The invented tests were handed in the moment they began.
		expect(kept?.weights).toEqual([2, 2, 2, 2, 2, 2]);
		const drawn = await database.db.select().from(recheckPeople).where(eq(recheckPeople.recheckId, id));
		expect(drawn.map(({ probability }) => probability)).toEqual([2 / 6, 2 / 6]);
		await database.db.delete(recheckPeople).where(eq(recheckPeople.recheckId, id));
		await database.db.delete(rechecks).where(eq(rechecks.id, id));
	});

	test('is refused where fewer than five are counted, and where there is no such place', async () => {
		const [, second] = world.cuaNam.groups;
		await expect(draw({ id: newId(NOON), place: second })).rejects.toMatchObject({ code: 'recheck_too_few' });
		await expect(draw({ id: newId(NOON), place: '99999' })).rejects.toMatchObject({ status: 404 });
		await expect(draw({ id: newId(NOON), place: '01' })).rejects.toMatchObject({ status: 404 });
	});

	test('is seen by the province and the ward’s witnesses, and found by nobody else', async () => {
		expect(await listRechecks(database.db, stranger)).toHaveLength(1);
		for (const actor of [world.cuaNam.officer, world.thanhBa.trainer, actorWith('province_officer', '25')]) {
			expect(await listRechecks(database.db, actor)).toEqual([]);
			await expect(readRecheck(database.db, actor, recheckId, LATER)).rejects.toMatchObject({ status: 404 });
		}
	});
});

describe('a re-check', () => {
	test('is settled by the first witnessed test after the draw, before whoever did not teach her', async () => {
		const [one = '', two = '', three = ''] = people;
		const before = await database.db.select().from(literacyStatuses).where(eq(literacyStatuses.personId, two));
		await again(one, undefined);
		await again(two, 0);
		// Her own trainer registered her.
		await again(three, 0, world.cuaNam.trainer);
		expect([await verdictFor(one), await verdictFor(two), await verdictFor(three)]).toEqual([true, false, null]);
		const after = await database.db.select().from(literacyStatuses).where(eq(literacyStatuses.personId, two));
		expect(after[0]?.attainedDay).toBe(before[0]?.attainedDay);
		expect(after[0]?.evidence).toEqual(before[0]?.evidence);
	});

	test('notes why somebody could not be asked, by a witness who did not teach her, and not over a test', async () => {
		const [one = '', , , four = ''] = people;
		const note = (personId: string, actor = stranger) =>
			noteOutcome(database.db, actor, { recheckId, personId, outcome: 'moved' }, LATEST);
		await expect(note(four, world.cuaNam.trainer)).rejects.toMatchObject({ code: 'recheck_taught', status: 403 });
		await expect(note(four, world.thanhBa.trainer)).rejects.toMatchObject({ status: 404 });
		await expect(note(newId(NOON))).rejects.toMatchObject({ status: 404 });
		await expect(note('x')).rejects.toMatchObject({ status: 404 });
		await expect(note(one)).rejects.toMatchObject({ code: 'recheck_settled', status: 409 });
		await Promise.all([note(four), note(four)]);
		expect(countsOf(await findVerdicts(database.db, [recheckId]))).toEqual({
			...{ drawn: 6, agreed: 1, differed: 1 },
			missing: { not_found: 0, refused: 0, moved: 1 }
		});
	});

	test('gives no rate below five, and then one with its interval and a corrected one beside the figure', async () => {
		const figure = { attained: 6, adults: 240, doubt: null };
		const read = (now: Date, explained = true) => readPlaceRecheck(database.db, '00082', explained, figure, now);
		expect(await read(LATEST)).toMatchObject({ agreement: null, corrected: null, counts: { agreed: 1, differed: 1 } });
		for (const id of people.slice(3)) await again(id, undefined);
		const shown = await read(LATEST);
		expect(shown?.counts).toMatchObject({ agreed: 4, differed: 1 });
		expect(shown?.agreement?.rate).toBeCloseTo(0.8);
		expect(shown?.corrected?.rate).toBeCloseTo((0.8 * 6) / 240);
		expect(shown?.corrected?.high).toBeGreaterThan(shown?.corrected?.low ?? 1);
		// Everybody learns that it was done, and no number below five.
		expect(await read(new Date(LATEST.getTime() + DAY), false)).toMatchObject({
			counts: null,
			agreement: null,
			settled: 5
		});
	});
});

test('signals count a witness’s tests of one ward, and none of another', async () => {
	const { helpers, points } = await readSignals(database.db, actorWith('ward_leader', '00082'), '00082', LATEST);
	expect(helpers.find(({ id }) => id === stranger.id)).toMatchObject({ tests: 5, people: 5, fast: 5, night: 0 });
	expect(helpers.find(({ id }) => id === stranger.id)?.signals).toContain('fast');
	expect(points).toMatchObject([{ id: world.cuaNam.learningPointId, tests: 6 }]);
	for (const actor of [world.cuaNam.officer, actorWith('ward_leader', '08152'), stranger]) {
		await expect(readSignals(database.db, actor, '00082', LATEST)).rejects.toMatchObject({ status: 404 });
	}
});

describe('a province drawn in one step', () => {
	const round = { id: newId(NOON), provinceCode: '01', size: 5, weighted: true };
	const drawAll = (actor = province, input: Partial<typeof round> = {}) =>
		drawRound(database.db, actor, world.standard, { ...round, ...input }, LATEST);
	const lists = () => database.db.select().from(rechecks).where(eq(rechecks.roundId, round.id));

	test('is the province’s alone, and is refused where no group has five', async () => {
		const { officer, trainer } = world.cuaNam;
		for (const actor of [officer, trainer, actorWith('ward_leader', '00082'), actorWith('province_officer', '25')]) {
			await expect(drawAll(actor)).rejects.toMatchObject({ status: 403 });
		}
		const empty = { id: newId(NOON), provinceCode: '04' };
		await expect(drawAll(actorWith('province_officer', '04'), empty)).rejects.toMatchObject({ status: 409 });
		const ward = { id: newId(NOON), provinceCode: '00082' };
		await expect(drawAll(actorWith('province_officer', '00082'), ward)).rejects.toMatchObject({ status: 404 });
		expect(await lists()).toEqual([]);
	});

	test('gives each group with five people a list of its own seed, once however often it is sent', async () => {
		await Promise.all([drawAll(), drawAll()]);
		await drawAll();
		const made = await lists();
		expect(made.map(({ groupId, wardCode }) => [groupId, wardCode])).toEqual([[world.cuaNam.groups[0], '00082']]);
		const [{ id = '', seed = '' } = {}] = made;
		expect(seed.endsWith(world.cuaNam.groups[0])).toBe(true);
		expect(await database.db.select().from(recheckPeople).where(eq(recheckPeople.recheckId, id))).toHaveLength(5);
		expect(await repeatDraw(database.db, province, id, LATEST)).toBe(true);
	});

	test('stands beside the figure of its group and, being newer, of its ward; its progress by ward', async () => {
		const [{ id = '' } = {}] = await lists();
		const later = new Date(LATEST.getTime() + DAY);
		const figure = { attained: 6, adults: 120, doubt: null };
		const read = (place: string, explained = true) => readPlaceRecheck(database.db, place, explained, figure, later);
		for (const place of [world.cuaNam.groups[0], '00082']) {
			expect(await read(place)).toMatchObject({ draws: 1, people: 6, agreement: null, counts: { drawn: 5 } });
		}
		expect(await read(world.thanhBa.groups[0])).toBeNull();
		const mine = await listWardProgress(database.db, province);
		expect(mine).toEqual([{ wardCode: '00082', lists: 2, drawn: 11, done: 5, noted: 0, open: 6 }]);
		expect(await listWardProgress(database.db, actorWith('province_officer', '25'))).toEqual([]);
		expect((await findProgress(database.db, [id])).get(id)).toEqual({ drawn: 5, done: 0, noted: 0, open: 5 });
	});

	test('is one round: with its seed and result for the province, without them for a witness of a ward', async () => {
		const mine = await readRound(database.db, province, round.id);
		const ward = { wardCode: '00082', lists: 1, drawn: 5, done: 0, noted: 0, open: 5 };
		expect(mine).toMatchObject({ provinceCode: '01', size: 5, people: 6, drawnBy: province.id, wards: [ward] });
		expect(mine.result).toMatchObject({ counts: { drawn: 5, agreed: 0 }, agreement: null });
		expect(mine.result?.seed).toMatch(/^[0-9a-f]{32}$/);
		const hers = await readRound(database.db, stranger, round.id);
		expect([hers.result, hers.wards]).toEqual([null, [{ ...ward, counts: null }]]);
		expect(await listRounds(database.db, stranger)).toMatchObject([{ id: round.id, lists: 1, drawn: 5 }]);
		for (const actor of [world.thanhBa.trainer, world.cuaNam.officer, actorWith('province_officer', '25')]) {
			await expect(readRound(database.db, actor, round.id)).rejects.toMatchObject({ status: 404 });
			expect(await listRounds(database.db, actor)).toEqual([]);
		}
		await expect(readRound(database.db, province, 'x')).rejects.toMatchObject({ status: 404 });
	});

	test('publishes a group’s agreement once five have taken the test again, and no small number', async () => {
		const [{ id = '' } = {}] = await lists();
		const drawn = await database.db.select().from(recheckPeople).where(eq(recheckPeople.recheckId, id));
		const witness = { trainer: actorWith('trainer', '00082'), learningPointId: world.cuaNam.learningPointId };
		const after = new Date(LATEST.getTime() + 2 * DAY);
		for (const [index, { personId }] of drawn.entries()) {
			const right = index === 0 ? { right: 0 } : {};
			await takeTest(world, personId, { door: 'whole', standard: world.standard.id }, { ...right, witness }, after);
		}
		const figure = { attained: 6, adults: 120, doubt: null };
		const read = (minutes: number, explained: boolean) =>
			readPlaceRecheck(database.db, world.cuaNam.groups[0], explained, figure, new Date(+after + minutes * 60_000));
		const shown = await read(2, true);
		expect(shown?.counts).toMatchObject({ agreed: 4, differed: 1 });
		expect(shown?.corrected?.rate).toBeCloseTo(((shown?.agreement?.rate ?? 0) * 6) / 120);
		expect(await read(4, false)).toMatchObject({ counts: null, agreement: null, corrected: null, settled: 5 });
	});
});
