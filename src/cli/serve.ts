import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { connect } from '#lib/server/db/connect.ts';
import { dataFolder } from '#lib/server/db/folder.ts';
import { openDatabase, type OpenDatabase } from '#lib/server/db/open.ts';
import { StartFailure } from '#lib/server/db/start-failure.ts';
import type { Settings } from '#lib/server/settings.ts';
import { buildWhenStale } from './build.ts';
import { diskProblems, roomIn } from './disk.ts';
import { keepJobs, type KeptJobs } from './keep-jobs.ts';
import { onStop, onUnforeseen } from './on-stop.ts';
import type { Announcement } from './preparation.ts';
import { readyDatabase } from './ready-database.ts';
import { releaseMemory } from './release-memory.ts';
import { runCommand } from './run-command.ts';
import { closeServer, createAppServer, listen, loadHandler, type Readiness, refuseTakenPort } from './server.ts';
import { requireSettings } from './settings.ts';
import { Watch } from './watch/watch.ts';

const CHECKOUT = new URL('../../', import.meta.url);
const BUILD = new URL('build/handler.js', CHECKOUT);

/** Milliseconds until the database is tried again; somebody may be putting it right. */
const UNTIL_NEXT_TRY = 5_000;

await runCommand(start);

async function start(): Promise<void> {
	// The application reads its content from the folder that it is started in.
	process.chdir(fileURLToPath(CHECKOUT));
	const settings = requireSettings();
	await refuseTakenPort(settings);
	await buildWhenStale();
	const database = await openDatabase(settings);
	// The build reads its settings from the environment, and finds our own server there too.
	process.env['DATABASE_URL'] = database.url;
	if (database.replicaUrl) process.env['DATABASE_REPLICA_URL'] = database.replicaUrl;
	try {
		await serve(settings, database);
	} catch (error) {
		await database.close();
		throw error;
	}
}

async function serve(settings: Settings, database: OpenDatabase): Promise<void> {
	let readiness: Readiness = { reason: 'Starting.' };
	const watch = new Watch(settings, () => ({ disks: roomIn(folders), jobsProblem: jobs?.problem() ?? null }));
	const server = createAppServer(() => readiness, settings, watch);
	const probe = connect(database.url, { max: 1, statementTimeout: 2_000 });
	const folders = [database.isEmbedded ? dataFolder(settings.HOC_SO_DATA) : undefined, settings.HOC_SO_BACKUPS];
	const stopping = new AbortController();
	onUnforeseen(settings);
	let jobs: KeptJobs | undefined;
	onStop(async () => {
		stopping.abort();
		await Promise.all([closeServer(server, settings.SHUTDOWN_TIMEOUT), jobs?.stop()]);
		// SvelteKit's own name for this moment: what the application holds open, it closes now.
		process.emit('sveltekit:shutdown' as 'exit', 0);
		await probe.close();
		await database.close();
	});
	const prepare = async (): Promise<Announcement[]> => {
		try {
			const announcements = await readyDatabase(database, settings.HOC_SO_BACKUPS);
			readiness = {
				handler: await loadHandler(BUILD),
				check: () => probe.db.execute('select 1'),
				probe: probe.db,
				remarks: () => [jobs?.problem() ?? [], ...diskProblems(folders)].flat()
			};
			releaseMemory();
			return announcements;
		} catch (error) {
			if (!stopping.signal.aborted) tell(error, readiness);
			readiness = { reason: error instanceof StartFailure ? error.message : 'The preparation failed: see the log.' };
			return [];
		}
	};
	let announcements = await prepare();
	if (stopping.signal.aborted) return;
	const address = await listen(server, settings);
	console.log(`address: ${address}`);
	while ('reason' in readiness && !stopping.signal.aborted) {
		await wait(UNTIL_NEXT_TRY);
		announcements = await prepare();
	}
	if (!stopping.signal.aborted) jobs = keepJobs(database, settings);
	for (const { label, path } of announcements) console.log(`${label}: ${address}${path}`);
}

/** Says once what keeps the application from serving, however often it is tried. */
function tell(error: unknown, before: Readiness): void {
	if (!(error instanceof StartFailure)) console.error(error);
	else if (!('reason' in before) || before.reason !== error.message) console.error(error.message);
}
