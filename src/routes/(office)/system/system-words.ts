import { m } from '#lib/messages/compiled/messages.js';
import type { ReplicaStanding } from '#lib/server/db/replica.ts';
import type { Kind } from '#lib/server/load.ts';
import type { SystemState } from '#lib/server/system.ts';
import type { Standing } from '#lib/server/watched.ts';
import { writeMoment } from '#lib/shared/dates.ts';
import { writeCount } from '#lib/shared/ratio.ts';

export interface Shown extends SystemState {
	replica: ReplicaStanding | null;
	turnedAway: Exclude<Kind, 'saving'> | null;
	/** null where the pages are served without our own server, while they are written */
	standing: Standing | null;
	now: Date;
}

const TWO_DAYS = 2 * 86_400_000;
/** Milliseconds from which readers notice. */
const SLOW = 500;

/** A sentence for each thing that somebody must do something about. */
export function problemsOf({ standing, now, ...state }: Shown): string[] {
	const problems: string[] = [];
	if (state.answeredIn > SLOW) problems.push(m.system_problem_slow());
	if (state.connections.used > 0.9 * state.connections.most) problems.push(m.system_problem_connections());
	for (const { folder, free, enough } of standing?.disks ?? [])
		if (!enough) problems.push(m.system_problem_disk({ folder, free: writeCount(Math.round(Number(free) * 1_000)) }));
	if (!state.jobs.alive || standing?.jobsProblem) problems.push(m.system_problem_jobs());
	if (state.jobs.failed > 0) problems.push(m.system_problem_failed({ count: state.jobs.failed }));
	if (!state.sample && (state.lastBackup === null || now.getTime() - state.lastBackup.getTime() > TWO_DAYS))
		problems.push(m.system_problem_backup());
	if (state.replica && !state.replica.used) problems.push(m.system_problem_replica());
	if (state.turnedAway !== null) problems.push(m.system_problem_busy());
	return problems;
}

/** Each thing that is looked at, in words. */
export function rowsOf({ standing, ...state }: Shown): { name: string; says: string }[] {
	const { used, most } = state.connections;
	const backup = state.sample ? m.system_backup_sample() : m.system_backup_none();
	return [
		{
			name: m.system_database(),
			says: m.system_database_says({ ms: Math.ceil(state.answeredIn), used, most, size: inMegabytes(state.size) })
		},
		...(state.replica ? [{ name: m.system_replica(), says: replicaSays(state.replica) }] : []),
		{ name: m.system_servers(), says: m.system_servers_says({ count: state.servers }) },
		...(standing ? ownRows(standing) : []),
		{ name: m.system_jobs(), says: state.jobs.alive ? m.system_jobs_alive() : m.system_jobs_dead() },
		{ name: m.system_backup(), says: state.lastBackup === null ? backup : writeMoment(state.lastBackup) }
	];
}

function ownRows({ version, since, disks, recent }: Standing): { name: string; says: string }[] {
	return [
		{ name: m.system_version(), says: m.system_version_says({ version, at: writeMoment(since) }) },
		{ name: m.system_recent(), says: m.system_recent_says(recent) },
		...disks.map(({ folder, free }) => ({
			name: m.system_disk({ folder }),
			says: m.system_disk_says({ free: writeCount(Math.floor(Number(free))) })
		}))
	];
}

function replicaSays({ answers, lag }: ReplicaStanding): string {
	if (!answers) return m.system_replica_away();
	return lag === null ? m.system_replica_other() : m.system_replica_lag({ seconds: writeCount(lag) });
}

function inMegabytes(bytes: number): string {
	return writeCount(Math.ceil(bytes / 1e6));
}
