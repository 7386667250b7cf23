import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Opening } from '#lib/openings/server/opening.ts';
import { answerNod, askForNod, findNod, listNodsAsked, useNod, type NodAnswer } from '#lib/openings/server/nod.ts';
import type { Tablet } from '#lib/openings/server/tablet.ts';
import { joinWith, openFor } from '#lib/openings/server/evening.fixture.ts';
import { minutesAfter } from '#tests/two-wards.ts';
import { testDatabase, type TestDatabase } from '#tests/database.ts';
import { actorWith, makeWorld, NOON, settle, type World } from '#tests/world.ts';

let database: TestDatabase;
let world: World;
let opening: Opening;
let tablet: Tablet;
let personId: string;

beforeAll(async () => {
	database = await testDatabase();
	world = await makeWorld(database.db);
	opening = await openFor(world.db, world.cuaNam.trainer, world.cuaNam.learningPointId, NOON);
	({ tablet } = await joinWith(world.db, opening.code, NOON));
});
afterAll(() => database.close());
beforeEach(async () => {
	// A card of another ward works here like any other.
	personId = await settle(world, world.thanhBa);
});

const ask = (who = personId) => askForNod(world.db, tablet, who, NOON);
const find = (minutes = 1) => findNod(world.db, tablet, personId, minutesAfter(NOON, minutes));
const answer = (input: Partial<NodAnswer> = {}, by = world.cuaNam.trainer, minutes = 1) =>
	answerNod(
		world.db,
		by,
		{ openingId: opening.id, tabletId: tablet.id, personId, nod: true, ...input },
		minutesAfter(NOON, minutes)
	);
const use = (minutes = 2) => useNod(world.db, tablet, personId, minutesAfter(NOON, minutes));

test('a nod lets in whom the trainer saw, once', async () => {
	await ask();
	expect(await listNodsAsked(world.db, opening.id, NOON)).toEqual([{ tabletId: tablet.id, personId }]);
	await expect(use()).rejects.toMatchObject({ code: 'nod_over' });
	await answer();
	expect(await find()).toBe('given');
	const uses = await Promise.allSettled([use(), use(), use()]);
	expect(uses.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
	expect(await find()).toBe('none');
});

test('a nod is given by a trainer of the ward: not by a helper, not by another ward, not by herself', async () => {
	await ask();
	const helper = actorWith('helper', world.cuaNam.wardCode);
	await expect(answer({}, helper)).rejects.toMatchObject({ status: 403 });
	await expect(answer({}, world.thanhBa.trainer)).rejects.toMatchObject({ status: 404 });
	const herself = { ...actorWith('trainer', world.cuaNam.wardCode), id: personId };
	await expect(answer({}, herself)).rejects.toMatchObject({ code: 'nod_oneself' });
	expect(await find()).toBe('asked');
});

test('if somebody else asks at the tablet by now, the trainer has let in neither', async () => {
	await ask();
	const other = await settle(world, world.cuaNam);
	await ask(other);
	await expect(answer()).rejects.toMatchObject({ code: 'nod_over' });
	expect(await findNod(world.db, tablet, other, NOON)).toBe('asked');
});

test('a question that was refused, and one that is ten minutes old, let nobody in', async () => {
	await ask();
	await answer({ nod: false });
	expect(await find()).toBe('none');
	await ask();
	await expect(answer({}, world.cuaNam.trainer, 10)).rejects.toMatchObject({ code: 'nod_over' });
	await answer();
	await expect(use(10)).rejects.toMatchObject({ code: 'nod_over' });
});

test('a nod given at one tablet lets nobody in at another', async () => {
	await ask();
	await answer();
	const { tablet: other } = await joinWith(world.db, opening.code, NOON);
	await expect(useNod(world.db, other, personId, NOON)).rejects.toMatchObject({ code: 'nod_over' });
	await expect(answer({ tabletId: other.id })).rejects.toMatchObject({ code: 'nod_over' });
});
