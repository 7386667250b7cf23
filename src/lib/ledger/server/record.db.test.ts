import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { correctBirthYear } from '#lib/people/server/corrections.ts';
import { undoMerge } from '#lib/people/server/merging.ts';
import { confirmResidence, moveResidence, recordDeath } from '#lib/people/server/residence.ts';
import { erasePerson } from '#lib/sign-in/server/erasure.ts';
import { stateAssistance, voidResult } from '#lib/learning/server/corrections.ts';
import { submitAttempt } from '#lib/learning/server/submit.ts';
import { startAttempt } from '#lib/learning/server/attempt.ts';
import { groupTallies } from '#lib/literacy/server/schema.ts';
import { newId } from '#lib/shared/ids.ts';
import { mergeGroups } from '#lib/territory/server/population.ts';
import { testDatabase, type TestDatabase } from '#tests/database.ts';
import { foldedRows } from '#tests/folded-rows.ts';
import { answerAll, herself, makeWorld, mergeTwo, NOON, settle, takeTest, type World } from '#tests/world.ts';
import { divideLog } from '#lib/ledger/server/lanes.ts';
import { rebuild } from '#lib/ledger/server/rebuild.ts';
import { emptyRows, spoilRows, versionsOfRows } from '#lib/ledger/server/spoiled.fixture.ts';
import { record } from '#lib/ledger/server/record.ts';
import { events } from '#lib/ledger/server/schema.ts';

let database: TestDatabase;
let world: World;
const whole = { door: 'whole', standard: 'ky-nang-so-thiet-yeu' } as const;

beforeAll(async () => {
	database = await testDatabase();
	world = await makeWorld(database.db);
});
afterAll(() => database.close());

/** Attained and witnessed of a group as of today. */
async function numbersOf(groupId: string) {
	const [row] = await world.db.execute<{ assessed: number; attained: number; witnessed: number }>(sql`
		select coalesce(sum(assessed), 0)::int assessed, coalesce(sum(attained), 0)::int attained,
			coalesce(sum(witnessed), 0)::int witnessed from ${groupTallies} where group_id = ${groupId} and age_from = 0`);
	return row;
}

test('one resident who passes moves her own group by exactly one person, and no other', async () => {
	const { cuaNam, thanhBa } = world;
	const before = await numbersOf(cuaNam.groups[0]);
	const person = await settle(world, cuaNam);
	await takeTest(world, person, whole);
	expect(await numbersOf(cuaNam.groups[0])).toEqual({
		assessed: (before?.assessed ?? 0) + 1,
		attained: (before?.attained ?? 0) + 1,
		witnessed: before?.witnessed
	});
	expect(await numbersOf(cuaNam.groups[1])).toEqual({ assessed: 0, attained: 0, witnessed: 0 });
	expect(await numbersOf(thanhBa.groups[0])).toEqual({ assessed: 0, attained: 0, witnessed: 0 });
});

test('twenty submissions of one attempt at once make one result and answer alike', async () => {
	const person = await settle(world, world.thanhBa, { group: 1 });
	const attempt = await startAttempt(world.db, world.library, herself(person), person, whole, NOON);
	await answerAll(world, person, attempt, attempt.form.length);
	const submission = { attemptId: attempt.id, personId: person, helped: 'none' } as const;
	const answers = await Promise.all(
		Array.from({ length: 20 }, () => record(world.db, herself(person), submitAttempt, submission, NOON))
	);
	expect(answers).toEqual(Array.from({ length: 20 }, () => ({ attemptId: attempt.id })));
	expect(await numbersOf(world.thanhBa.groups[1])).toEqual({ assessed: 1, attained: 1, witnessed: 0 });
});

test('the same id with another body is refused and changes nothing', async () => {
	const person = await settle(world, world.cuaNam, { confirmed: false });
	const eventId = newId(NOON);
	const correct = (birthYear: number) =>
		record(world.db, world.cuaNam.officer, correctBirthYear, { eventId, personId: person, birthYear }, NOON);
	await correct(1960);
	await correct(1960);
	await expect(correct(1961)).rejects.toMatchObject({ code: 'event_conflict', status: 409 });
	const stored = await world.db
		.select()
		.from(events)
		.where(sql`id = ${eventId}`);
	expect(stored.map((event) => event.body)).toEqual([{ birthYear: 1960 }]);
});

test('a residence counts once somebody other than whoever registered her has confirmed it', async () => {
	const { cuaNam } = world;
	const before = await numbersOf(cuaNam.groups[1]);
	const person = await settle(world, cuaNam, { group: 1, confirmed: false });
	await takeTest(world, person, whole);
	expect(await numbersOf(cuaNam.groups[1])).toEqual(before);

	const claim = { personId: person, groupId: cuaNam.groups[1] };
	const own = { ...cuaNam.trainer, grants: [{ role: 'ward_officer', place: cuaNam.wardCode } as const] };
	await expect(record(world.db, own, confirmResidence, { ...claim, eventId: newId(NOON) }, NOON)).rejects.toMatchObject(
		{
			code: 'confirm_own_registration'
		}
	);
	await expect(
		record(world.db, world.thanhBa.officer, confirmResidence, { ...claim, eventId: newId(NOON) }, NOON)
	).rejects.toMatchObject({ status: 403 });
	await record(world.db, cuaNam.officer, confirmResidence, { ...claim, eventId: newId(NOON) }, NOON);
	expect((await numbersOf(cuaNam.groups[1]))?.attained).toBe((before?.attained ?? 0) + 1);
});

