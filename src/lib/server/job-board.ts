import { sql } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { allow } from '#lib/access/permissions.ts';
import { writeAudit } from '#lib/server/audit.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { JOBS_SCHEMA } from '#lib/server/db/jobs-tables.ts';
import { nextRun } from '#lib/server/next-run.ts';
import { notFound } from '#lib/shared/errors.ts';

/** A job as the administrator sees it. */
export interface JobState {
	name: string;
	/** since when it runs somewhere */
	runningSince: Date | null;
	/** asked for, and not yet begun */
	waiting: boolean;
	lastRun: { endedAt: Date; failed: boolean } | null;
	/** how often it failed for good in the last seven days, and the newest reason, a code */
	failures: { count: number; lastAt: Date; reason: string } | null;
	nextRun: Date | null;
}

export interface JobBoard {
	/** some server has looked at the schedules within the last minutes */
	alive: boolean;
	jobs: JobState[];
}

/** A server looks at the schedules every half minute. */
const SILENT_AFTER = 5 * 60_000;

/** All jobs as they stand, whichever server does them, in the order of their names. */
export async function listJobs(db: Db, actor: Actor, now: Date): Promise<JobBoard> {
	allow(actor, 'job.read');
	return { alive: await areJobsDone(db, now), jobs: await readJobs(db, now) };
}

/** Whether some server does the jobs. */
export async function areJobsDone(db: Db, now: Date): Promise<boolean> {
	const [row] = await db.execute<{ at: string | null }>(sql`select cron_on as at from pgboss.version`);
	return typeof row?.at === 'string' && now.getTime() - new Date(row.at).getTime() < SILENT_AFTER;
}

/** Jobs that run or wait longer than any job may, by name: nobody does them. */
export async function stuckJobs(db: Db, now: Date): Promise<string[]> {
	const rows = await db.execute<{ name: string }>(sql`
		select distinct name from pgboss.job
		where state < 'completed' and start_after < ${now.toISOString()}::timestamptz - interval '2 hours'
			and name in (select name from pgboss.schedule) order by name`);
	return rows.map(({ name }) => name);
}

/** Lets a job run as soon as some server looks for work. Asking twice runs it once. */
export async function runJobNow(db: Db, actor: Actor, name: string, now: Date): Promise<void> {
	allow(actor, 'job.run');
	await db.transaction(async (tx) => {
		const known = await tx.execute(sql`select 1 from pgboss.schedule where name = ${name}`);
		if (known.length === 0) throw notFound();
		const { fromDrizzle, PgBoss } = await import('pg-boss');
		const boss = new PgBoss({
			...{ db: fromDrizzle(tx, sql), schema: JOBS_SCHEMA },
			...{ migrate: false, supervise: false, schedule: false }
		});
		await boss.start();
		await boss.send(name);
		await boss.stop({ graceful: false });
		await writeAudit(tx, actor, 'job.run', { kind: 'job', id: name }, now);
	});
}

async function readJobs(db: Db, now: Date): Promise<JobState[]> {
	const rows = await db.execute<Row>(sql`
		select s.name, s.cron, a.started_on as running, w.created_on as waiting,
			l.completed_on as ended, l.state as outcome, f.failures, f.failed_at,
			(select output ->> 'message' from pgboss.job j
				where j.name = s.name and j.state = 'failed' order by j.completed_on desc limit 1) as reason
		from pgboss.schedule s
		left join lateral (select started_on from pgboss.job j where j.name = s.name and j.state = 'active' limit 1) a on true
		left join lateral (select created_on from pgboss.job j
			where j.name = s.name and j.state in ('created', 'retry') limit 1) w on true
		left join lateral (select completed_on, state from pgboss.job j
			where j.name = s.name and j.state in ('completed', 'failed') order by completed_on desc limit 1) l on true
		left join lateral (select count(*)::int as failures, max(completed_on) as failed_at from pgboss.job j
			where j.name = s.name and j.state = 'failed'
				and j.completed_on > ${now.toISOString()}::timestamptz - interval '7 days') f on true
		order by s.name`);
	return rows.map((row) => ({
		name: row.name,
		runningSince: moment(row.running),
		waiting: row.waiting !== null,
		lastRun: row.ended === null ? null : { endedAt: new Date(row.ended), failed: row.outcome === 'failed' },
		failures:
			row.failed_at === null
				? null
				: { count: row.failures, lastAt: new Date(row.failed_at), reason: row.reason ?? 'Error' },
		nextRun: nextRun(row.cron, now)
	}));
}

type Row = {
	name: string;
	cron: string;
	running: string | null;
	waiting: string | null;
	ended: string | null;
	outcome: string | null;
	failures: number;
	failed_at: string | null;
	reason: string | null;
};

function moment(text: string | null): Date | null {
	return text === null ? null : new Date(text);
}
