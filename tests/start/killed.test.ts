import { mkdtempSync, readFileSync } from 'node:fs';
import { Agent } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inArray, sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildWhenStale } from '../../src/cli/build.ts';
import { readContent } from '../../src/cli/preparation.ts';
import { readyDatabase } from '../../src/cli/ready-database.ts';
import { residentsStandard } from '#lib/curriculum/library.ts';
import { attemptAnswers, attempts } from '#lib/learning/server/schema.ts';
import { events } from '#lib/ledger/server/schema.ts';
import { rebuild } from '#lib/ledger/server/rebuild.ts';
import { connect, type Connection } from '#lib/server/db/connect.ts';
import { openEmbedded, type EmbeddedDatabase } from '#lib/server/db/embedded.ts';
import { startSession } from '#lib/sign-in/server/sessions.ts';
import { foldedRows } from '#tests/folded-rows.ts';
import { clearAway, endKilledRuns } from '#tests/killed-runs.ts';
import { fillWard } from '../bench/people.ts';
import { Learner } from './learner.ts';
import { start, stop, type Started } from './program.ts';

// What people were told is stored must be there after any kill. `npm run test:full` kills many times, `npm test` twice.
const ROUNDS = process.env['FULL'] ? 100 : 2;
const LEARNERS = 40;
const AT_ONCE = 10;

const PREFIX = 'hoc-so-killed-';
const SERVER = [join('cluster', 'postmaster.pid'), 'SIGINT'] as const;

const folder = mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`));
let database: EmbeddedDatabase;
let owner: Connection;
const learners: Learner[] = [];

beforeAll(async () => {
	await endKilledRuns(PREFIX, ...SERVER);
	await buildWhenStale();
	await openDatabase();
	await readyDatabase({ ...database, isEmbedded: false });
	const now = new Date();
	const people = await fillWard(owner.db, '00082', residentsStandard(readContent()), 1, LEARNERS, now);
	await rebuild(owner.db);
	for (const id of people) learners.push(new Learner(id, (await startSession(owner.db, id, 'link', now)).token));
});
afterAll(async () => {
	await owner.close();
	await clearAway(folder, ...SERVER);
});

test(
	`N41 killed ${ROUNDS} times while tests are taken and handed in, it has every answer and every result that it confirmed, once`,
	{ timeout: 60_000 + ROUNDS * 30_000 },
	async () => {
		for (let round = 0; round < ROUNDS; round += 1) {
			const app = await start({ DATABASE_URL: database.url, DATABASE_OWNER_URL: database.ownerUrl });
			// Ten learners side by side have handed in ten tests after 120 requests: the kill meets beginnings, answers and ends.
			await learnUntil(app, 110 + ((round * 37) % 60), async () => {
				const killed = stop(app.app, 'SIGKILL');
				if (round % 2 === 1) await cutPower();
				await killed;
			});
			await expectConfirmed();
		}
		const app = await start({ DATABASE_URL: database.url, DATABASE_OWNER_URL: database.ownerUrl });
		const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
		for (const learner of learners) while (learner.isTakingATest) await learner.goOn(agent, app.address);
		agent.destroy();
		await stop(app.app);
		await expectConfirmed();
		expect(learners.reduce((sum, learner) => sum + learner.confirmed.length, 0)).toBeGreaterThan(8 * ROUNDS);

		const live = await foldedRows(owner.db);
		await rebuild(owner.db);
		expect(await foldedRows(owner.db)).toEqual(live);
	}
);

/** All of them go on where they were, some at once, until so many requests were answered and they are cut off. */
async function learnUntil({ address }: Started, requests: number, cutOff: () => Promise<void>): Promise<void> {
	const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
	const waiting = [...learners];
	let answered = 0;
	let cutting: Promise<void> | null = null;
	const work = async () => {
		for (let learner = waiting.shift(); learner; learner = waiting.shift()) {
			do {
				try {
					await learner.goOn(agent, address);
				} catch (error) {
					if (cutting) return;
					throw error;
				}
				answered += 1;
				if (answered === requests) cutting = cutOff();
			} while (learner.isTakingATest);
			waiting.push(learner);
		}
	};
	await Promise.all(Array.from({ length: AT_ONCE }, work));
	await cutting;
	agent.destroy();
}

/** What the database holds is what was confirmed, and at most what was under way when the answer was cut off. */
async function expectConfirmed(): Promise<void> {
	const submitted = await owner.db
		.select({ attempt: sql<string>`body->>'attemptId'`, person: events.subjectId })
		.from(events)
		.where(sql`kind = 'test.submitted' and body->'marks' <> '[]'`);
	const times = Map.groupBy(submitted, ({ attempt }) => attempt);
	expect([...times.values()].filter((one) => one.length > 1)).toEqual([]);
	for (const learner of learners) {
		for (const attempt of learner.confirmed) expect(times.get(attempt)?.[0]?.person, attempt).toBe(learner.personId);
	}
	const open = learners.flatMap(({ attempt }) => attempt ?? []);
	expect(await owner.db.select({ id: attempts.id }).from(attempts).where(inArray(attempts.id, open))).toHaveLength(
		open.length
	);
	const saved = await owner.db.select().from(attemptAnswers).where(inArray(attemptAnswers.attemptId, open));
	for (const { attempt, answered } of learners) {
		if (attempt === null) continue;
		const found = saved.filter((answer) => answer.attemptId === attempt).map((answer) => answer.n);
		for (let n = 1; n <= answered; n += 1) expect(found, attempt).toContain(n);
	}
}

/** The database's processes end as in a power cut, and it is started anew. */
async function cutPower(): Promise<void> {
	await owner.close();
	process.kill(Number(readFileSync(join(folder, 'cluster', 'postmaster.pid'), 'utf8').split('\n')[0]), 'SIGKILL');
	await openDatabase();
}

async function openDatabase(): Promise<void> {
	database = await openEmbedded(folder);
	owner = connect(database.ownerUrl, { max: 2, statementTimeout: 0 });
}
