import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { atConsole } from '#lib/access/actor.ts';
import { people } from '#lib/people/server/schema.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { endRole, grantRole } from '#lib/sign-in/server/roles.ts';
import { roles, signIns } from '#lib/sign-in/server/schema.ts';
import {
	endAllSessions,
	endSession,
	findHalfWay,
	findSession,
	noteSecondFactor,
	startHalfWay,
	startSession
} from '#lib/sign-in/server/sessions.ts';
import { minutesAfter, NOW, settlePerson, settleTwoWards } from '#tests/two-wards.ts';
import { testDatabase, type TestDatabase } from '#tests/database.ts';

const HOURS = 60;
const DAYS = 24 * HOURS;

let database: TestDatabase;
let world: Awaited<ReturnType<typeof settleTwoWards>>;
let personId: string;

beforeAll(async () => {
	database = await testDatabase();
	world = await settleTwoWards(database.db);
});
afterAll(() => database.close());

beforeEach(async () => {
	personId = await settlePerson(database.db, world.here.groupId, 'Bà Mẫu Sáu');
});

function later(minutes: number): Date {
	return minutesAfter(NOW, minutes);
}

async function makeTrainer(to: string | null = null): Promise<string> {
	const id = personId;
	const grant = { personId: id, role: 'trainer', place: '00082', from: '2026-11-01', to } as const;
	// Straight into the table: whether a role may be granted is another test.
	await database.db
		.insert(roles)
		.values({ ...grant, id: world.here.groupId.slice(0, 24) + id.slice(24), grantedBy: 'test' });
	return id;
}

async function lastSeen(id: string): Promise<Date | undefined> {
	const [row] = await database.db.select().from(signIns).where(eq(signIns.id, id));
	return row?.lastSeenAt;
}

