import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { anonymous } from '#lib/access/actor.ts';
import { readEvidence } from '#lib/ledger/server/evidence.ts';
import { record } from '#lib/ledger/server/record.ts';
import { stateAssistance, voidResult } from '#lib/learning/server/corrections.ts';
import { undoMerge } from '#lib/people/server/merging.ts';
import { auditEntries } from '#lib/server/schema.ts';
import { newId } from '#lib/shared/ids.ts';
import { testDatabase, type TestDatabase } from '#tests/database.ts';
import { actorWith, herself, makeWorld, mergeTwo, NOON, settle, takeTest, type World } from '#tests/world.ts';

const whole = { door: 'whole', standard: 'ky-nang-so-thiet-yeu' } as const;

let database: TestDatabase;
let world: World;

beforeAll(async () => {
	database = await testDatabase();
	world = await makeWorld(database.db);
});
afterAll(() => database.close());

const read = (personId: string, actor = world.cuaNam.officer) =>
	readEvidence(world.db, actor, personId, world.standard, NOON);

test('a result shows its scores, its witness and place, what was said of help later and who voided it', async () => {
	const { cuaNam } = world;
	const trainerId = await settle(world, cuaNam, { fullName: 'Cô Hướng' });
	const trainer = { ...cuaNam.trainer, id: trainerId };
	const personId = await settle(world, cuaNam);
	const witness = { trainer, learningPointId: cuaNam.learningPointId };
	const attempt = await takeTest(world, personId, whole, { witness });
	const [result] = (await read(personId)).results;
	expect(result).toMatchObject({
		id: attempt.submissionId,
		door: 'whole',
		passed: true,
		counts: true,
		day: '2026-11-20',
		version: world.standard.version,
		assistance: 'none',
		witness: 'Cô Hướng',
		learningPoint: 'Nhà văn hóa',
		statements: [],
		voided: null
	});
	expect(result?.modules).toHaveLength(world.standard.modules.length);
	expect(JSON.stringify(result)).not.toMatch(/marks|answer|order/);

	const about = { personId, resultId: attempt.submissionId };
	await record(world.db, trainer, stateAssistance, { ...about, eventId: newId(NOON), assistance: 'prompted' }, NOON);
	await record(world.db, cuaNam.officer, voidResult, { ...about, eventId: newId(NOON), reason: 'wrong_person' }, NOON);
	const after = await read(personId);
	expect(after.results[0]).toMatchObject({
		assistance: 'prompted',
		counts: false,
		statements: [{ assistance: 'prompted', by: 'Cô Hướng', on: '2026-11-20' }],
		voided: { reason: 'wrong_person', by: null, on: '2026-11-20' }
	});
	expect(after.status).toMatchObject({ attainedDay: null, assessedDay: null });
	expect(after.missing).toEqual(world.standard.modules);
});

test('every look is noted, and nobody else than the officers of her home gets one', async () => {
	const personId = await settle(world, world.cuaNam);
	const { cuaNam, thanhBa } = world;
	const others = [
		anonymous,
		herself(personId),
		cuaNam.trainer,
		cuaNam.head,
		thanhBa.officer,
		actorWith('province_officer', '01')
	];
	for (const actor of others) {
		await expect(readEvidence(world.db, actor, personId, world.standard, NOON)).rejects.toMatchObject({
			code: 'not_found',
			status: 404
		});
	}
	for (const id of [newId(NOON), '', 'x', cuaNam.groups[0]])
		await expect(read(id)).rejects.toMatchObject({ status: 404 });
	await read(personId);
	await read(personId);
	const looks = await world.db
		.select()
		.from(auditEntries)
		.where(and(eq(auditEntries.verb, 'evidence.read'), eq(auditEntries.objectId, personId)));
	expect(looks.map((look) => look.actorId)).toEqual([cuaNam.officer.id, cuaNam.officer.id]);
});

test('records that are one person show all results together, with the merge by which it can be undone', async () => {
	const { cuaNam } = world;
	const [first, second] = [await settle(world, cuaNam), await settle(world, cuaNam, { group: 1 })];
	await takeTest(world, second, whole);
	const mergeId = await mergeTwo(world, cuaNam, first, second);
	const merged = await read(second);
	expect(merged.person.id).toBe(first);
	expect(merged.results).toHaveLength(1);
	const [merge] = merged.merges;
	expect([merge?.personId, merge?.otherId].sort()).toEqual([first, second].sort());
	const undo = { eventId: newId(NOON), personId: second, mergeId };
	await record(world.db, cuaNam.officer, undoMerge, undo, NOON);
	expect(await read(first)).toMatchObject({ results: [], merges: [] });
	expect((await read(second)).results).toHaveLength(1);
});
