import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { atConsole } from '#lib/access/actor.ts';
import { record } from '#lib/ledger/server/record.ts';
import { readPerson } from '#lib/people/server/person.ts';
import { recordDeath } from '#lib/people/server/residence.ts';
import { addDays, dayOf } from '#lib/shared/dates.ts';
import { newId } from '#lib/shared/ids.ts';
import { issueCard } from '#lib/sign-in/server/cards.ts';
import { erasePerson } from '#lib/sign-in/server/erasure.ts';
import { endRole, grantRole } from '#lib/sign-in/server/roles.ts';
import { endClass } from '#lib/classes/server/board.ts';
import { matchPasted, listGroupCandidates } from '#lib/classes/server/candidates.ts';
import { changeClass, type ClassChange } from '#lib/classes/server/changes.ts';
import { listClasses, listEvenings, listNextEvenings, readClass } from '#lib/classes/server/class.ts';
import {
	countEnrolled,
	endEnrolment,
	enrolByCard,
	enrolHerself,
	leaveClass,
	listEnrolled
} from '#lib/classes/server/enrolment.ts';
import { inClass, openEveningClass } from '#lib/classes/server/evening-class.fixture.ts';
import { addEvening, cancelEvening } from '#lib/classes/server/meetings.ts';
import { readOwnClasses } from '#lib/classes/server/own-record.ts';
import { findNextEvening, readForHer } from '#lib/classes/server/own.ts';
import { listClassTrainers } from '#lib/classes/server/trainers.ts';
import { testDatabase, type TestDatabase } from '#tests/database.ts';
import { herself, makeWorld, NOON, mergeTwo, settle, type World } from '#tests/world.ts';

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

