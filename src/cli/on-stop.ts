import { describeFailure } from '#lib/server/failure-reason.ts';
import { openLog } from '#lib/server/log.ts';
import type { Settings } from '#lib/server/settings.ts';

/** Runs `finish` once when the terminal or the system tells the process to stop, then ends it. */
export function onStop(finish: () => Promise<void>): void {
	let isStopping = false;
	for (const signal of ['SIGTERM', 'SIGINT'] as const) {
		// npm passes on the signals that the terminal has already sent to every process of the group.
		process.on(signal, () => {
			if (isStopping) return;
			isStopping = true;
			void stop(finish);
		});
	}
}

/**
 * What nobody has caught ends the process, as ever, but is told without what it quotes. A promise that failed while
 * nobody waited for it is only told: its request has been answered, and everybody else's must be too.
 */
export function onUnforeseen({ LOG_LEVEL }: Pick<Settings, 'LOG_LEVEL'>): void {
	const log = openLog(LOG_LEVEL);
	process.on('unhandledRejection', (reason) => log.error(describeFailure(reason)));
	process.on('uncaughtException', (error) => {
		log.fatal(describeFailure(error));
		process.exit(1);
	});
}

async function stop(finish: () => Promise<void>): Promise<void> {
	try {
		await finish();
		process.exit(0);
	} catch (error) {
		console.error(error);
		process.exit(1);
	}
}
