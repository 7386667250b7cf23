import type { ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import type { Db } from '#lib/server/db/connect.ts';
import { openLog } from '#lib/server/log.ts';
import type { Settings } from '#lib/server/settings.ts';
import type { Standing, WatchedRequest } from '#lib/server/watched.ts';
import { applicationVersion } from '../version.ts';
import { Metrics } from './metrics.ts';
import { Recent } from './recent.ts';
import { requestId } from './request-id.ts';

/** What the server knows of itself beside its requests. */
export type Surroundings = Pick<Standing, 'disks' | 'jobsProblem'>;

/** Follows every request: gives it an id, counts it, and writes a line about it. */
export class Watch {
	readonly #metrics = new Metrics();
	readonly #recent = new Recent();
	readonly #since = new Date();
	readonly #log: Logger;
	readonly #surroundings: () => Surroundings;

	constructor({ LOG_LEVEL }: Pick<Settings, 'LOG_LEVEL'>, surroundings: () => Surroundings) {
		this.#log = openLog(LOG_LEVEL);
		this.#surroundings = surroundings;
	}

	begin(request: WatchedRequest, response: ServerResponse, isFromProxy: boolean): void {
		const id = requestId(request, isFromProxy);
		const watched = { id, route: 'none', standing: () => this.#standing() };
		request.watched = watched;
		response.setHeader('x-request-id', id);
		const begin = performance.now();
		this.#metrics.begin();
		response.once('close', () => {
			const seconds = (performance.now() - begin) / 1_000;
			// Whoever went away before the answer is told from whoever got one, as proxies do.
			const status = response.writableFinished ? response.statusCode : 499;
			const answered = { method: methodOf(request), route: watched.route, status };
			this.#metrics.end(answered, seconds);
			this.#recent.count(status, seconds, Date.now());
			const line = { id, ...answered, ms: Math.round(seconds * 1_000) };
			this.#log.info(line, 'request');
		});
	}

	write(db: Db | null): Promise<string> {
		return this.#metrics.write(db);
	}

	#standing(): Standing {
		const recent = this.#recent.sum(Date.now());
		return { version: applicationVersion(), since: this.#since, recent, ...this.#surroundings() };
	}
}

/** What a stranger makes up as a method is not written down. */
function methodOf({ method }: WatchedRequest): string {
	return ['GET', 'HEAD', 'POST'].includes(method ?? '') ? (method ?? '') : 'other';
}
