import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { HelpKind } from '#lib/openings/help.ts';
import { findHelp, mostHelpBetween, noteHelp } from '#lib/openings/server/help.ts';
import { closeOpening, type Opening } from '#lib/openings/server/opening.ts';
import { enterTablet, leave, findPresence } from '#lib/openings/server/presence.ts';
import type { Tablet } from '#lib/openings/server/tablet.ts';
import { joinWith, openFor } from '#lib/openings/server/evening.fixture.ts';
import { record } from '#lib/ledger/server/record.ts';
import { events } from '#lib/ledger/server/schema.ts';
import { startAttempt } from '#lib/learning/server/attempt.ts';
import { submitAttempt } from '#lib/learning/server/submit.ts';
import { arrivals, helpIntervals, openings, tablets } from '#lib/openings/server/schema.ts';
import { tidyEvenings } from '#lib/openings/server/tidy.ts';
import { minutesAfter } from '#tests/two-wards.ts';
import { testDatabase, type TestDatabase } from '#tests/database.ts';
import { actorWith, answerAll, herself, makeWorld, NOON, settle, type World } from '#tests/world.ts';

const WHOLE = { door: 'whole', standard: 'ky-nang-so-thiet-yeu' } as const;

let database: TestDatabase;
let world: World;
let opening: Opening;
let tablet: Tablet;
let token: string;
let personId: string;
let signInId: string;

beforeAll(async () => {
	database = await testDatabase();
	world = await makeWorld(database.db);
});
afterAll(() => database.close());
beforeEach(async () => {
	opening = await openFor(world.db, world.cuaNam.trainer, world.cuaNam.learningPointId, NOON, 12);
	({ tablet, token } = await joinWith(world.db, opening.code, NOON));
	personId = await settle(world, world.cuaNam, { confirmed: false });
	signInId = await enter(0);
});

const daysAfter = (day: Date, days: number) => minutesAfter(day, days * 1440);
const at = (minutes: number) => minutesAfter(NOON, minutes);

async function enter(minutes: number): Promise<string> {
	const session = await enterTablet(world.db, tablet, personId, 'pictures', at(minutes));
	const { session: found } = await findPresence(world.db, { tablet: token, session }, at(minutes));
	return found?.signIn.id ?? '';
}

function note(kind: HelpKind | 'none', minutes: number, actor = herself(personId), session = signInId) {
	const input = { openingId: opening.id, point: opening.point, personId, signInId: session, kind };
	return noteHelp(world.db, actor, input, at(minutes));
}

const most = async (from: number, to: number) =>
	(await mostHelpBetween(world.db, personId, at(from), at(to))).assistance;

test('who came, on which tablet and who helped goes ninety days after the evening, and the evening stays', async () => {
	await note('prompted', 10);
	const end = new Date(opening.endsAt);
	const left = async () =>
		Promise.all([openings, tablets, arrivals, helpIntervals].map((table) => world.db.$count(table)));
	const before = await left();
	expect(Math.min(...before)).toBeGreaterThan(0);
	expect(await tidyEvenings(world.db, daysAfter(end, 90))).toBe(0);
	expect(await left()).toEqual(before);
	expect(await tidyEvenings(world.db, daysAfter(end, 91))).toBeGreaterThan(0);
	expect(await left()).toEqual([before[0], 0, 0, 0]);
	expect(await tidyEvenings(world.db, daysAfter(end, 92))).toBe(0);
});

