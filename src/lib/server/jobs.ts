import type { PgBoss, QueueOptions } from 'pg-boss';
import { PROCESS_NAME } from '#lib/server/db/connect.ts';
import { JOBS_SCHEMA } from '#lib/server/db/jobs-tables.ts';
import { describeFailure, reasonOf } from '#lib/server/failure-reason.ts';

/** Work that is done by the clock. Repeating it must change nothing: it may be broken off and begun again. */
export interface Job {
	/** small letters and hyphens; the page of jobs says it in words */
	name: string;
	/** minute, hour, day, month, weekday in Asia/Ho_Chi_Minh; what a stopped server missed is made up for once */
	schedule: string;
	work(now: Date): Promise<unknown>;
}

export interface RunningJobs {
	/** Begins nothing more, waits at most so many milliseconds for what runs, then hands that back to be begun again. */
	stop(timeout: number): Promise<void>;
}

export interface JobTimes {
	/** seconds until a worker looks for work again */
	poll: number;
	/** seconds after which a worker that says nothing is taken for dead; it says so twice as often */
	silence: number;
	/** seconds between two looks for dead workers and old rows */
	supervise: number;
	/** seconds until what failed is begun again; the second time somewhat later */
	again: number;
}

const TIMES: JobTimes = { poll: 10, silence: 60, supervise: 60, again: 30 };
const TIMEZONE = 'Asia/Ho_Chi_Minh';
const HOUR = 3_600;

/**
 * Does jobs on time in this process and any number of others on the same database: each run is done by one of them, and
 * a job never runs twice at once. One that fails or is killed is begun again, twice at most. `tell` gets a line for the
 * log, free of personal data. Throws where the database does not let it start.
 */
export async function startJobs(
	url: string,
	jobs: Job[],
	tell: (line: object) => void,
	times: JobTimes = TIMES
): Promise<RunningJobs> {
	// Takes memory and a moment, so only whoever does jobs loads it.
	const { PgBoss } = await import('pg-boss');
	const boss = new PgBoss({
		...addressOf(url),
		application_name: PROCESS_NAME,
		max: 2,
		schema: JOBS_SCHEMA,
		migrate: false,
		reindex: false,
		monitorVacuum: false,
		superviseIntervalSeconds: times.supervise,
		monitorIntervalSeconds: times.supervise
	});
	boss.on('error', (error) => tell({ jobs: reasonOf(error) }));
	try {
		await boss.start();
		for (const job of jobs) await follow(boss, job, tell, times);
		await forgetOthers(boss, jobs);
	} catch (error) {
		await boss.stop({ graceful: false });
		throw error;
	}
	return { stop: (timeout) => boss.stop({ timeout }) };
}

async function follow(boss: PgBoss, { name, schedule, work }: Job, tell: (line: object) => void, times: JobTimes) {
	const options: QueueOptions = {
		retryLimit: 2,
		retryDelay: times.again,
		retryBackoff: true,
		expireInSeconds: HOUR,
		heartbeatSeconds: times.silence,
		// Of what is done often a day is kept, so that the last run of what is done seldom can still be seen.
		deleteAfterSeconds: isFrequent(schedule) ? 24 * HOUR : 35 * 24 * HOUR
	};
	await boss.createQueue(name, { ...options, policy: 'exclusive' });
	await boss.updateQueue(name, options);
	await boss.schedule(name, schedule, null, { tz: TIMEZONE, missed: 'once' });
	await boss.work(name, { pollingIntervalSeconds: times.poll }, async () => {
		try {
			await work(new Date());
		} catch (error) {
			tell({ job: name, ...describeFailure(error) });
			// Kept in the database and shown: no message, which may quote what somebody typed.
			throw Object.assign(new Error(reasonOf(error)), { stack: '' });
		}
	});
}

/** A job that a newer version no longer has would fill up its queue. */
async function forgetOthers(boss: PgBoss, jobs: Job[]): Promise<void> {
	const known = new Set(jobs.map(({ name }) => name));
	for (const { name } of await boss.getSchedules()) if (!known.has(name)) await boss.unschedule(name);
}

function isFrequent(schedule: string): boolean {
	const [, hour] = schedule.split(' ');
	return hour === '*';
}

// What our own driver sends on as a setting of the session, this one wants as an option.
function addressOf(url: string): { connectionString: string; options: string } {
	const address = new URL(url);
	const role = address.searchParams.get('role');
	address.searchParams.delete('role');
	const settings = ['TimeZone=Asia/Ho_Chi_Minh', 'statement_timeout=60000', ...(role === null ? [] : [`role=${role}`])];
	return { connectionString: address.href, options: settings.map((setting) => `-c ${setting}`).join(' ') };
}