describe('a class', () => {
	test('is listed with as many people, and the same next evening, as it says itself', async () => {
		const other = await openEveningClass(world.db, trainer(), world.library, world.cuaNam.learningPointId, NOON);
		const people = [1, 2, 3].map(() => settle(world, world.cuaNam));
		await enrol(await Promise.all(people));
		await cancelEvening(world.db, trainer(), { classId: other.classId, meetingId: other.tonight }, NOON);
		const asked = [made, other].map(({ classId }) => ({ classId, on: TODAY }));
		const listed = await Promise.all(asked.map(({ classId, on }) => listEnrolled(world.db, classId, on)));
		const counted = await countEnrolled(world.db, asked);
		expect(asked.map(({ classId }) => counted.get(classId) ?? 0)).toEqual(listed.map(({ length }) => length));
		expect(listed.map(({ length }) => length)).toEqual([3, 0]);
		const next = await listNextEvenings(world.db, [made.classId, other.classId], TODAY);
		expect([next.get(made.classId)?.day, next.get(other.classId)?.day]).toEqual([TODAY, addDays(TODAY, 1)]);
	});

	test('is the same one when its form is sent twice, and is found in its own ward only', async () => {
		await openEveningClass(world.db, trainer(), world.library, world.cuaNam.learningPointId, NOON, {
			classId: made.classId,
			name: 'Lớp khác'
		});
		expect((await readClass(world.db, trainer(), 'class.run', made.classId)).name).toBe('Lớp tối');
		expect((await listClasses(world.db, trainer())).map(({ id }) => id)).toContain(made.classId);
		expect(await listClasses(world.db, world.thanhBa.trainer)).toEqual([]);
		await expect(readClass(world.db, world.thanhBa.trainer, 'class.run', made.classId)).rejects.toEqual(
			code('not_found')
		);
		await expect(
			openEveningClass(world.db, world.thanhBa.trainer, world.library, world.cuaNam.learningPointId, NOON)
		).rejects.toEqual(code('forbidden'));
	});

	test('takes no trainer whose role has ended', async () => {
		const { db, cuaNam } = world;
		const personId = await settle(world, cuaNam);
		const place = { personId, role: 'trainer' as const, place: cuaNam.wardCode, from: addDays(TODAY, -9), to: null };
		const roleId = await grantRole(db, atConsole, place, NOON);
		const withHer = () =>
			openEveningClass(db, trainer(), world.library, cuaNam.learningPointId, NOON, { trainers: [personId] });
		await expect(withHer()).resolves.toBeTruthy();
		await endRole(db, atConsole, roleId, TODAY, NOON);
		await expect(withHer()).rejects.toEqual(code('class_trainer_unfit'));
	});

	test('is refused without an evening, with too many, and with what nobody teaches', async () => {
		const open = (other: object) =>
			openEveningClass(world.db, trainer(), world.library, world.cuaNam.learningPointId, NOON, other);
		await expect(open({ weekdays: [] })).rejects.toEqual(code('class_evenings_none'));
		await expect(open({ to: addDays(TODAY, 300) })).rejects.toEqual(code('class_evenings_many'));
		await expect(open({ standard: null, modules: ['khong-co'] })).rejects.toEqual(code('class_modules_unknown'));
	});

	test('keeps the numbers with which it was closed, is closed once, and takes nothing any more', async () => {
		const personId = await settle(world, world.cuaNam);
		await enrol([personId]);
		const close = (on: string) => endClass(world.db, trainer(), world.library, { classId: made.classId, on }, NOON);
		await expect(close(addDays(TODAY, 1))).rejects.toEqual(code('day_in_future'));
		await close(TODAY);
		await close(addDays(TODAY, -3));
		const { closedOn, closing } = await readClass(world.db, trainer(), 'class.run', made.classId);
		expect({ closedOn, closing }).toEqual({
			closedOn: TODAY,
			closing: { finished: 0, on_the_way: 0, stuck: 0, never_came: 1 }
		});
		const closed = code('class_closed');
		await expect(call([{ personId, mark: 'present' }])).rejects.toEqual(closed);
		await expect(enrol([await settle(world, world.cuaNam)])).rejects.toEqual(closed);
		const cancel = { classId: made.classId, meetingId: made.tomorrow };
		await expect(cancelEvening(world.db, trainer(), cancel, NOON)).rejects.toEqual(closed);
		await expect(endEnrolment(world.db, trainer(), { classId: made.classId, personId }, NOON)).rejects.toEqual(closed);
	});

	test('gets an evening more and loses one, but none that was held', async () => {
		const personId = await settle(world, world.cuaNam);
		await enrol([personId]);
		await call([{ personId, mark: 'present' }]);
		const cancel = (meetingId: string) =>
			cancelEvening(world.db, trainer(), { classId: made.classId, meetingId }, NOON);
		await expect(cancel(made.tonight)).rejects.toEqual(code('meeting_held'));
		await cancel(made.tomorrow);
		await cancel(made.tomorrow);
		const day = addDays(TODAY, 1);
		const again = { classId: made.classId, meetingId: newId(NOON), day, starts: '18:30', ends: '20:30' };
		await addEvening(world.db, trainer(), again, NOON);
		await addEvening(world.db, trainer(), { ...again, meetingId: newId(NOON) }, NOON);
		expect(await findNextEvening(world.db, personId, new Date(NOON.getTime() + 86_400_000))).toMatchObject({
			day,
			starts: '18:30'
		});
	});
});

