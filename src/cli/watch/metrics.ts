import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Db } from '#lib/server/db/connect.ts';
import type { Settings } from '#lib/server/settings.ts';
import { readFigures } from './database-figures.ts';

export type MetricsSettings = Partial<Pick<Settings, 'METRICS_TOKEN' | 'METRICS_TOKEN_PREVIOUS'>>;

/** Counts for Prometheus, of this process alone: by method, route and class of status, never by path or person. */
export class Metrics {
	readonly #registry = new Registry();
	readonly #duration: Histogram<'method' | 'route' | 'status'>;
	readonly #running: Gauge;
	readonly #database: Gauge<'of' | 'state'>;

	constructor() {
		const registers = [this.#registry];
		collectDefaultMetrics({ register: this.#registry });
		this.#duration = new Histogram({
			name: 'hoc_so_request_duration_seconds',
			help: 'Requests that were answered, by method, route and class of status',
			labelNames: ['method', 'route', 'status'],
			buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
			registers
		});
		this.#running = new Gauge({ name: 'hoc_so_requests_running', help: 'Requests under way', registers });
		this.#database = new Gauge({
			name: 'hoc_so_database',
			help: 'connections of this process by state, jobs by state, events recorded, and whether it answers',
			labelNames: ['of', 'state'],
			registers
		});
	}

	begin(): void {
		this.#running.inc();
	}

	end({ method, route, status }: { method: string; route: string; status: number }, seconds: number): void {
		this.#running.dec();
		this.#duration.observe({ method, route, status: `${Math.floor(status / 100)}xx` }, seconds);
	}

	/** The text that Prometheus reads. What the database would have said is missing while it does not answer. */
	async write(db: Db | null): Promise<string> {
		this.#database.reset();
		const figures = db === null ? null : await readFigures(db).catch(() => null);
		this.#database.set({ of: 'database', state: 'answers' }, figures === null ? 0 : 1);
		for (const { of, state, count } of figures ?? []) this.#database.set({ of, state }, count);
		return this.#registry.metrics();
	}
}

/**
 * Whether whoever asks may read the figures: with a token where one is set, otherwise from this machine alone. What came
 * through a proxy on this machine came from elsewhere.
 */
export function mayReadMetrics({ headers, socket }: IncomingMessage, settings: MetricsSettings): boolean {
	const tokens = [settings.METRICS_TOKEN, settings.METRICS_TOKEN_PREVIOUS].filter((token) => token !== undefined);
	if (tokens.length > 0) return tokens.some((token) => isSame(headers.authorization ?? '', `Bearer ${token}`));
	const isForwarded = ['x-forwarded-for', 'x-forwarded-proto', 'forwarded', 'via', 'x-real-ip'].some(
		(name) => headers[name] !== undefined
	);
	return !isForwarded && /^(127\.|::1$|::ffff:127\.)/.test(socket.remoteAddress ?? '');
}

function isSame(one: string, other: string): boolean {
	const digest = (text: string) => createHash('sha256').update(text).digest();
	return timingSafeEqual(digest(one), digest(other));
}
