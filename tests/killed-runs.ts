import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { isAlive } from '#lib/server/is-alive.ts';

type Signal = 'SIGINT' | 'SIGTERM';

/**
 * Ends what runs of the tests have left that were killed and could not stop their server. A run's folders begin with
 * `prefix` and its own process; `pidFile` in them names the process that serves it, which stops on `signal`.
 */
export async function endKilledRuns(prefix: string, pidFile: string, signal: Signal): Promise<void> {
	for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(prefix))) {
		const run = Number(/^\d+(?=-)/.exec(name.slice(prefix.length))?.[0]);
		if (!Number.isNaN(run) && !isAlive(run)) await clearAway(join(tmpdir(), name), pidFile, signal);
	}
}

/** Removes the folder of a run, once the process that serves it has ended. */
export async function clearAway(folder: string, pidFile: string, signal: Signal): Promise<void> {
	const left = join(folder, pidFile);
	if (existsSync(left)) await stop(Number(readFileSync(left, 'utf8').split('\n')[0]), signal);
	rmSync(folder, { recursive: true, force: true });
}

async function stop(pid: number, signal: Signal): Promise<void> {
	if (isAlive(pid)) process.kill(pid, signal);
	for (let tries = 0; isAlive(pid) && tries < 200; tries++) await wait(50);
}
