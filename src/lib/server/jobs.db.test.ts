import { spawn } from 'node:child_process';
import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { anonymous, type PersonActor } from '#lib/access/actor.ts';
import { areJobsDone, listJobs, runJobNow, stuckJobs } from '#lib/server/job-board.ts';
import { startJobs, type Job, type RunningJobs } from '#lib/server/jobs.ts';
import { testDatabase, type TestDatabase } from '#tests/database.ts';

const QUICK = { poll: 0.5, silence: 10, supervise: 1, again: 1 };
const NEVER = '0 0 29 2 *';
const administrator: PersonActor = {
	...{ kind: 'person', id: '01890000-0000-7000-8000-000000000001', signInId: 's' },
	grants: [{ role: 'administrator', place: 'vn' }]
};

let database: TestDatabase;
let running: RunningJobs[] = [];
let lines: object[] = [];

beforeAll(async () => {
	database = await testDatabase();
});
afterEach(async () => {
	await Promise.all(running.map((one) => one.stop(1_000)));
	await database.db.execute(sql`delete from pgboss.job`);
	running = [];
	lines = [];
});
afterAll(() => database.close());

async function start(work: Job['work'], name = 'counting', url = database.url): Promise<RunningJobs> {
	const jobs = await startJobs(url, [{ name, schedule: NEVER, work }], (line) => lines.push(line), QUICK);
	running.push(jobs);
	return jobs;
}

const runNow = (name = 'counting') => runJobNow(database.db, administrator, name, new Date());
const board = async () => (await listJobs(database.db, administrator, new Date())).jobs;
const job = async () => (await board())[0];

test('two servers that do the same jobs do each run once, and asking twice runs it once', async () => {
	let runs = 0;
	const asked = Promise.withResolvers<void>();
	// Not over before it was asked for the third time: then it would be right to run it again.
	const work = () => ((runs += 1), asked.promise);
	await Promise.all([start(work), start(work)]);
	await Promise.all([runNow(), runNow(), runNow()]);
	asked.resolve();
	await expect.poll(async () => (await job())?.lastRun?.failed, { timeout: 10_000 }).toBe(false);
	await new Promise((resume) => setTimeout(resume, 1_200));
	expect(runs).toBe(1);
	await runNow();
	await expect.poll(() => runs, { timeout: 10_000 }).toBe(2);
});

test('a job that still runs is not begun beside itself on another server', async () => {
	let atOnce = 0;
	let most = 0;
	let end = () => undefined as void;
	const work = async () => {
		most = Math.max(most, (atOnce += 1));
		await new Promise<void>((resume) => (end = resume));
		atOnce -= 1;
	};
	await Promise.all([start(work), start(work)]);
	await runNow();
	await expect.poll(() => atOnce, { timeout: 10_000 }).toBe(1);
	await runNow();
	expect(await job()).toMatchObject({ waiting: false, lastRun: null });
	expect((await job())?.runningSince).toBeInstanceOf(Date);
	await new Promise((resume) => setTimeout(resume, 1_200));
	expect(most).toBe(1);
	end();
});

test('what a killed server was doing is begun again once by another one', async () => {
	const program = `import { startJobs } from '#lib/server/jobs.ts';
		const work = () => { console.log('begun'); return new Promise((end) => setTimeout(end, 60_000)); };
		await startJobs(process.argv[1], [{ name: 'counting', schedule: '${NEVER}', work }], () => {}, ${JSON.stringify(QUICK)});
		console.log('started');`;
	const server = spawn(process.execPath, ['--input-type=module', '-e', program, database.url]);
	let said = '';
	server.stdout.on('data', (text: Buffer) => (said += text.toString()));
	await expect.poll(() => said, { timeout: 20_000 }).toContain('started');
	await runNow();
	await expect.poll(() => said, { timeout: 20_000 }).toContain('begun');
	server.kill('SIGKILL');
	let runs = 0;
	const work = () => Promise.resolve((runs += 1));
	await Promise.all([start(work), start(work)]);
	// As if its silence had lasted.
	await database.db.execute(sql`update pgboss.job set heartbeat_on = now() - interval '1 hour' where state = 'active'`);
	await expect.poll(async () => (await job())?.lastRun?.failed, { timeout: 20_000 }).toBe(false);
	expect(runs).toBe(1);
	const [row] = await database.db.execute(sql`select retry_count from pgboss.job where name = 'counting'`);
	expect(row).toEqual({ retry_count: 1 });
});

