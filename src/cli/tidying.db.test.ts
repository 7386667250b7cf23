import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { attempts } from '#lib/learning/server/schema.ts';
import { startAttempt } from '#lib/learning/server/attempt.ts';
import { openFor } from '#lib/openings/server/evening.fixture.ts';
import { answerRequest, fileRequest, listOwnRequests } from '#lib/people/server/requests.ts';
import { connect } from '#lib/server/db/connect.ts';
import { newId } from '#lib/shared/ids.ts';
import { makeSignInLink } from '#lib/sign-in/server/links.ts';
import { oneTimeLinks, signIns } from '#lib/sign-in/server/schema.ts';
import { startSession } from '#lib/sign-in/server/sessions.ts';
import { testDatabase, type TestDatabase } from '#tests/database.ts';
import { answerAll, herself, makeWorld, NOON, settle, takeTest, type World } from '#tests/world.ts';
import { tidy } from './tidying.ts';

let database: TestDatabase;
let world: World;

beforeAll(async () => {
	database = await testDatabase();
	world = await makeWorld(database.db);
});
afterAll(() => database.close());

const days = (count: number) => new Date(NOON.getTime() + count * 86_400_000);
const events = () => database.db.execute(sql`select count(*)::int n from events`);

test('what is kept no longer goes, what is still needed and what the log says stays, and doing it again changes nothing', async () => {
	const { db, library, standard, cuaNam } = world;
	const kind = { door: 'whole', standard: standard.id } as const;
	const personId = await settle(world, cuaNam);
	await takeTest(world, personId, kind);
	const left = await startAttempt(db, library, herself(personId), personId, kind, NOON);
	await answerAll(world, personId, { ...left, form: left.form.slice(0, 3) }, 3);
	await startSession(db, personId, 'pictures', NOON);
	await makeSignInLink(db, personId, NOON, 60);
	await openFor(db, cuaNam.trainer, cuaNam.learningPointId, NOON);
	const request = { id: newId(NOON), personId, kind: 'erasure', text: null } as const;
	await fileRequest(db, herself(personId), request, NOON);
	await answerRequest(db, cuaNam.officer, { requestId: request.id, state: 'declined', reply: 'Lý do.' }, NOON);
	await db.execute(
		sql`insert into rate_limits (key, points, expire) values ('a', 1, ${days(-1).toISOString()}::timestamptz)`
	);
	const log = await events();

	const none = { runs: 0, evenings: 0, exports: 0, helpRequests: 0, accommodations: 0, drills: 0, rosters: 0 };
	const soon = await tidy(database, days(29));
	expect(soon).toEqual({ ...none, signIns: 0, links: 0, attempts: 0, requests: 0, rateLimits: 1, auditEntries: 0 });
	const later = await tidy(database, days(91));
	const gone = { ...none, evenings: 1, signIns: 1, links: 1, attempts: 1 };
	expect(later).toEqual({ ...gone, requests: 0, rateLimits: 0, auditEntries: 0 });
	expect(await db.select().from(attempts).where(eq(attempts.personId, personId))).toHaveLength(1);
	expect(await db.select().from(signIns)).toEqual([]);
	expect(await db.select().from(oneTimeLinks)).toEqual([]);
	expect((await tidy(database, days(3 * 365))).requests).toBe(1);
	expect(await listOwnRequests(db, personId)).toEqual([]);
	expect(new Set(Object.values(await tidy(database, days(3 * 365))))).toEqual(new Set([0]));
	expect(await events()).toEqual(log);
});

test('two servers that tidy at once take nothing twice and hinder nobody', async () => {
	const { db, library, standard, cuaNam } = world;
	for (let n = 0; n < 5; n += 1) {
		const personId = await settle(world, cuaNam);
		const kind = { door: 'whole', standard: standard.id } as const;
		await startAttempt(db, library, herself(personId), personId, kind, NOON);
	}
	const both = await Promise.all([tidy(database, days(91)), tidy(database, days(91))]);
	expect(both.reduce((sum, { attempts }) => sum + attempts, 0)).toBe(5);
});

test('a learner who comes back meanwhile keeps what she began', async () => {
	const { db, library, standard, cuaNam } = world;
	const personId = await settle(world, cuaNam);
	const kind = { door: 'whole', standard: standard.id } as const;
	const left = await startAttempt(db, library, herself(personId), personId, kind, NOON);
	const { db: holding, close } = connect(database.url, { max: 1 });
	await holding.transaction(async (tx) => {
		await tx.select().from(attempts).where(eq(attempts.id, left.id)).for('update');
		expect((await tidy(database, days(91))).attempts).toBe(0);
	});
	await close();
});
