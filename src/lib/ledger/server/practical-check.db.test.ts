import { afterAll, beforeAll, expect, test } from 'vitest';
import { atConsole, type PersonActor } from '#lib/access/actor.ts';
import { listCertificates } from '#lib/certificates/server/certificates.ts';
import { issueDue } from '#lib/certificates/server/issue.ts';
import { listCheckPlaces } from '#lib/learning/server/check-places.ts';
import { codeOnSheet, findByCode } from '#lib/learning/server/check-code.ts';
import { stateAssistance, voidResult } from '#lib/learning/server/corrections.ts';
import { recordPracticalCheck, type PracticalCheck } from '#lib/learning/server/practical-check.ts';
import { listRecordedChecks } from '#lib/learning/server/recorded-checks.ts';
import type { TaskMark } from '#lib/learning/events.ts';
import { readEvidence } from '#lib/ledger/server/evidence.ts';
import { rebuild } from '#lib/ledger/server/rebuild.ts';
import { record } from '#lib/ledger/server/record.ts';
import { openFor } from '#lib/openings/server/evening.fixture.ts';
import { closeOpening } from '#lib/openings/server/opening.ts';
import { foundHousehold, joinHousehold } from '#lib/people/server/household-changes.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { newId } from '#lib/shared/ids.ts';
import { grantRole } from '#lib/sign-in/server/roles.ts';
import { testDatabase, type TestDatabase } from '#tests/database.ts';
import { foldedRows } from '#tests/folded-rows.ts';
import { actorWith, herself, makeWorld, mergeTwo, NOON, settle, takeTest, type World } from '#tests/world.ts';

const HOUR = 3_600_000;
const LATER = new Date(NOON.getTime() + 5 * 24 * HOUR);

let database: TestDatabase;
let world: World;
/** a trainer who holds her role since the first of the month, so that she may have witnessed on paper */
let trainer: PersonActor;

beforeAll(async () => {
	database = await testDatabase();
	world = await makeWorld(database.db);
	const id = await settle(world, world.cuaNam, { fullName: 'Cô Hướng' });
	const grant = { personId: id, role: 'trainer' as const, place: '00082', from: '2026-11-01', to: null };
	await grantRole(world.db, atConsole, grant, NOON);
	trainer = { ...actorWith('trainer', '00082'), id };
	await openFor(world.db, trainer, world.cuaNam.learningPointId, NOON);
});
afterAll(() => database.close());

const marked = (mark: TaskMark, last: TaskMark = mark) =>
	Object.fromEntries((world.standard.practicalCheck ?? []).map(({ id }, n) => [id, n === 4 ? last : mark]));

function check(personId: string, change: Partial<PracticalCheck> = {}): PracticalCheck {
	return {
		...{ eventId: newId(NOON), personId, standardHash: world.standard.hash, marks: marked('alone') },
		...{ phone: 'drawn', readAloud: false, place: { kind: 'point', id: world.cuaNam.learningPointId }, paper: null },
		...change
	};
}
const witness = (input: PracticalCheck, actor: PersonActor = trainer, now = NOON) =>
	record(world.db, actor, recordPracticalCheck, input, now);
const standingOf = async (personId: string) =>
	(await readEvidence(world.db, world.cuaNam.officer, personId, world.standard, LATER)).status;
/** A sheet of the day on which everybody here was registered. */
const onPaper = (personId: string, change: Partial<PracticalCheck> = {}) =>
	check(personId, { paper: { on: dayOf(NOON), witnessId: trainer.id }, ...change });

test('five tasks done alone before a witness attain the standard, witnessed, on that day', async () => {
	const personId = await settle(world, world.cuaNam);
	expect(await witness(check(personId))).toEqual({ passed: true, known: false });
	const { status, results } = await readEvidence(world.db, world.cuaNam.officer, personId, world.standard, NOON);
	expect(status).toMatchObject({
		...{ assessedDay: '2026-11-20', attainedDay: '2026-11-20', witnessedDay: '2026-11-20' },
		...{ version: world.standard.version, evidence: [results[0]?.id] }
	});
	expect(results).toMatchObject([
		{
			door: 'practical',
			passed: true,
			counts: true,
			witness: 'Cô Hướng',
			learningPoint: 'Nhà văn hóa',
			enteredOn: null
		}
	]);
	expect(results[0]?.tasks).toHaveLength(5);
});

test.each(['prompted', 'not_yet'] as const)(
	'one task that is "%s" attains nothing, and she has been assessed',
	async (mark) => {
		const personId = await settle(world, world.cuaNam);
		expect(await witness(check(personId, { marks: marked('alone', mark) }))).toMatchObject({ passed: false });
		expect(await standingOf(personId)).toMatchObject({
			assessedDay: '2026-11-20',
			attainedDay: null,
			witnessedDay: null
		});
		// Done again a while later, all five: attained on that day.
		await openFor(world.db, trainer, world.cuaNam.learningPointId, LATER);
		await witness(check(personId), trainer, LATER);
		expect(await standingOf(personId)).toMatchObject({ attainedDay: '2026-11-25' });
	}
);