test('stopping waits for what runs no longer than it is told to, and hands it back to be begun again', async () => {
	const jobs = await start(() => new Promise((resume) => setTimeout(resume, 60_000)));
	await runNow();
	await expect.poll(async () => (await job())?.runningSince ?? null, { timeout: 10_000 }).not.toBeNull();
	const from = performance.now();
	await jobs.stop(1_000);
	expect(performance.now() - from).toBeLessThan(5_000);
	const [row] = await database.db.execute(sql`select state from pgboss.job where name = 'counting'`);
	expect(row).toEqual({ state: 'retry' });
});

test('a failure is told as a code and a place in the program, never with what somebody typed', async () => {
	await start(() => Promise.reject(new TypeError('Nguyễn Thị Lan, 0912345678')));
	await runNow();
	await expect.poll(() => lines.length, { timeout: 10_000 }).toBeGreaterThan(0);
	expect(lines[0]).toMatchObject({ job: 'counting', failed: 'TypeError' });
	const [row] = await database.db.execute<{ output: string }>(
		sql`select output::text from pgboss.job where output is not null`
	);
	expect(`${JSON.stringify(lines)}${row?.output}`).not.toMatch(/Lan|0912/);
});

test('a job that failed for good is shown with its reason', async () => {
	await start(() => Promise.resolve());
	await database.db.execute(sql`
		insert into pgboss.job (name, state, completed_on, output)
		values ('counting', 'failed', now(), '{"message": "57014"}')`);
	expect(await job()).toMatchObject({ lastRun: { failed: true }, failures: { count: 1, reason: '57014' } });
});

test('a job that a newer version no longer has is forgotten', async () => {
	await start(() => Promise.resolve(), 'old');
	await start(() => Promise.resolve());
	expect((await board()).map(({ name }) => name)).toEqual(['counting']);
	await expect(runNow('old')).rejects.toMatchObject({ status: 404 });
});

test('only an administrator sees the jobs and lets one run, and the latter is written down', async () => {
	await start(() => Promise.resolve());
	const now = new Date();
	for (const actor of [anonymous, { ...administrator, grants: [{ role: 'ward_officer' as const, place: '00082' }] }]) {
		await expect(listJobs(database.db, actor, now)).rejects.toMatchObject({ status: 403 });
		await expect(runJobNow(database.db, actor, 'counting', now)).rejects.toMatchObject({ status: 403 });
	}
	await runNow();
	const [entry] = await database.db.execute(
		sql`select actor_id, object_id from audit_entries where verb = 'job.run' order by id desc limit 1`
	);
	expect(entry).toEqual({ actor_id: administrator.id, object_id: 'counting' });
});

test('whether anybody does the jobs can be seen, and which of them are stuck', async () => {
	await start(() => Promise.resolve());
	const now = new Date();
	await expect.poll(() => areJobsDone(database.db, new Date()), { timeout: 10_000 }).toBe(true);
	expect(await areJobsDone(database.db, new Date(now.getTime() + 3_600_000))).toBe(false);
	await running.pop()?.stop(1_000);
	await runNow();
	expect(await stuckJobs(database.db, now)).toEqual([]);
	expect(await stuckJobs(database.db, new Date(now.getTime() + 3 * 3_600_000))).toEqual(['counting']);
});

test('the application may use the tables of the background work, and neither make nor drop one', async () => {
	const { db } = database;
	await expect(db.execute(sql`create table pgboss.mine ()`)).rejects.toMatchObject({ cause: { code: '42501' } });
	await expect(db.execute(sql`drop table pgboss.job`)).rejects.toMatchObject({ cause: { code: '42501' } });
});

test('the owner’s address works too, in the application’s role', async () => {
	const address = new URL(database.ownerUrl);
	address.searchParams.set('role', 'hoc_so_application');
	let runs = 0;
	await start(() => Promise.resolve((runs += 1)), 'counting', address.href);
	await runNow();
	await expect.poll(() => runs, { timeout: 10_000 }).toBe(1);
});
