import { sql } from 'drizzle-orm';
import type { Db } from './connect.ts';
import { StartFailure } from './start-failure.ts';

/** Requests run as this role. It owns nothing, creates nothing, and holds exactly what `grantTables` gives it. */
export const APPLICATION_ROLE = 'hoc_so_application';

/** What has been recorded is never changed: the application may only add to these tables and read them. */
const APPEND_ONLY = ['events', 'audit_entries', 'audit_chain', 'content_versions'];

/** Makes the application's role where the server has none, and lets `user` act as it. Idempotent. */
export async function ensureApplicationRole(db: Db, user: string): Promise<void> {
	const [{ exists, able } = { exists: false, able: false }] = await db.execute<{ exists: boolean; able: boolean }>(sql`
		select to_regrole(${APPLICATION_ROLE}) is not null as exists,
			case when to_regrole(${APPLICATION_ROLE}) is null or to_regrole(quote_ident(${user})) is null then false
				else pg_has_role(${user}::name, ${APPLICATION_ROLE}::name,
					case when current_setting('server_version_num')::int >= 160000 then 'SET' else 'MEMBER' end)
			end as able`);
	try {
		// Roles belong to the whole server: another database may be making the same one at this moment.
		if (!exists) {
			await db.execute(
				sql`do ${sql.raw(`$$ begin create role ${APPLICATION_ROLE} nologin;
				exception when duplicate_object or unique_violation then null; end $$`)}`
			);
		}
		if (!able && user !== APPLICATION_ROLE) {
			await db.execute(sql`grant ${sql.identifier(APPLICATION_ROLE)} to ${sql.identifier(user)}`);
		}
	} catch (error) {
		throw new StartFailure(
			`The database's owner may not set up the role ${APPLICATION_ROLE} for the user "${user}": let an administrator ` +
				`of the server run CREATE ROLE ${APPLICATION_ROLE}; GRANT ${APPLICATION_ROLE} TO "${user}"; and start again.`,
			error
		);
	}
}

/** Gives the application's role its rights on every table there is. Idempotent; the owner runs it after each migration. */
export async function grantTables(db: Db): Promise<void> {
	const role = sql.identifier(APPLICATION_ROLE);
	await db.execute(sql`grant usage on schema public to ${role}`);
	await db.execute(sql`grant select, insert, update, delete on all tables in schema public to ${role}`);
	await db.execute(sql`grant usage on all sequences in schema public to ${role}`);
	for (const table of APPEND_ONLY) {
		await db.execute(sql`revoke update, delete on ${sql.identifier(table)} from ${role}`);
	}
}
