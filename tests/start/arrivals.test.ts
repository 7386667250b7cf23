import { Agent } from 'node:http';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildWhenStale } from '../../src/cli/build.ts';
import { readContent } from '../../src/cli/preparation.ts';
import { residentsStandard } from '#lib/curriculum/library.ts';
import { storeVersions } from '#lib/curriculum/server/versions.ts';
import { rebuild } from '#lib/ledger/server/rebuild.ts';
import { connect } from '#lib/server/db/connect.ts';
import { addDays, lastClosedDay } from '#lib/shared/dates.ts';
import { startSession } from '#lib/sign-in/server/sessions.ts';
import { storePlaces } from '#lib/territory/server/places.ts';
import { testDatabase, type TestDatabase } from '#tests/database.ts';
import { arrive, within, type Told } from '../bench/arrivals.ts';
import { countMissing } from '../bench/confirmed.ts';
import { fillWard } from '../bench/people.ts';
import { learns, looksAround, type Visitor } from '../bench/visits.ts';
import { start, stop, type Started } from './program.ts';

const FULL = Boolean(process.env['FULL']);
/** Five minutes as the facts ask; a slice of some seconds in `npm test`. */
const SECONDS = FULL ? 300 : 2;
const LEARNERS = FULL ? 3_000 : 60;
/** A ward's busiest hour asks 20 times a second, five visits of lookers and one of a learner: ten times that. */
const LOOKERS = 40;
const LEARNING = 4;
const LESSON = '/learn/thanh-toan/doc-ten-nguoi-nhan';

let database: TestDatabase;
let app: Started;
const visitors: Visitor[] = [];
beforeAll(async () => {
	await buildWhenStale();
	database = await testDatabase();
	const now = new Date();
	await storePlaces(database.db);
	await storeVersions(database.db, readContent(), now);
	const owner = connect(database.ownerUrl, { max: 4, statementTimeout: 0 });
	for (const id of await fillWard(owner.db, '00082', residentsStandard(readContent()), 1, LEARNERS, now)) {
		const { token } = await startSession(database.db, id, 'link', now);
		visitors.push({ personId: id, cookie: `session=${token}`, confirmed: [] });
	}
	await rebuild(owner.db);
	await owner.close();
	app = await start({ DATABASE_URL: database.url, DATABASE_OWNER_URL: database.ownerUrl });
});
afterAll(async () => {
	if (app) await stop(app.app);
	await database?.close();
});

test(
	`N38 for ${SECONDS} s ten times as many arrive, and a crowd at once: saving is never turned away, others are told when to come back, then all is well`,
	{ timeout: SECONDS * 1_000 + 120_000 },
	async () => {
		const agent = new Agent({ keepAlive: true });
		let next = 0;
		const paths = ['/learn', LESSON, '/literacy/00082', '/literacy/01'];
		const seen: Told[] = [];
		// However fast the machine is, more is asked at once than is answered: all wait for the figures of a day that nobody read.
		const release = await holdFigures();
		const unread = `/literacy/01?as_of=${addDays(lastClosedDay(new Date()), -9)}`;
		const crowd = Promise.all(
			Array.from({ length: 200 }, () =>
				looksAround(agent, app.address, [unread], visitors[0])((told) => seen.push(told))
			)
		);
		await expect.poll(() => seen.length, { interval: 20, timeout: 20_000 }).toBeGreaterThanOrEqual(100);
		await release();
		const [lookers, learners] = await Promise.all([
			arrive(LOOKERS, SECONDS, () => looksAround(agent, app.address, paths)),
			arrive(LEARNING, SECONDS, () =>
				learns(agent, app.address, LESSON, visitors[next++ % visitors.length] as Visitor)
			),
			crowd
		]);
		expect([lookers.broken, learners.broken]).toEqual([[], []]);
		const told = [...seen, ...lookers.told, ...learners.told];
		const refused = told.filter(({ status }) => status === 503);
		expect(refused.length, 'the crowd is more than is answered').toBeGreaterThan(0);
		expect(refused.filter(({ retryAfter }) => !retryAfter)).toEqual([]);
		expect(told.filter(({ status }) => ![200, 303, 503].includes(status))).toEqual([]);
		const saving = told.filter(({ kind }) => ['save', 'start', 'submit'].includes(kind));
		expect(saving.filter(({ status }) => status !== 303)).toEqual([]);
		expect(saving.length).toBeGreaterThan(10);
		if (FULL) expect(within(saving, 0.95)).toBeLessThan(1_000);
		const { confirmed, missing } = await countMissing(database.db, visitors);
		expect(confirmed).toBeGreaterThan(0);
		expect(missing).toBe(0);
		agent.destroy();
		await expect
			.poll(async () => (await fetch(`${app.address}/literacy/01`)).status, { timeout: 60_000, interval: 500 })
			.toBe(200);
	}
);

/** Keeps everybody from reading the tallies until it is told to let them go on. */
async function holdFigures(): Promise<() => Promise<void>> {
	const holder = connect(database.ownerUrl, { max: 1 });
	const held = Promise.withResolvers<void>();
	const holds = Promise.withResolvers<void>();
	const holding = holder.db.transaction(async (tx) => {
		await tx.execute(sql`lock table group_tallies in access exclusive mode`);
		holds.resolve();
		await held.promise;
	});
	await holds.promise;
	return async () => {
		held.resolve();
		await holding;
		await holder.close();
	};
}
