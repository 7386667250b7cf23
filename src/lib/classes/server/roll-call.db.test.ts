import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { record } from '#lib/ledger/server/record.ts';
import { joinWith, openFor } from '#lib/openings/server/evening.fixture.ts';
import { enterTablet } from '#lib/openings/server/presence.ts';
import { addDays, dayOf } from '#lib/shared/dates.ts';
import { newId } from '#lib/shared/ids.ts';
import { issueCard } from '#lib/sign-in/server/cards.ts';
import { erasePerson } from '#lib/sign-in/server/erasure.ts';
import type { Mark } from '#lib/classes/class.ts';
import { readBoard } from '#lib/classes/server/board.ts';
import { endEnrolment } from '#lib/classes/server/enrolment.ts';
import { inClass, openEveningClass } from '#lib/classes/server/evening-class.fixture.ts';
import { cancelEvening } from '#lib/classes/server/meetings.ts';
import {
	fillFromOpening,
	listCorrections,
	markByCard,
	readMeeting,
	takeRollCall
} from '#lib/classes/server/roll-call.ts';
import { attendanceMarks } from '#lib/classes/server/schema.ts';
import { testDatabase, type TestDatabase } from '#tests/database.ts';
import { actorWith, makeWorld, NOON, settle, takeTest, type World } from '#tests/world.ts';

const ADDRESS = '203.0.113.9';
const TODAY = dayOf(NOON);

let database: TestDatabase;
let world: World;
let made: Awaited<ReturnType<typeof openEveningClass>>;

beforeAll(async () => {
	database = await testDatabase();
	world = await makeWorld(database.db);
});
afterAll(() => database.close());
beforeEach(async () => {
	made = await openEveningClass(world.db, world.cuaNam.trainer, world.library, world.cuaNam.learningPointId, NOON);
});

const { trainer, enrol, call, roll, board } = inClass(() => ({ world, made }));
const code = (code: string) => expect.objectContaining({ code });