describe('a session', () => {
	test('says who it is and how she came in, and the row does not hold its secret', async () => {
		const { id, token } = await startSession(database.db, personId, 'pictures', NOW);
		expect(await findSession(database.db, token, NOW)).toMatchObject({
			signIn: { id, personId, method: 'pictures', startedAt: NOW },
			grants: [],
			fullName: 'Bà Mẫu Sáu',
			everydayName: null,
			provinceCode: '01'
		});
		const rows = JSON.stringify(await database.db.select().from(signIns));
		expect(rows).not.toContain(token.split('.')[1]);
	});

	test.each(['', '.', 'x', 'a.b', `${'0'.repeat(36)}.${'A'.repeat(43)}`, 'A'.repeat(5000), '\u0000'])(
		'is not found by the token %j',
		async (token) => {
			expect(await findSession(database.db, token, NOW)).toBeNull();
		}
	);

	test("is not found by its id with another session's secret", async () => {
		const mine = await startSession(database.db, personId, 'pictures', NOW);
		const other = await startSession(database.db, world.there.personId, 'pictures', NOW);
		const forged = `${mine.id}.${other.token.split('.')[1]}`;
		expect(await findSession(database.db, forged, NOW)).toBeNull();
	});

	test('of a learner lasts while she is seen every 30 days', async () => {
		const { token } = await startSession(database.db, personId, 'pictures', NOW);
		expect(await findSession(database.db, token, later(29 * DAYS))).not.toBeNull();
		expect(await findSession(database.db, token, later(58 * DAYS))).not.toBeNull();
		expect(await findSession(database.db, token, later(88 * DAYS))).toBeNull();
	});

	test('of a member of staff ends after 12 hours without her, and after 7 days in any case', async () => {
		await makeTrainer();
		const idle = await startSession(database.db, personId, 'password', NOW);
		expect(idle.endsAt).toEqual(later(12 * HOURS));
		expect(await findSession(database.db, idle.token, later(12 * HOURS))).toBeNull();

		const busy = await startSession(database.db, personId, 'password', NOW);
		for (let hours = 11; hours < 7 * 24; hours += 11) {
			expect(await findSession(database.db, busy.token, later(hours * HOURS))).not.toBeNull();
		}
		expect(await findSession(database.db, busy.token, later(7 * DAYS))).toBeNull();
	});

	test('carries the roles of the day when it was begun by password or link, and none by card', async () => {
		await makeTrainer('2026-11-24');
		const grants = [{ role: 'trainer', place: '00082' }];
		for (const method of ['password', 'link'] as const) {
			const { token } = await startSession(database.db, personId, method, NOW, NOW);
			expect((await findSession(database.db, token, NOW))?.grants).toEqual(grants);
			await findSession(database.db, token, later(11 * HOURS));
			await findSession(database.db, token, later(22 * HOURS));
			await findSession(database.db, token, later(33 * HOURS));
			// 24 November is the first day on which she is a trainer no longer.
			expect((await findSession(database.db, token, new Date('2026-11-23T16:59:00Z')))?.grants).toEqual(grants);
			expect((await findSession(database.db, token, new Date('2026-11-23T17:00:00Z')))?.grants).toEqual([]);
		}
		const byCard = await startSession(database.db, personId, 'pictures', NOW);
		expect((await findSession(database.db, byCard.token, NOW))?.grants).toEqual([]);
		expect(byCard.endsAt).toEqual(later(30 * DAYS));
	});

	test('loses a role in the moment in which it is ended', async () => {
		const role = { personId, role: 'administrator', place: 'vn', from: '2026-11-01', to: null } as const;
		const roleId = await grantRole(database.db, atConsole, role, NOW);
		const { token } = await startSession(database.db, personId, 'password', NOW, NOW);
		expect((await findSession(database.db, token, NOW))?.grants).toHaveLength(1);
		await endRole(database.db, atConsole, roleId, dayOf(NOW), NOW);
		expect((await findSession(database.db, token, NOW))?.grants).toHaveLength(0);
	});

	test('withholds a role above a residential group until a second factor was shown, but for sample data', async () => {
		await makeTrainer();
		const group = { personId, role: 'head_of_group', place: world.here.groupId, from: '2026-11-01', to: null } as const;
		await grantRole(database.db, atConsole, group, NOW);
		const head = { role: 'head_of_group', place: world.here.groupId };
		const trainer = { role: 'trainer', place: '00082' };
		for (const method of ['password', 'link', 'provider'] as const) {
			const { id, token } = await startSession(database.db, personId, method, NOW);
			expect(await findSession(database.db, token, NOW)).toMatchObject({ grants: [head], withheld: [trainer] });
			const ofSample = await findSession(database.db, token, NOW, false);
			expect(ofSample?.grants).toHaveLength(2);
			expect(ofSample?.withheld).toEqual([]);
			await noteSecondFactor(database.db, id, NOW);
			expect((await findSession(database.db, token, NOW))?.grants).toHaveLength(2);
		}
		const byCard = await startSession(database.db, personId, 'pictures', NOW, NOW);
		expect(await findSession(database.db, byCard.token, NOW)).toMatchObject({ grants: [], withheld: [] });
	});

	test('is none while a one-time code is awaited, and that wait is over after ten minutes', async () => {
		const token = await startHalfWay(database.db, personId, 'password', NOW);
		expect(await findSession(database.db, token, NOW)).toBeNull();
		expect(await findHalfWay(database.db, token, later(9))).toMatchObject({ personId, method: 'password' });
		expect(await findHalfWay(database.db, token, later(10))).toBeNull();
		const whole = await startSession(database.db, personId, 'password', NOW);
		expect(await findHalfWay(database.db, whole.token, NOW)).toBeNull();
		const forged = `${token.split('.')[0]}.${whole.token.split('.')[1]}`;
		expect(await findHalfWay(database.db, forged, NOW)).toBeNull();
	});

	test('notes that she was seen at most once a minute', async () => {
		const { id, token } = await startSession(database.db, personId, 'pictures', NOW);
		await findSession(database.db, token, later(0.9));
		expect(await lastSeen(id)).toEqual(NOW);
		await findSession(database.db, token, later(1.5));
		expect(await lastSeen(id)).toEqual(later(1.5));
		await findSession(database.db, token, later(2));
		expect(await lastSeen(id)).toEqual(later(1.5));
	});

	test('that was ended stays ended, alone or with all others but one', async () => {
		const [first, second, third] = await Promise.all(
			[1, 2, 3].map(() => startSession(database.db, personId, 'pictures', NOW))
		);
		const neighbour = await startSession(database.db, world.here.personId, 'pictures', NOW);
		if (!first || !second || !third) throw new Error('three sessions');
		await endSession(database.db, first.id);
		await endSession(database.db, first.id);
		expect(await findSession(database.db, first.token, NOW)).toBeNull();
		await endAllSessions(database.db, personId, second.id);
		expect(await findSession(database.db, second.token, NOW)).not.toBeNull();
		expect(await findSession(database.db, third.token, NOW)).toBeNull();
		await endAllSessions(database.db, personId);
		expect(await findSession(database.db, second.token, NOW)).toBeNull();
		expect(await findSession(database.db, neighbour.token, NOW)).not.toBeNull();
	});

	test('that is over is cleared away when she signs in again', async () => {
		const old = await startSession(database.db, personId, 'pictures', NOW);
		await startSession(database.db, personId, 'pictures', later(31 * DAYS));
		expect(await lastSeen(old.id)).toBeUndefined();
	});

	test('follows a merge to the person, and ends when she is erased', async () => {
		const double = await settlePerson(database.db, world.here.groupId, 'Bà Mẫu Hai');
		const { token } = await startSession(database.db, double, 'pictures', NOW);
		await database.db.update(people).set({ mergedInto: personId }).where(eq(people.id, double));
		expect(await findSession(database.db, token, NOW)).toMatchObject({
			signIn: { personId },
			fullName: 'Bà Mẫu Sáu'
		});
		const own = await startSession(database.db, personId, 'pictures', NOW);
		await database.db.update(people).set({ erasedOn: '2026-11-22' }).where(eq(people.id, personId));
		expect(await findSession(database.db, own.token, NOW)).toBeNull();
	});
});
