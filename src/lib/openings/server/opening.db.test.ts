import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { auditEntries } from '#lib/server/schema.ts';
import { newId } from '#lib/shared/ids.ts';
import { findSession } from '#lib/sign-in/server/sessions.ts';
import { TABLET_IDLE } from '#lib/sign-in/session-length.ts';
import {
	closeOpening,
	extendOpening,
	listLiveOpenings,
	openEvening,
	readOpening,
	renewCode
} from '#lib/openings/server/opening.ts';
import { enterTablet, leave, findPresence } from '#lib/openings/server/presence.ts';
import { arrivals, tablets } from '#lib/openings/server/schema.ts';
import { findTablet, joinOpening, listTablets, putOutTablet } from '#lib/openings/server/tablet.ts';
import { listToday, wasHereToday } from '#lib/openings/server/today.ts';
import { joinWith, openFor } from '#lib/openings/server/evening.fixture.ts';
import { minutesAfter, NOW, settlePerson, settleTwoWards } from '#tests/two-wards.ts';
import { testDatabase, type TestDatabase } from '#tests/database.ts';
import { learningPoints } from '#lib/territory/server/schema.ts';

let database: TestDatabase;
let world: Awaited<ReturnType<typeof settleTwoWards>>;
let here: string;
let there: string;

beforeAll(async () => {
	database = await testDatabase();
	world = await settleTwoWards(database.db);
	[here, there] = [await addPoint(world.here.wardCode), await addPoint(world.there.wardCode)];
});
afterAll(() => database.close());

async function addPoint(wardCode: string): Promise<string> {
	const id = newId(NOW);
	await database.db.insert(learningPoints).values({ id, wardCode, kind: 'fixed', name: 'Nhà văn hóa', address: 'Mẫu' });
	return id;
}

const opened = (hours?: number) => openFor(database.db, world.here.trainer, here, NOW, hours);
const joined = (code: string, now = NOW) => joinWith(database.db, code, now);
const at = (minutes: number) => minutesAfter(NOW, minutes);

describe('an evening', () => {
	test('is opened by a trainer of its ward and by nobody else', async () => {
		const input = () => ({ openingId: newId(NOW), learningPointId: there, hours: 2 });
		for (const actor of [world.here.trainer, world.there.head]) {
			await expect(openEvening(database.db, actor, input(), NOW)).rejects.toMatchObject({ status: 403 });
		}
		await openEvening(database.db, world.there.trainer, input(), NOW);
		const seen = await listLiveOpenings(database.db, world.there.trainer, NOW);
		expect(seen.map(({ point }) => point.id)).toEqual([there]);
		await expect(readOpening(database.db, world.here.trainer, seen[0]?.id ?? '', NOW)).rejects.toMatchObject({
			status: 404
		});
	});

	test('that is opened twice by a double tap is one', async () => {
		const input = { openingId: newId(NOW), learningPointId: here, hours: 2 };
		await openEvening(database.db, world.here.trainer, input, NOW);
		const { code } = await readOpening(database.db, world.here.trainer, input.openingId, NOW);
		await openEvening(database.db, world.here.trainer, input, at(1));
		expect(await readOpening(database.db, world.here.trainer, input.openingId, NOW)).toMatchObject({ code });
		const entries = await database.db.select().from(auditEntries).where(eq(auditEntries.objectId, input.openingId));
		expect(entries).toHaveLength(1);
	});

	test('ends by itself, may go on for another hour, and never lasts more than twelve', async () => {
		const { id, code } = await opened(2);
		await extendOpening(database.db, world.here.trainer, id, at(119));
		expect((await readOpening(database.db, world.here.trainer, id, at(179))).live).toBe(true);
		expect((await readOpening(database.db, world.here.trainer, id, at(180))).live).toBe(false);
		await expect(joined(code, at(180))).rejects.toMatchObject({ code: 'join_unknown' });
		await expect(extendOpening(database.db, world.here.trainer, id, at(181))).rejects.toMatchObject({ status: 409 });

		const long = await opened(12);
		await extendOpening(database.db, world.here.trainer, long.id, at(60));
		expect((await readOpening(database.db, world.here.trainer, long.id, NOW)).endsAt).toEqual(at(12 * 60));
	});

	test('of which the code was renewed keeps its tablets, and the old code joins nothing', async () => {
		const { id, code } = await opened();
		const { token } = await joined(code);
		await renewCode(database.db, world.here.trainer, id, NOW);
		await expect(joined(code)).rejects.toMatchObject({ code: 'join_unknown' });
		expect(await findTablet(database.db, token, NOW)).not.toBeNull();
	});

	test.each(['', 'x', '0'.repeat(36), 'A'.repeat(22), 'K7PM-2XQR', '\u0000', 'K'.repeat(5000)])(
		'is not joined with %j',
		async (code) => {
			await expect(joined(code)).rejects.toMatchObject({ code: 'join_unknown', status: 404 });
		}
	);
});