test('the doors do not mix: four modules by test and a check that was not passed leave the standard open', async () => {
	const personId = await settle(world, world.cuaNam);
	const [last = '', ...modules] = world.standard.modules;
	for (const module of modules)
		await takeTest(world, personId, { door: 'module', standard: world.standard.id, module });
	const [task] = (world.standard.practicalCheck ?? []).filter((one) => !one.modules.includes(last));
	await witness(check(personId, { marks: { ...marked('alone'), [task?.id ?? '']: 'prompted' } }));
	const { status, missing } = await readEvidence(world.db, world.cuaNam.officer, personId, world.standard, NOON);
	expect(status?.attainedDay).toBeNull();
	expect(missing).toEqual([last]);
});

test('nobody witnesses herself, under whichever of her records, nor without the right where it happens', async () => {
	await expect(witness(check(trainer.id))).rejects.toMatchObject({ code: 'witness_oneself', status: 403 });
	const other = await settle(world, world.cuaNam);
	const twin = { ...actorWith('trainer', '00082'), id: await settle(world, world.cuaNam) };
	await mergeTwo(world, world.cuaNam, other, twin.id);
	await expect(witness(check(other), twin)).rejects.toMatchObject({ code: 'witness_oneself' });

	const personId = await settle(world, world.cuaNam);
	const { cuaNam, thanhBa } = world;
	for (const actor of [cuaNam.officer, cuaNam.head, actorWith('helper', '00082'), thanhBa.trainer, herself(personId)]) {
		await expect(witness(check(personId), actor)).rejects.toMatchObject({ status: 403 });
	}
	const far = { kind: 'point' as const, id: thanhBa.learningPointId };
	await expect(witness(onPaper(personId, { place: far }))).rejects.toMatchObject({ status: 403 });
});

test('here and now a learning point must be open; a sheet tells of one that could not be', async () => {
	const personId = await settle(world, world.cuaNam);
	const quiet = new Date(LATER.getTime() + 24 * HOUR);
	await expect(witness(check(personId), trainer, quiet)).rejects.toMatchObject({
		code: 'check_no_opening',
		status: 409
	});
	expect(await listCheckPlaces(world.db, trainer, personId, 'now', quiet)).toEqual([]);
	const opening = await openFor(world.db, trainer, world.cuaNam.learningPointId, quiet, 1);
	expect(await listCheckPlaces(world.db, trainer, personId, 'now', quiet)).toMatchObject([{ kind: 'point' }]);
	await closeOpening(world.db, trainer, opening.id, quiet);
	await expect(witness(check(personId), trainer, quiet)).rejects.toMatchObject({ code: 'check_no_opening' });
	expect(await witness(onPaper(personId), trainer, quiet)).toMatchObject({ passed: true });
});

test('at home it must be her house on that day', async () => {
	const personId = await settle(world, world.cuaNam);
	const neighbour = await settle(world, world.cuaNam);
	const householdId = newId(NOON);
	const groupId = world.cuaNam.groups[0];
	await foundHousehold(world.db, trainer, { householdId, groupId, label: 'Nhà bà Mẫu', landmark: null }, NOON);
	await joinHousehold(world.db, trainer, { householdId, personId, on: dayOf(NOON) }, NOON);
	const place = { kind: 'house' as const, id: householdId };
	await expect(witness(check(neighbour, { place }))).rejects.toMatchObject({ code: 'check_not_her_house' });
	expect(await witness(check(personId, { place }))).toMatchObject({ passed: true });
	const { results } = await readEvidence(world.db, world.cuaNam.officer, personId, world.standard, NOON);
	expect(results).toMatchObject([{ learningPointId: null, learningPoint: null, witnessed: true }]);
	expect(await listCheckPlaces(world.db, trainer, personId, dayOf(NOON), NOON)).toContainEqual({
		...{ value: `house:${householdId}`, kind: 'house', name: 'Nhà bà Mẫu' }
	});
});

test('a sheet keeps the day on which it happened apart from the day on which it was typed in', async () => {
	const personId = await settle(world, world.cuaNam);
	await witness(onPaper(personId), { ...actorWith('trainer', '00082') }, LATER);
	expect(await standingOf(personId)).toMatchObject({ attainedDay: '2026-11-20', witnessedDay: '2026-11-20' });
	const { results } = await readEvidence(world.db, world.cuaNam.officer, personId, world.standard, LATER);
	expect(results).toMatchObject([{ day: '2026-11-20', enteredOn: '2026-11-25', witness: 'Cô Hướng' }]);
});

