import { sql } from 'drizzle-orm';
import { areJobsDone, stuckJobs } from '#lib/server/job-board.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { countPending } from '#lib/server/db/migrate.ts';
import { readSetting } from '#lib/server/installation.ts';
import { bad, type Finding, good, look } from './finding.ts';

const SKEW_MS = 5_000;
const BACKUP_DAYS = 2;
const A_DAY = 86_400_000;

/** What may be wrong with the database: its version, locale, clock, roles, tables, jobs and backups. */
export async function examineDatabase(db: Db, owner: Db): Promise<Finding[]> {
	const pending = await countPending(owner);
	const findings = [...(await examineServer(db)), ...(await examineRole(db))];
	if (pending !== 0) {
		const what = pending === null ? 'The database is empty' : `${pending} migrations have not been run`;
		return [...findings, bad(`${what}: start the application, or run "migrate".`)];
	}
	findings.push(good('The tables are of this version.'), await examineJobs(db), await examineStuck(db));
	findings.push(await examineBackups(db), await examineAdministrators(db));
	return findings;
}

async function examineServer(db: Db): Promise<Finding[]> {
	const asked = Date.now();
	const [server] = await db.execute<{ version: string; number: string; sorts: boolean; ms: string }>(sql`
		select current_setting('server_version') as version, current_setting('server_version_num') as number,
			exists (select 1 from pg_collation where collname = 'vi-x-icu') as sorts,
			extract(epoch from clock_timestamp()) * 1000 as ms`);
	const skew = Number(server?.ms) - (asked + Date.now()) / 2;
	return [
		Number(server?.number) >= 150_000
			? good(`PostgreSQL ${server?.version}.`)
			: bad(`PostgreSQL ${server?.version} is too old: 15 is the oldest that works.`),
		server?.sorts
			? good('Vietnamese names are sorted as in Viet Nam.')
			: bad('The server was built without ICU: Vietnamese names cannot be sorted.'),
		Math.abs(skew) < SKEW_MS
			? good('The clocks of this machine and of the database agree.')
			: bad(`The clocks of this machine and of the database differ by ${Math.round(skew / 1000)} s: set both by NTP.`)
	];
}

async function examineRole(db: Db): Promise<Finding[]> {
	const [role] = await db.execute<{ may: boolean; user: string }>(sql`
		select current_user as user, (select rolsuper from pg_roles where rolname = current_user)
			or coalesce(has_table_privilege(to_regclass('public.events'), 'delete'), false)
			or has_schema_privilege('public', 'create') as may`);
	return [
		role?.may
			? bad(
					`Requests run as "${role.user}", who may change what was recorded: set DATABASE_OWNER_URL and DATABASE_URL to two users.`
				)
			: good('Requests may add to what was recorded, and not change it.')
	];
}

async function examineJobs(db: Db): Promise<Finding> {
	return (await areJobsDone(db, new Date()))
		? good('Some server does the background work.')
		: look('No server has looked at the background work for five minutes: is one running? Its log says why not.');
}

async function examineStuck(db: Db): Promise<Finding> {
	const stuck = await stuckJobs(db, new Date());
	return stuck.length === 0 ? good('No job is stuck.') : bad(`These jobs are stuck: ${stuck.join(', ')}. See /jobs.`);
}

async function examineBackups(db: Db): Promise<Finding> {
	if (await readSetting<boolean>(db, 'sample')) return good('The data are invented: nothing needs a backup.');
	const last = await readSetting<string>(db, 'last_backup');
	if (last === null) return bad('There has never been a backup: run "backup" daily, see docs/operators.md.');
	const days = (Date.now() - Date.parse(last)) / A_DAY;
	return days < BACKUP_DAYS
		? good(`The last backup is of ${last}.`)
		: bad(`The last backup is ${Math.floor(days)} days old: run "backup" daily, see docs/operators.md.`);
}

async function examineAdministrators(db: Db): Promise<Finding> {
	if (await readSetting<boolean>(db, 'sample')) return good('The data are invented: nobody needs to look after them.');
	const [row] = await db.execute<{ count: number }>(sql`
		select count(distinct person_id)::int as count from roles
		where role = 'administrator' and "from" <= current_date and ("to" is null or "to" > current_date)`);
	if (row?.count === 0) return bad('There is no administrator: run "create-admin".');
	return row?.count === 1
		? look('There is one administrator: make a second one, or nobody can help when her phone is lost.')
		: good(`There are ${row?.count} administrators.`);
}