describe('enrolling', () => {
	test('refuses the dead, the erased and people of other places, and then enrols nobody', async () => {
		const { db, cuaNam, thanhBa } = world;
		const [well, dead, erased] = [
			await settle(world, cuaNam),
			await settle(world, cuaNam),
			await settle(world, cuaNam)
		];
		await record(db, cuaNam.officer, recordDeath, { eventId: newId(NOON), personId: dead, on: TODAY }, NOON);
		await record(db, cuaNam.officer, erasePerson, { eventId: newId(NOON), personId: erased }, NOON);
		await expect(enrol([well, dead])).rejects.toEqual(code('class_person_dead'));
		await expect(enrol([well, erased])).rejects.toEqual(code('person_erased'));
		await expect(enrol([well, await settle(world, thanhBa)])).rejects.toEqual(code('not_found'));
		await expect(enrol([well], addDays(TODAY, 1))).rejects.toEqual(code('day_in_future'));
		expect(await listEnrolled(db, made.classId, TODAY)).toEqual([]);
		expect(await enrol([well, well])).toBe(1);
		expect(await enrol([well])).toBe(0);
	});

	test('knows two records that were merged as one person, whichever was enrolled', async () => {
		const [one, other] = [await settle(world, world.cuaNam), await settle(world, world.cuaNam)];
		await enrol([one, other]);
		await call([
			{ personId: one, mark: 'present' },
			{ personId: other, mark: 'late' }
		]);
		await mergeTwo(world, world.cuaNam, one, other);
		expect(await roll()).toHaveLength(1);
		expect(await findNextEvening(world.db, one, NOON)).toMatchObject({ id: made.classId });
		expect((await board()).people).toMatchObject([{ came: 1 }]);
		expect(await enrol([one, other])).toBe(0);
	});

	test('works by card wherever she lives, twice the same card being once', async () => {
		const { db, thanhBa } = world;
		const personId = await settle(world, thanhBa);
		const card = await issueCard(db, thanhBa.trainer, personId, NOON);
		const scan = () => enrolByCard(db, trainer(), { classId: made.classId, card: card.code }, ADDRESS, NOON);
		expect([(await scan()).added, (await scan()).added]).toEqual([true, false]);
		await expect(
			enrolByCard(db, trainer(), { classId: made.classId, card: 'K7PM-2XQR' }, ADDRESS, NOON)
		).rejects.toEqual(code('card_unknown'));
	});

	test('finds the people of a pasted list by whole name and year, and leaves it to the trainer which of two is meant', async () => {
		const { db, cuaNam } = world;
		const named = (fullName: string, birthYear: number) => settle(world, cuaNam, { fullName, birthYear });
		const an = await named('Phạm Thị Dán An', 1950);
		const binh = [await named('Phạm Văn Dán Bình', 1950), await named('Phạm Văn Dán Bình', 1961)];
		await settle(world, world.thanhBa, { fullName: 'Phạm Thị Dán An' });
		const text = '1. phạm thị dán an\n2\tPham Van Dan Binh\t1961\nPhạm Văn Dán Bình\nAi Đó Lạ, 1950\n\n---';
		const lines = await matchPasted(db, trainer(), made.classId, text, NOON);
		expect(lines.map(({ people }) => people.map(({ personId }) => personId).sort())).toEqual([
			[an],
			[binh[1]],
			[...binh].sort(),
			[]
		]);
		const inGroup = await listGroupCandidates(db, trainer(), made.classId, cuaNam.groups[0], NOON);
		expect(inGroup.map(({ personId }) => personId)).toContain(an);
		await expect(listGroupCandidates(db, trainer(), made.classId, world.thanhBa.groups[0], NOON)).rejects.toEqual(
			code('not_found')
		);
	});

	test('is hers to do in a class of her ward that is open to all, and in no other', async () => {
		const { db, cuaNam, thanhBa, library } = world;
		const [own, far] = [await settle(world, cuaNam), await settle(world, thanhBa)];
		await enrolHerself(db, herself(own), made.classId, NOON);
		await enrolHerself(db, herself(own), made.classId, NOON);
		expect((await listEnrolled(db, made.classId, TODAY)).map(({ personId }) => personId)).toEqual([own]);
		expect(await findNextEvening(db, own, NOON)).toMatchObject({ day: TODAY, starts: '19:00' });
		await expect(enrolHerself(db, herself(far), made.classId, NOON)).rejects.toEqual(code('not_found'));
		await expect(readForHer(db, far, made.classId, NOON)).rejects.toEqual(code('not_found'));
		const shut = await openEveningClass(db, trainer(), library, cuaNam.learningPointId, NOON, { openToAll: false });
		await expect(enrolHerself(db, herself(own), shut.classId, NOON)).rejects.toEqual(code('not_found'));
	});

	test('ends when she leaves it herself, which nobody can do who never joined', async () => {
		const { db, cuaNam } = world;
		const [own, stranger] = [await settle(world, cuaNam), await settle(world, cuaNam)];
		await enrol([own], addDays(TODAY, -3));
		await leaveClass(db, herself(own), made.classId, NOON);
		await leaveClass(db, herself(own), made.classId, NOON);
		expect(await listEnrolled(db, made.classId, TODAY)).toEqual([]);
		expect(await readOwnClasses(db, own)).toMatchObject([{ class: 'Lớp tối', from: addDays(TODAY, -3), to: TODAY }]);
		await expect(leaveClass(db, herself(stranger), made.classId, NOON)).rejects.toEqual(code('not_found'));
		await enrolHerself(db, herself(own), made.classId, NOON);
		expect(await listEnrolled(db, made.classId, TODAY)).toHaveLength(1);
	});
});