describe('the roll', () => {
	test('of forty typed in from a sheet keeps the day and the moment apart, and sent twice is taken once', async () => {
		const people: string[] = [];
		for (let n = 0; n < 40; n += 1) people.push(await settle(world, world.cuaNam, { confirmed: false }));
		await enrol(people, addDays(TODAY, -1));
		const marks = people.map((personId, n) => ({
			personId,
			mark: n % 10 === 0 ? ('excused' as const) : ('present' as const)
		}));
		expect(await call(marks, made.yesterday)).toBe(40);
		expect(await call(marks, made.yesterday)).toBe(0);
		const rows = await world.db.select().from(attendanceMarks).where(eq(attendanceMarks.meetingId, made.yesterday));
		expect(rows).toHaveLength(40);
		expect(rows.every(({ markedAt, way }) => dayOf(markedAt) === TODAY && way === 'sheet')).toBe(true);
		expect((await readMeeting(world.db, made.classId, made.yesterday)).day).toBe(addDays(TODAY, -1));
	});

	test('keeps what a correction replaced, with who and when', async () => {
		const personId = await settle(world, world.cuaNam);
		await enrol([personId]);
		await call([{ personId, mark: 'absent' }]);
		expect(await call([{ personId, mark: 'late', was: 'absent' }])).toBe(1);
		expect(await roll()).toMatchObject([{ personId, mark: 'late' }]);
		expect(await listCorrections(world.db, made.tonight)).toMatchObject([{ mark: 'absent', at: NOON }]);
	});

	test('undoes nothing that somebody else wrote since the page was shown', async () => {
		const [one, other] = [await settle(world, world.cuaNam), await settle(world, world.cuaNam)];
		await enrol([one, other]);
		await call([{ personId: one, mark: 'excused' }]);
		const stale = [
			{ personId: one, mark: 'absent' as const },
			{ personId: other, mark: 'present' as const }
		];
		await expect(call(stale)).rejects.toEqual(code('roll_call_changed'));
		expect((await roll()).map(({ mark }) => mark).sort()).toEqual(['excused', null]);
		expect(await call([stale[1] as { personId: string; mark: Mark }])).toBe(1);
	});

	test('refuses another day, another class, and whoever is not enrolled that day', async () => {
		const { db, cuaNam, library } = world;
		const personId = await settle(world, cuaNam);
		await enrol([personId]);
		const mark = { personId, mark: 'present' as const };
		await expect(call([mark], made.tomorrow)).rejects.toEqual(code('meeting_not_yet'));
		await expect(call([mark], made.yesterday)).rejects.toEqual(code('class_not_enrolled'));
		await expect(call([{ ...mark, personId: await settle(world, cuaNam) }])).rejects.toEqual(
			code('class_not_enrolled')
		);
		const other = await openEveningClass(db, trainer(), library, cuaNam.learningPointId, NOON);
		await expect(call([mark], other.tonight)).rejects.toEqual(code('not_found'));
		await cancelEvening(db, trainer(), { classId: made.classId, meetingId: made.tonight }, NOON);
		await expect(call([mark])).rejects.toEqual(code('meeting_cancelled'));
	});

	test('takes a card once, tonight only, and only of whoever is enrolled', async () => {
		const { db, cuaNam } = world;
		const personId = await settle(world, cuaNam);
		const { token: card } = await issueCard(db, trainer(), personId, NOON);
		const scan = (meetingId = made.tonight) =>
			markByCard(db, trainer(), { classId: made.classId, meetingId, card }, ADDRESS, NOON);
		await expect(scan()).rejects.toEqual(code('class_not_enrolled'));
		await enrol([personId], addDays(TODAY, -2));
		await expect(scan(made.yesterday)).rejects.toEqual(code('meeting_another_day'));
		expect([(await scan()).added, (await scan()).added]).toEqual([true, false]);
		expect(await roll()).toMatchObject([{ mark: 'present', way: 'card' }]);
	});

	test('may be filled from the tablets of the same place and day, and overwrites no mark', async () => {
		const { db, cuaNam, thanhBa } = world;
		const [came, late, elsewhere] = [
			await settle(world, cuaNam),
			await settle(world, cuaNam),
			await settle(world, cuaNam)
		];
		await enrol([came, late, elsewhere], addDays(TODAY, -1));
		const sit = async (commune: typeof cuaNam, people: string[]) => {
			const { code } = await openFor(db, commune.trainer, commune.learningPointId, NOON);
			const { tablet } = await joinWith(db, code, NOON);
			for (const id of people) await enterTablet(db, tablet, id, 'pictures', NOON);
		};
		await sit(cuaNam, [came, late]);
		await sit(thanhBa, [elsewhere]);
		await call([{ personId: late, mark: 'late' }]);
		const fill = (meetingId: string) => fillFromOpening(db, trainer(), { classId: made.classId, meetingId }, NOON);
		expect([await fill(made.tonight), await fill(made.tonight), await fill(made.yesterday)]).toEqual([1, 0, 0]);
		const marks = new Map((await roll()).map(({ personId, mark }) => [personId, mark]));
		expect([marks.get(came), marks.get(late), marks.get(elsewhere)]).toEqual(['present', 'late', null]);
	});

	test('is a helper’s to take, who sees no board', async () => {
		const helper = actorWith('helper', world.cuaNam.wardCode);
		const personId = await settle(world, world.cuaNam);
		await enrol([personId]);
		const marks = [{ personId, mark: 'present' as const, was: null }];
		const input = { classId: made.classId, meetingId: made.tonight, marks, way: 'tap' as const };
		expect(await takeRollCall(world.db, helper, input, NOON)).toBe(1);
		await expect(readBoard(world.db, helper, world.library, made.classId, 'look', NOON)).rejects.toEqual(
			code('not_found')
		);
		await expect(enrol([personId], TODAY, helper)).rejects.toEqual(code('not_found'));
	});
});

describe('the board', () => {
	test('tells who finished, who is stuck and on what, and who never came, from results as they count', async () => {
		const { cuaNam, standard } = world;
		const people = [await settle(world, cuaNam), await settle(world, cuaNam), await settle(world, cuaNam)];
		const [done = '', stuck = '', never = ''] = people;
		const module = standard.modules[0] ?? '';
		await enrol(people);
		await takeTest(world, done, { door: 'whole', standard: standard.id });
		for (const _ of [1, 2])
			await takeTest(world, stuck, { door: 'module', standard: standard.id, module }, { right: 2 });
		const { counts, people: shown } = await board();
		expect(counts).toEqual({ finished: 1, on_the_way: 0, stuck: 1, never_came: 1 });
		const of = (id: string) => shown.find(({ personId }) => personId === id);
		expect(of(done)).toMatchObject({ state: 'finished', next: null });
		expect(of(never)).toMatchObject({ state: 'never_came', next: { kind: 'call' } });
		expect(of(stuck)).toMatchObject({ stuck: expect.arrayContaining([{ why: 'failed_twice', module }]) });
		expect(of(stuck)?.next).toMatchObject({ kind: 'again', module });
	});

	test('is of whoever is enrolled: who has left, died or was erased is not counted', async () => {
		const { db, cuaNam } = world;
		const people = [await settle(world, cuaNam), await settle(world, cuaNam), await settle(world, cuaNam)];
		const [stays = '', leaves = '', erased = ''] = people;
		await enrol(people, addDays(TODAY, -3));
		await endEnrolment(db, trainer(), { classId: made.classId, personId: leaves }, NOON);
		await record(db, cuaNam.officer, erasePerson, { eventId: newId(NOON), personId: erased }, NOON);
		expect((await board()).people.map(({ personId }) => personId)).toEqual([stays]);
		expect(await enrol([leaves])).toBe(1);
	});
});