test('a sheet is refused for a day to come, before she was registered, after her death, and for who could not witness', async () => {
	const personId = await settle(world, world.cuaNam);
	const dated = (on: string) => onPaper(personId, { paper: { on, witnessId: trainer.id } });
	await expect(witness(dated('2026-11-21'))).rejects.toMatchObject({ code: 'check_future_day', status: 409 });
	await expect(witness(dated('2026-11-19'))).rejects.toMatchObject({ code: 'check_before_registration', status: 409 });
	const nobody = onPaper(personId, { paper: { on: dayOf(NOON), witnessId: world.cuaNam.officer.id } });
	await expect(witness(nobody)).rejects.toMatchObject({ code: 'check_witness_unknown', status: 409 });
	const own = await settle(world, world.cuaNam);
	const oneself = onPaper(own, { paper: { on: dayOf(NOON), witnessId: own } });
	await expect(witness(oneself)).rejects.toMatchObject({ code: 'witness_oneself', status: 403 });
	expect(await listRecordedChecks(world.db, personId)).toEqual([]);
});

test('sent twice, and typed in twice by two people, it is one check; the same id with other marks is refused', async () => {
	const personId = await settle(world, world.cuaNam);
	const live = check(personId);
	await Promise.all([witness(live), witness(live)]);
	expect(await listRecordedChecks(world.db, personId)).toHaveLength(1);
	const others = { ...live, marks: marked('prompted') };
	await expect(witness(others)).rejects.toMatchObject({ code: 'event_conflict', status: 409 });

	const typed = await settle(world, world.cuaNam);
	await witness(onPaper(typed), trainer, LATER);
	const again = await witness(onPaper(typed), actorWith('trainer', '00082'), LATER);
	expect(again).toEqual({ passed: true, known: true });
	expect(await listRecordedChecks(world.db, typed)).toHaveLength(1);
});

test('every task needs a mark, and a standard without tasks has no such door', async () => {
	const personId = await settle(world, world.cuaNam);
	const [first = ''] = Object.keys(marked('alone'));
	await expect(witness(check(personId, { marks: { [first]: 'alone' } }))).rejects.toMatchObject({
		...{ code: 'check_tasks_open', status: 422, details: { count: 4 } }
	});
	const officials = world.library.standards.find(({ practicalCheck }) => !practicalCheck);
	await expect(witness(check(personId, { standardHash: officials?.hash ?? '' }))).rejects.toMatchObject({
		status: 404
	});
	await expect(witness(check(personId, { standardHash: 'f'.repeat(64) }))).rejects.toMatchObject({ status: 404 });
});

test('voided, or said to have been prompted after all, it counts no more, and its paper falls', async () => {
	const { db, library, cuaNam } = world;
	const personId = await settle(world, cuaNam);
	const input = check(personId);
	await witness(input);
	await issueDue(db, library, NOON, atConsole);
	expect(await listCertificates(db, personId, NOON)).toMatchObject([
		{ kind: 'standard', evidence: 'practical', state: 'valid' }
	]);
	const about = { personId, resultId: input.eventId, eventId: newId(NOON), reason: 'wrong_person' as const };
	const stranger = await settle(world, cuaNam);
	await expect(record(db, cuaNam.officer, voidResult, { ...about, personId: stranger }, NOON)).rejects.toMatchObject({
		status: 404
	});
	await record(db, cuaNam.officer, voidResult, about, NOON);
	expect(await standingOf(personId)).toMatchObject({ assessedDay: null, attainedDay: null, witnessedDay: null });
	expect(await listRecordedChecks(db, personId)).toMatchObject([{ voided: true }]);
	expect(await listCertificates(db, personId, NOON)).toMatchObject([{ evidence: 'practical', state: 'fallen' }]);

	const helped = await settle(world, cuaNam);
	const second = check(helped, { readAloud: true });
	await witness(second);
	expect(await standingOf(helped)).toMatchObject({ attainedDay: '2026-11-20' });
	const statement = {
		eventId: newId(NOON),
		personId: helped,
		resultId: second.eventId,
		assistance: 'prompted' as const
	};
	await record(db, trainer, stateAssistance, statement, NOON);
	expect(await standingOf(helped)).toMatchObject({ attainedDay: null });
});

test('a sheet’s code finds her, however it is typed, and nobody of another ward', async () => {
	const personId = await settle(world, world.cuaNam);
	for (const typed of [codeOnSheet(personId), personId.slice(-6), codeOnSheet(personId).replace(' ', '-')]) {
		expect(await findByCode(world.db, trainer, typed)).toMatchObject([{ personId }]);
	}
	expect(await findByCode(world.db, world.thanhBa.trainer, codeOnSheet(personId))).toEqual([]);
	expect(await findByCode(world.db, trainer, "1' or")).toEqual([]);
});

test('rebuilt from the log, every row is what it was live', async () => {
	const live = await foldedRows(world.db);
	await rebuild(world.db);
	expect(await foldedRows(world.db)).toEqual(live);
	expect(live['module_results']?.some((row) => row.includes('"practical"'))).toBe(true);
});