describe('help that was switched on', () => {
	test('counts while it lasts, and for whatever it touches', async () => {
		await note('read_aloud', 10);
		await note('prompted', 20);
		await note('none', 30);
		expect(await Promise.all([most(0, 9), most(0, 10), most(12, 15), most(29, 40), most(31, 40)])).toEqual([
			'none',
			'read_aloud',
			'read_aloud',
			'prompted',
			'none'
		]);
		expect(await most(0, 60)).toBe('prompted');
	});

	test.each(['leaves', 'somebody else comes', 'the evening closes'])('ends by itself when: %s', async (how) => {
		await note('done_for', 1);
		if (how === 'leaves') await leave(world.db, signInId, at(3));
		else if (how === 'the evening closes') await closeOpening(world.db, world.cuaNam.trainer, opening.id, at(3));
		else await enterTablet(world.db, tablet, await settle(world, world.cuaNam), 'pictures', at(3));
		expect(await findHelp(world.db, signInId, at(4))).toBeNull();
		expect([await most(2, 5), await most(4, 5)]).toEqual(['done_for', 'none']);
	});

	test('ends with a session that was left lying, some minutes after a page of it was last seen', async () => {
		await note('prompted', 1);
		await findHelp(world.db, signInId, at(5));
		expect(await most(9, 20)).toBe('prompted');
		expect(await most(10, 20)).toBe('none');
	});

	test('in one session says nothing about the next one of the same person', async () => {
		await note('done_for', 1);
		await leave(world.db, signInId, at(3));
		const next = await enter(5);
		expect(await findHelp(world.db, next, at(6))).toBeNull();
		expect(await most(5, 20)).toBe('none');
	});

	test('is said by herself, or by the staff of the ward, who then is the named helper, and by nobody else', async () => {
		const { trainer } = world.cuaNam;
		await note('read_aloud', 1, trainer);
		expect(await mostHelpBetween(world.db, personId, at(1), at(2))).toEqual({
			assistance: 'read_aloud',
			helperId: trainer.id
		});
		for (const stranger of [world.thanhBa.trainer, herself(await settle(world, world.cuaNam)), world.cuaNam.head]) {
			await expect(note('none', 2, stranger)).rejects.toMatchObject({ status: 403 });
		}
		await note('prompted', 3, actorWith('helper', world.cuaNam.wardCode));
		expect(await findHelp(world.db, signInId, at(3))).toBe('prompted');
	});

	test('twice by a double tap is one interval', async () => {
		await Promise.all([note('prompted', 1), note('prompted', 1), note('prompted', 1)]);
		await note('none', 2);
		expect(await most(3, 4)).toBe('none');
	});
});

describe('a test', () => {
	async function result(work: () => Promise<unknown>, helped: 'none' | 'read_aloud' | 'done_for' = 'none') {
		const actor = herself(personId);
		const attempt = await startAttempt(world.db, world.library, actor, personId, WHOLE, at(10));
		await answerAll(world, personId, attempt, 20, at(12));
		await work();
		await record(world.db, actor, submitAttempt, { attemptId: attempt.id, personId, helped }, at(20));
		const log = await world.db.select().from(events).where(eq(events.subjectId, personId));
		return log.find(({ kind }) => kind === 'test.submitted');
	}

	test('has the most help that overlaps it, whatever she says herself', async () => {
		const done = await result(async () => {
			await note('read_aloud', 11);
			await note('prompted', 13, world.cuaNam.trainer);
			await note('none', 14);
		});
		expect(done).toMatchObject({ assistance: 'prompted', helperId: world.cuaNam.trainer.id });
	});

	test('has what she says herself, where that is more', async () => {
		expect(await result(() => note('read_aloud', 11), 'done_for')).toMatchObject({ assistance: 'done_for' });
	});

	test('has no help that ended before it, began after it, or was given to somebody else', async () => {
		await note('done_for', 1);
		await note('none', 9);
		const other = await settle(world, world.cuaNam);
		const input = { openingId: opening.id, point: opening.point, personId: other, signInId: opening.id };
		const done = await result(() => noteHelp(world.db, herself(other), { ...input, kind: 'done_for' }, at(15)));
		expect(done).toMatchObject({ assistance: 'none', helperId: null });
	});

	test('that was begun while somebody was helping is assisted', async () => {
		await note('prompted', 9);
		expect(await result(() => note('none', 11))).toMatchObject({ assistance: 'prompted' });
	});
});
