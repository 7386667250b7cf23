import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { anonymous } from '#lib/access/actor.ts';
import { findScenario } from '#lib/curriculum/library.ts';
import { findScreen, targetsOf, type Scenario } from '#lib/curriculum/scenario.ts';
import { record } from '#lib/ledger/server/record.ts';
import { rebuild } from '#lib/ledger/server/rebuild.ts';
import { events } from '#lib/ledger/server/schema.ts';
import { actsTo } from '#lib/practice/acts.ts';
import type { Act } from '#lib/practice/step.ts';
import { findOpenRun, listPractised, readRun, startRun, type Run } from '#lib/practice/server/run.ts';
import { practiceRuns, scenarioProgress } from '#lib/practice/server/schema.ts';
import { leaveRun, takeStep } from '#lib/practice/server/take-step.ts';
import { tidyRuns } from '#lib/practice/server/tidy.ts';
import { testDatabase, type TestDatabase } from '#tests/database.ts';
import { foldedRows } from '#tests/folded-rows.ts';
import { herself, makeWorld, mergeTwo, NOON, settle, type World } from '#tests/world.ts';

const NAME = { module: 'thanh-toan', scenario: 'doc-ten-roi-chuyen-tien' };

let database: TestDatabase;
let world: World;
let scenario: Scenario;
beforeAll(async () => {
	database = await testDatabase();
	world = await makeWorld(database.db);
	scenario = findScenario(world.library, NAME.module, NAME.scenario) as Scenario;
});
afterAll(() => database.close());

const later = (minutes: number) => new Date(NOON.getTime() + minutes * 60_000);
const begin = (personId: string, now = NOON) =>
	startRun(world.db, world.library, herself(personId), personId, NAME, now);
const now = (run: Run, personId: string) => readRun(world.db, herself(personId), personId, run.id);
const eventsOf = (personId: string) =>
	world.db
		.select()
		.from(events)
		.where(sql`subject_id = ${personId} and kind = 'practice.run_ended'`);

/** One step as the page of the run at this moment would send it. */
async function step(run: Run, personId: string, act: Act, at = later(1)): Promise<Run> {
	const before = await now(run, personId);
	const input = { runId: run.id, personId, step: before.steps.length, act };
	await record(world.db, herself(personId), takeStep, input, at);
	return now(run, personId);
}

/** By the first path, from wherever the run stands, to its end or to a screen. */
async function goTo(run: Run, personId: string, end: string): Promise<Run> {
	let at = await now(run, personId);
	const [path = []] = scenario.paths;
	while (at.standing.screen !== end) {
		const next = path[path.indexOf(at.standing.screen) + 1] ?? '';
		for (const act of actsTo(scenario, at.standing.screen, next)) at = await step(run, personId, act);
	}
	return at;
}

test('a run reaches its goal and leaves one event with counts, and her progress says when', async () => {
	const personId = await settle(world, world.cuaNam);
	const run = await begin(personId);
	await step(run, personId, { kind: 'touch', code: '1.2', typed: {} });
	const end = await goTo(run, personId, 'xong');
	expect(end).toMatchObject({ done: true, endedAt: later(1) });
	const [event, ...more] = await eventsOf(personId);
	expect(more).toEqual([]);
	expect(event).toMatchObject({ id: run.endId, assistance: 'none', contentHash: scenario.hash });
	expect(event?.body).toEqual({
		runId: run.id,
		...{ module: NAME.module, scenario: NAME.scenario, done: true, at: 'xong' },
		...{ steps: end.steps.length, mistakes: 1, hints: 0, refused: 0 }
	});
	const practised = await listPractised(world.db, personId, personId);
	expect(practised.done.get('thanh-toan/doc-ten-roi-chuyen-tien')).toMatchObject({
		...{ runs: 1, doneOn: '2026-11-20', aloneOn: null }
	});
	const again = await begin(personId, later(5));
	expect(again.id).not.toBe(run.id);
	await goTo(again, personId, 'xong');
	const [progress] = await world.db.select().from(scenarioProgress).where(eq(scenarioProgress.personId, personId));
	expect(progress).toMatchObject({ runs: 2, doneOn: '2026-11-20', aloneOn: '2026-11-20' });
});

test('beginning twice is one run, gone on with from any device where it stood', async () => {
	const personId = await settle(world, world.cuaNam);
	const [first, second] = await Promise.all([begin(personId), begin(personId)]);
	expect(first.id).toBe(second.id);
	await goTo(first, personId, 'nhap-so');
	const elsewhere = await startRun(
		world.db,
		world.library,
		{ ...herself(personId), signInId: first.id },
		personId,
		NAME,
		later(9)
	);
	expect(elsewhere).toMatchObject({ id: first.id, standing: { screen: 'nhap-so' } });
});

test('a tap that is sent twice, or from a page that was left open, does nothing', async () => {
	const personId = await settle(world, world.cuaNam);
	const run = await goTo(await begin(personId), personId, 'mo-khoa');
	const input = { runId: run.id, personId, step: run.steps.length, act: { kind: 'press', digit: '1' } as Act };
	const send = () => record(world.db, herself(personId), takeStep, input, later(2));
	await Promise.all([send(), send()]);
	await send();
	expect((await now(run, personId)).standing.digits).toBe(1);
});

test('the step that reaches the goal, sent twice at once, makes one event', async () => {
	const personId = await settle(world, world.cuaNam);
	const run = await goTo(await begin(personId), personId, 'xac-nhan');
	const [act] = actsTo(scenario, 'xac-nhan', 'xong');
	const input = { runId: run.id, personId, step: run.steps.length, act: act as Act };
	const send = () => record(world.db, herself(personId), takeStep, input, later(2));
	await Promise.all([send(), send(), send()]);
	expect(await eventsOf(personId)).toHaveLength(1);
});

