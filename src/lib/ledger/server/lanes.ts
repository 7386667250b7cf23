import { Worker } from 'node:worker_threads';
import { sql } from 'drizzle-orm';
import type { Db } from '#lib/server/db/connect.ts';
import { NOBODY, type Gathered, type Range } from '#lib/ledger/server/fold-range.ts';

/** Bytes that an event takes on average, to know how long the log is without counting it. */
const BYTES_AN_EVENT = 400;
/** A thread takes half a second to begin. */
const EVENTS_A_LANE = 100_000;
const SAMPLE = 100_000;
/** A page of the log lives shortly and is large: with little room for what is young, a third of the time goes into collecting it. */
const ROOMY = { maxYoungGenerationSizeMb: 192 };

/** On how many threads a log is folded side by side. */
export interface Lanes {
	/** of the database, for the threads' own connections */
	url: string;
	/** threads; as many as the machine has processors gain most */
	most: number;
	/** events that are worth a thread of their own */
	eventsALane?: number;
}

/** What a thread is told. */
export interface Lane {
	url: string;
	range: Range;
	eventsAPage: number;
}

/** Ranges of about as many events each, from a sample of the log; one where it is not worth more. */
export async function divideLog(db: Db, { most, eventsALane = EVENTS_A_LANE }: Lanes): Promise<Range[]> {
	const [size] = await db.execute<{ bytes: number }>(sql`select pg_relation_size('events')::float8 bytes`);
	const events = (size?.bytes ?? 0) / BYTES_AN_EVENT;
	const lanes = Math.min(most, Math.floor(events / eventsALane));
	if (lanes < 2) return [{ after: NOBODY, upTo: null }];
	const percent = Math.min(100, (100 * SAMPLE) / events);
	const shares = Array.from({ length: lanes - 1 }, (_, n) => (n + 1) / lanes);
	const [cut] = await db.execute<{ bounds: string[] | null }>(sql`
		select percentile_disc(${sql.param(shares)}::float8[]) within group (order by subject_id)::text[] bounds
		from events tablesample system (${percent})`);
	const bounds = [...new Set(cut?.bounds ?? [])];
	return [...bounds, null].map((upTo, n) => ({ after: bounds[n - 1] ?? NOBODY, upTo }));
}

/**
 * Begins to fold each range on a thread of its own, in a transaction that is kept only once all are told so. The caller
 * holds the ledger's lock meanwhile.
 */
export function openLanes(url: string, ranges: readonly Range[], eventsAPage: number) {
	const file = new URL('./rebuild-lane.ts', import.meta.url);
	const lanes = ranges.map((range) => {
		const worker = new Worker(file, {
			workerData: { url, range, eventsAPage } satisfies Lane,
			execArgv: [],
			resourceLimits: ROOMY
		});
		const ended = new Promise<void>((resolve, reject) => {
			worker.once('error', reject);
			worker.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`a thread ended with ${code}`))));
		});
		const folded = new Promise<Gathered>((resolve) => worker.once('message', resolve));
		// Whoever closes the lanes early does not wait for their ends.
		ended.catch(() => undefined);
		return { worker, ended, folded };
	});
	return {
		/** what each range came to; fails with the first that fails */
		folded: () => Promise.all(lanes.map(({ folded, ended }) => Promise.race([folded, ended.then(tooEarly)]))),
		/** Keeps what all of them have written. */
		async commit(): Promise<void> {
			for (const { worker } of lanes) worker.postMessage('keep');
			await Promise.all(lanes.map(({ ended }) => ended));
		},
		/** Ends those that still run; what they have written is gone with their connections. */
		close: () => Promise.all(lanes.map(({ worker }) => worker.terminate()))
	};
}

function tooEarly(): never {
	throw new Error('a thread ended before it had folded its range');
}
