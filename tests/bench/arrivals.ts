import { setTimeout as wait } from 'node:timers/promises';

/** What one request came to. */
export interface Told {
	/** what it was: a page, a saving, a submission */
	kind: string;
	status: number;
	/** milliseconds from the moment at which it was due, so that a wait in the queue counts */
	took: number;
	/** of its body, as it came over the wire */
	bytes: number;
	/** a refusal that says when to come back */
	retryAfter: boolean;
}

/** What somebody does who has arrived; each request is told as it is answered. */
export type Visit = (tell: (told: Told) => void) => Promise<void>;

export interface Load {
	told: Told[];
	/** what broke off a visit, by its message */
	broken: string[];
	seconds: number;
	/** visits that began */
	arrived: number;
}

/** More at once than this would measure the client. */
const MOST_AT_ONCE = 4_000;

/**
 * An open model: visits begin at their own rate, by chance as people come, however the ones before fare. Ends when the
 * last visit has.
 */
export async function arrive(perSecond: number, seconds: number, visit: () => Visit): Promise<Load> {
	const load: Load = { told: [], broken: [], seconds, arrived: 0 };
	const running = new Set<Promise<void>>();
	const begin = performance.now();
	for (let due = begin; due < begin + seconds * 1_000; due += (-Math.log(1 - Math.random()) * 1_000) / perSecond) {
		const early = due - performance.now();
		if (early > 1) await wait(early);
		if (running.size >= MOST_AT_ONCE) {
			load.broken.push('the client has too many visits under way');
			continue;
		}
		load.arrived += 1;
		const one: Promise<void> = visit()((told) => load.told.push(told))
			.catch((error: unknown) => void load.broken.push(error instanceof Error ? error.message : String(error)))
			.finally(() => running.delete(one));
		running.add(one);
	}
	await Promise.all(running);
	load.seconds = (performance.now() - begin) / 1_000;
	return load;
}

/** The time within which a share of some requests was answered, in milliseconds. */
export function within(told: readonly Told[], share: number): number {
	const times = told.map(({ took }) => took).sort((a, b) => a - b);
	return times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
}