test('somebody’s own copy names her classes and each evening, under every record that was hers', async () => {
	const { db, cuaNam } = world;
	const [one, other] = [await settle(world, cuaNam), await settle(world, cuaNam)];
	await enrol([one], addDays(TODAY, -2));
	await call([{ personId: one, mark: 'late' }], made.yesterday);
	await call([{ personId: one, mark: 'present', was: 'late' }], made.yesterday);
	await mergeTwo(world, cuaNam, one, other);
	const yesterday = addDays(TODAY, -1);
	for (const id of [one, other]) {
		expect(await readOwnClasses(db, (await readPerson(db, id)).id)).toMatchObject([
			{ class: 'Lớp tối', to: null, evenings: [{ day: yesterday, mark: 'present' }] }
		]);
	}
});

describe('a class that goes on', () => {
	const change = (other: Partial<ClassChange>) =>
		changeClass(
			world.db,
			trainer(),
			{ classId: made.classId, name: 'Lớp tối', trainers: [], starts: '18:00', ends: '20:00', ...other },
			NOON
		);

	test('gets other hours from today on, and leaves an evening that was held as it was', async () => {
		const personId = await settle(world, world.cuaNam);
		await enrol([personId]);
		await call([{ personId, mark: 'present' }]);
		await change({ name: 'Lớp tối mới' });
		const starts = new Map((await listEvenings(world.db, made.classId)).map((evening) => [evening.id, evening.starts]));
		expect([made.yesterday, made.tonight, made.tomorrow].map((id) => starts.get(id))).toEqual([
			...['19:00', '19:00'],
			'18:00'
		]);
		expect((await readClass(world.db, trainer(), 'class.run', made.classId)).name).toBe('Lớp tối mới');
	});

	test('gets other trainers, of whom a new one must be in office', async () => {
		const { db, cuaNam } = world;
		const people = [await settle(world, cuaNam), await settle(world, cuaNam), await settle(world, cuaNam)];
		const [old, other, unfit] = people as [string, string, string];
		const term = { role: 'trainer' as const, place: cuaNam.wardCode, from: addDays(TODAY, -9), to: null };
		const roleId = await grantRole(db, atConsole, { ...term, personId: old }, NOON);
		await grantRole(db, atConsole, { ...term, personId: other }, NOON);
		await change({ trainers: [old] });
		await endRole(db, atConsole, roleId, TODAY, NOON);
		await change({ trainers: [old, other] });
		await expect(change({ trainers: [unfit] })).rejects.toEqual(code('class_trainer_unfit'));
		const teaching = async () =>
			(await listClassTrainers(db, made.classId, cuaNam.wardCode, NOON)).map((one) => one.inOffice).sort();
		expect(await teaching()).toEqual([false, true]);
		await change({ trainers: [] });
		expect(await teaching()).toEqual([]);
	});

	test('has no evening on its days off', async () => {
		const off = [
			{ from: addDays(TODAY, 1), to: addDays(TODAY, 3) },
			{ from: addDays(TODAY, 5), to: addDays(TODAY, 5) }
		];
		const { evenings } = await openEveningClass(
			...([world.db, trainer(), world.library, world.cuaNam.learningPointId, NOON] as const),
			{ off }
		);
		const days = evenings.map(({ day }) => day).filter((day) => day >= TODAY);
		expect(days.slice(0, 4)).toEqual([0, 4, 6, 7].map((n) => addDays(TODAY, n)));
	});
});