test('a hint counts as having been prompted', async () => {
	const personId = await settle(world, world.cuaNam);
	const run = await begin(personId);
	await step(run, personId, { kind: 'hint' });
	await goTo(run, personId, 'xong');
	expect(await eventsOf(personId)).toMatchObject([{ assistance: 'prompted', body: { hints: 1, mistakes: 0 } }]);
});

test('beginning anew ends the open run where it stood; a run of which nothing was done goes on', async () => {
	const personId = await settle(world, world.cuaNam);
	const run = await begin(personId);
	const leave = () => record(world.db, herself(personId), leaveRun, { runId: run.id, personId }, later(3));
	await leave();
	expect(await findOpenRun(world.db, personId, NAME)).toMatchObject({ id: run.id });
	await goTo(run, personId, 'nhap-so');
	await leave();
	await leave();
	expect(await eventsOf(personId)).toMatchObject([{ body: { done: false, at: 'nhap-so' } }]);
	const practised = await listPractised(world.db, personId, personId);
	expect([practised.done.size, practised.open.size]).toEqual([0, 0]);
});

test('nobody takes a step in the run of somebody else, signed in or not', async () => {
	const [mine, hers] = [await settle(world, world.cuaNam), await settle(world, world.thanhBa)];
	const run = await begin(hers);
	const input = { runId: run.id, personId: mine, step: 0, act: { kind: 'hint' } as Act };
	await expect(record(world.db, herself(mine), takeStep, input, NOON)).rejects.toMatchObject({ code: 'not_found' });
	const as = record(world.db, herself(mine), takeStep, { ...input, personId: hers }, NOON);
	await expect(as).rejects.toMatchObject({ code: 'forbidden' });
	await expect(startRun(world.db, world.library, anonymous, hers, NAME, NOON)).rejects.toMatchObject({
		code: 'forbidden'
	});
	await expect(readRun(world.db, herself(mine), mine, run.id)).rejects.toMatchObject({ code: 'not_found' });
	await expect(readRun(world.db, herself(mine), mine, 'x')).rejects.toMatchObject({ code: 'not_found' });
});

test('what was practised under two records of one person is hers, in the log as in the folded rows', async () => {
	const [personId, other] = [await settle(world, world.cuaNam), await settle(world, world.cuaNam)];
	const run = await begin(other);
	await goTo(run, other, 'xong');
	await mergeTwo(world, world.cuaNam, personId, other);
	const one = [personId, other].sort()[0] as string;
	expect((await listPractised(world.db, one, one)).done.size).toBe(1);
	expect(await readRun(world.db, herself(one), one, run.id)).toMatchObject({ done: true });
	const before = await foldedRows(world.db);
	await rebuild(world.db);
	expect(await foldedRows(world.db)).toEqual(before);
});

test('a scenario that is edited goes on as it was where it had begun', async () => {
	const personId = await settle(world, world.cuaNam);
	const run = await begin(personId);
	const edited = { ...world.library, scenarios: [{ ...scenario, hash: 'f'.repeat(64), goal: 'Khác' }] };
	const same = await startRun(world.db, edited, herself(personId), personId, NAME, later(1));
	expect(same.scenarioHash).toBe(run.scenarioHash);
	expect(await goTo(run, personId, 'xong')).toMatchObject({ done: true });
});

test('runs that were never ended go after 90 days, and what ended stays', async () => {
	const personId = await settle(world, world.cuaNam);
	await goTo(await begin(personId), personId, 'xong');
	await begin(personId, later(10));
	await tidyRuns(world.db, new Date(NOON.getTime() + 89 * 86_400_000));
	expect(await findOpenRun(world.db, personId, NAME)).not.toBeNull();
	await tidyRuns(world.db, new Date(NOON.getTime() + 91 * 86_400_000));
	const left = await world.db.select().from(practiceRuns).where(eq(practiceRuns.personId, personId));
	expect(left).toMatchObject([{ done: true }]);
});

const PLANTED = [
	'001185076543',
	'079 192 004 417',
	'4111111111111111',
	'736201',
	'HoaSen@1958',
	'Lời bí mật của riêng tôi'
];

test('nothing of what was typed stands anywhere in the database afterwards', async () => {
	const personId = await settle(world, world.cuaNam);
	const run = await goTo(await begin(personId), personId, 'nhap-so');
	const send = targetsOf(findScreen(scenario, 'nhap-so') ?? { blocks: [] }).find(({ tap }) => tap.sends)?.code ?? '';
	for (const typed of PLANTED) await step(run, personId, { kind: 'touch', code: send, typed: { 0: typed } });
	await goTo(run, personId, 'xong');
	expect(await eventsOf(personId)).toMatchObject([{ body: { refused: 5, mistakes: 1 } }]);
	const tables = await world.db.execute<{ name: string }>(
		sql`select format('%I', table_name) as name from information_schema.tables
			where table_schema = 'public' and table_type = 'BASE TABLE'`
	);
	expect(tables.length).toBeGreaterThan(40);
	for (const { name } of tables) {
		for (const planted of PLANTED) {
			const found = await world.db.execute(
				sql`select 1 from ${sql.raw(name)} as t where t::text like ${`%${planted}%`} limit 1`
			);
			expect([...found], `${planted} in ${name}`).toEqual([]);
		}
	}
});
