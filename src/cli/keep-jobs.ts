import { setTimeout as wait } from 'node:timers/promises';
import type { OpenDatabase } from '#lib/server/db/open.ts';
import { reasonOf } from '#lib/server/failure-reason.ts';
import { openLog } from '#lib/server/log.ts';
import { startJobs, type RunningJobs } from '#lib/server/jobs.ts';
import { jobsOf, type JobSettings } from './jobs.ts';

export interface KeptJobs {
	/** why the jobs are not done here at this moment, in a sentence; null when they are */
	problem(): string | null;
	stop(): Promise<void>;
}

/** Milliseconds until the jobs are tried again, and in which a running one may finish when the server stops. */
const AGAIN = 60_000;
const TO_FINISH = 5_000;

/** Does the jobs beside serving. Where they cannot start, pages are answered all the same, and they are tried again. */
export function keepJobs(
	database: Pick<OpenDatabase, 'url' | 'ownerUrl'>,
	settings: JobSettings,
	start = startJobs
): KeptJobs {
	const stopping = new AbortController();
	let running: RunningJobs | null = null;
	let reason: string | null = null;
	const starting = (async () => {
		while (!stopping.signal.aborted) {
			try {
				running = await start(database.url, jobsOf(database, settings), tell);
				reason = null;
				return;
			} catch (error) {
				reason = reasonOf(error);
				tell({ jobs: reason });
				await wait(AGAIN, undefined, { signal: stopping.signal, ref: false }).catch(() => undefined);
			}
		}
	})();
	return {
		problem: () =>
			reason === null ? null : `Background work does not run (${reason}); it is tried again every minute.`,
		stop: async () => {
			stopping.abort();
			await starting;
			await running?.stop(TO_FINISH);
		}
	};
}

const log = openLog();

function tell(line: object): void {
	log.error(line);
}
