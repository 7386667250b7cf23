import { afterAll, beforeAll, expect, test } from 'vitest';
import { readHistory } from '#lib/ledger/server/history.ts';
import { record } from '#lib/ledger/server/record.ts';
import { lessonsOf } from '#lib/learning/evidence.ts';
import { completeLesson } from '#lib/learning/server/lesson.ts';
import { undoMerge } from '#lib/people/server/merging.ts';
import { newId } from '#lib/shared/ids.ts';
import { testDatabase, type TestDatabase } from '#tests/database.ts';
import { herself, makeWorld, mergeTwo, NOON, settle, type World } from '#tests/world.ts';

let database: TestDatabase;
let world: World;
const LATER = new Date(NOON.getTime() + 60_000);

beforeAll(async () => {
	database = await testDatabase();
	world = await makeWorld(database.db);
});
afterAll(() => database.close());

async function learn(personId: string, lesson: string, now: Date): Promise<void> {
	const read = { eventId: newId(now), personId, module: 'thu-dien-tu', lesson, contentHash: '' };
	await record(world.db, herself(personId), completeLesson, read, now);
}

const lessons = async (personId: string) =>
	lessonsOf(await readHistory(world.db, personId)).map(({ lesson }) => lesson);

test('two records that turned out to be one person have one history, in order, and their own again after the undoing', async () => {
	const { db, cuaNam } = world;
	const people = [await settle(world, cuaNam), await settle(world, cuaNam)].sort();
	const [personId = '', otherId = ''] = people;
	await learn(otherId, 'doc-va-tra-loi', NOON);
	await learn(personId, 'viet-thu-moi', LATER);
	expect(await lessons(personId)).toEqual(['viet-thu-moi']);

	const mergeId = await mergeTwo(world, cuaNam, personId, otherId, LATER);
	expect(await lessons(personId)).toEqual(['doc-va-tra-loi', 'viet-thu-moi']);

	const undoing = { eventId: newId(LATER), personId, mergeId };
	await record(db, cuaNam.officer, undoMerge, undoing, new Date(LATER.getTime() + 60_000));
	expect(await lessons(personId)).toEqual(['viet-thu-moi']);
	expect(await lessons(otherId)).toEqual(['doc-va-tra-loi']);
});