test('help of the kind done_for moves nothing, read_aloud counts, and a later statement can only raise it', async () => {
	const { thanhBa } = world;
	const before = (await numbersOf(thanhBa.groups[0]))?.attained ?? 0;
	const [helped, read] = [await settle(world, thanhBa), await settle(world, thanhBa)];
	await takeTest(world, helped, whole, { helped: 'done_for' });
	expect((await numbersOf(thanhBa.groups[0]))?.attained).toBe(before);
	const attempt = await takeTest(world, read, whole, { helped: 'read_aloud' });
	expect((await numbersOf(thanhBa.groups[0]))?.attained).toBe(before + 1);

	const state = (assistance: 'none' | 'prompted') =>
		record(
			world.db,
			thanhBa.officer,
			stateAssistance,
			{ eventId: newId(NOON), personId: read, resultId: attempt.submissionId, assistance },
			NOON
		);
	await state('none');
	expect((await numbersOf(thanhBa.groups[0]))?.attained).toBe(before + 1);
	await state('prompted');
	expect((await numbersOf(thanhBa.groups[0]))?.attained).toBe(before);
});

test('a home result moves attained and not witnessed; a witnessed one moves both', async () => {
	const { thanhBa } = world;
	const before = (await numbersOf(thanhBa.groups[0])) ?? { attained: 0, witnessed: 0 };
	const person = await settle(world, thanhBa);
	await takeTest(world, person, whole);
	expect(await numbersOf(thanhBa.groups[0])).toMatchObject({
		attained: before.attained + 1,
		witnessed: before.witnessed
	});
	await takeTest(world, person, whole, {
		witness: thanhBa.trainer && { trainer: thanhBa.trainer, learningPointId: thanhBa.learningPointId }
	});
	expect(await numbersOf(thanhBa.groups[0])).toMatchObject({
		attained: before.attained + 1,
		witnessed: before.witnessed + 1
	});
});

test('module by module proves the standard too, and the doors do not mix', async () => {
	const { thanhBa } = world;
	const before = (await numbersOf(thanhBa.groups[0]))?.attained ?? 0;
	const person = await settle(world, thanhBa);
	await takeTest(world, person, whole, { right: 10 });
	for (const module of world.standard.modules) {
		expect((await numbersOf(thanhBa.groups[0]))?.attained).toBe(before);
		await takeTest(world, person, { door: 'module', standard: whole.standard, module }, { right: 7 });
	}
	expect((await numbersOf(thanhBa.groups[0]))?.attained).toBe(before + 1);
});

test('after moves, merges, deaths, corrections, voidings and an erasure, a rebuild equals the live rows', async () => {
	const { cuaNam, thanhBa } = world;
	const people = [];
	for (let n = 0; n < 6; n += 1)
		people.push(await settle(world, n % 2 ? cuaNam : thanhBa, { birthYear: 1950 + n * 10 }));
	const [a, b, c, d, e, f] = people as [string, string, string, string, string, string];
	const attempts = [];
	for (const person of people) attempts.push(await takeTest(world, person, whole));
	const id = () => newId(NOON);
	const today = '2026-11-20';
	const { db } = world;

	await record(
		db,
		thanhBa.officer,
		moveResidence,
		{ eventId: id(), personId: a, toGroupId: thanhBa.groups[1], on: today },
		NOON
	);
	await record(db, cuaNam.officer, recordDeath, { eventId: id(), personId: b, on: today }, NOON);
	await mergeTwo(world, thanhBa, c, a);
	const mergeId = await mergeTwo(world, thanhBa, e, a);
	await record(db, thanhBa.officer, undoMerge, { eventId: id(), personId: e, mergeId }, NOON);
	const resultId = attempts[3]?.submissionId ?? '';
	await record(db, cuaNam.officer, voidResult, { eventId: id(), personId: d, resultId, reason: 'wrong_person' }, NOON);
	await record(db, cuaNam.officer, correctBirthYear, { eventId: id(), personId: f, birthYear: 2010 }, NOON);
	await record(db, thanhBa.officer, erasePerson, { eventId: id(), personId: e }, NOON);
	const into = { id: id(), name: 'Khu gộp', kind: 'Khu' };
	await record(db, thanhBa.officer, mergeGroups, { eventId: id(), from: thanhBa.groups, into, on: today }, NOON);

	const live = await foldedRows(world.db);
	expect(live['people']?.length).toBeGreaterThan(10);
	// A page that ends in the middle of somebody, and one that is too small for anybody, lose nothing.
	for (const eventsAPage of [20_000, 7, 1]) {
		for (const spoil of [emptyRows, spoilRows]) {
			await spoil(db);
			expect(await foldedRows(db)).not.toEqual(live);
			await rebuild(db, { eventsAPage });
			expect(await foldedRows(db), `${eventsAPage} events a page, after ${spoil.name}`).toEqual(live);
		}
	}
	// Each thread reads the program anew.
	for (const most of process.env['FULL'] ? [2, 5] : [3]) {
		await spoilRows(db);
		const lanes = { url: database.url, most, eventsALane: 1 };
		expect(await divideLog(db, lanes)).toHaveLength(most);
		await rebuild(db, { eventsAPage: 7, lanes });
		expect(await foldedRows(db), `on ${most} threads`).toEqual(live);
	}
	const written = await versionsOfRows(db);
	await rebuild(db, { eventsAPage: 50 });
	expect(await versionsOfRows(db), 'a row that is right is not written again').toEqual(written);
});

test('the application may add to the log, and neither change nor remove what stands there', async () => {
	for (const statement of [
		sql`update events set kind = 'x'`,
		sql`delete from events`,
		sql`delete from audit_entries`
	]) {
		await expect(world.db.execute(statement)).rejects.toMatchObject({ cause: { code: '42501' } });
	}
});