describe('a tablet', () => {
	test('gets the lowest free number, many at once too, and joining again changes nothing', async () => {
		const { id, code } = await opened();
		const first = await joined(code);
		expect(await joinOpening(database.db, code.toLowerCase(), '203.0.113.9', first.tablet, NOW)).toBeNull();
		await Promise.all([joined(code), joined(code), joined(code)]);
		const all = await listTablets(database.db, id);
		expect(all.map(({ number }) => number)).toEqual([1, 2, 3, 4]);
		await putOutTablet(database.db, world.here.trainer, id, all[1]?.id ?? '', NOW);
		expect((await joined(code)).tablet.number).toBe(2);
		const rows = JSON.stringify(await database.db.select().from(tablets));
		expect(rows, 'the table holds no token').not.toContain(first.token);
	});

	test('is put out by staff of its ward alone', async () => {
		const { id, code } = await opened();
		const { token, tablet } = await joined(code);
		await expect(putOutTablet(database.db, world.there.trainer, id, tablet.id, NOW)).rejects.toMatchObject({
			status: 404
		});
		expect(await findTablet(database.db, token, NOW)).not.toBeNull();
		const other = await opened();
		await expect(putOutTablet(database.db, world.here.trainer, other.id, tablet.id, NOW)).rejects.toMatchObject({
			status: 404
		});
	});
});

describe('a session on a tablet', () => {
	async function entered(hours = 3) {
		const { id, code } = await opened(hours);
		const { token, tablet } = await joined(code);
		const { personId } = world.here;
		const session = await enterTablet(database.db, tablet, personId, 'pictures', NOW);
		const isHere = async (minutes: number, tokens = { tablet: token as string | undefined, session }, seen = true) =>
			(await findPresence(database.db, tokens, at(minutes), { seen })).session?.signIn.personId === personId;
		return { id, code, token, tablet, session, isHere };
	}

	test('is good on it and nowhere else', async () => {
		const { token, session, isHere, code } = await entered();
		expect(await isHere(1)).toBe(true);
		const other = await joined(code);
		expect(await isHere(1, { tablet: other.token, session })).toBe(false);
		expect(await isHere(1, { tablet: undefined, session })).toBe(false);
		expect(await isHere(1, { tablet: `${token}x`, session })).toBe(false);
	});

	test.each(['close', 'put out'] as const)('ends at once by: %s', async (how) => {
		const { id, tablet, session, isHere } = await entered();
		if (how === 'close') await closeOpening(database.db, world.here.trainer, id, NOW);
		else await putOutTablet(database.db, world.here.trainer, id, tablet.id, NOW);
		expect(await isHere(0)).toBe(false);
		expect(await findSession(database.db, session, NOW), 'and its row is gone').toBeNull();
	});

	test('ends when the evening does, though she is in the middle of something', async () => {
		const { isHere } = await entered(1);
		for (let minute = 4; minute < 60; minute += 4) expect(await isHere(minute)).toBe(true);
		expect(await isHere(60)).toBe(false);
	});

	test('ends twelve hours after it began at the latest', async () => {
		const { isHere, session } = await entered(12);
		for (let minute = 4; minute < 720; minute += 4) await findSession(database.db, session, at(minute));
		expect(await isHere(719)).toBe(true);
		expect(await findSession(database.db, session, at(720))).toBeNull();
	});

	test('ends less than five minutes after it was last seen, and only looking does not count', async () => {
		const { isHere, token, session } = await entered();
		const idle = TABLET_IDLE / 60_000;
		expect(idle).toBeLessThan(5);
		expect(await isHere(4)).toBe(true);
		expect(await isHere(4 + idle - 0.1, { tablet: token, session }, false)).toBe(true);
		expect(await isHere(4 + idle)).toBe(false);
	});

	test('of somebody else ends the one before, and leaving ends it', async () => {
		const { token, tablet, session, isHere } = await entered();
		const other = await settlePerson(database.db, world.here.groupId, 'Ông Mẫu Bảy');
		const next = await enterTablet(database.db, tablet, other, 'nod', at(1));
		expect(await isHere(1)).toBe(false);
		expect(await findSession(database.db, session, at(1))).toBeNull();
		const { session: found } = await findPresence(database.db, { tablet: token, session: next }, at(1));
		expect(found?.signIn).toMatchObject({ personId: other, method: 'nod' });
		await leave(database.db, found?.signIn.id ?? '', at(2));
		expect(await findSession(database.db, next, at(2))).toBeNull();
	});
});

test("today's list holds who signed in at this opening, once each, and nobody of another one", async () => {
	const [one, other] = [await opened(), await opened()];
	const [tablet, elsewhere] = [await joined(one.code), await joined(other.code)];
	const { personId } = world.here;
	for (const minute of [0, 5]) await enterTablet(database.db, tablet.tablet, personId, 'pictures', at(minute));
	await enterTablet(database.db, elsewhere.tablet, world.there.personId, 'pictures', NOW);
	expect(await listToday(database.db, one.id)).toEqual([{ personId, name: 'Bà Mẫu Hiền' }]);
	expect(await wasHereToday(database.db, one.id, world.there.personId)).toBe(false);
	expect(await wasHereToday(database.db, one.id, "x'--")).toBe(false);
	expect(await database.db.select().from(arrivals).where(eq(arrivals.openingId, one.id))).toHaveLength(1);
});
