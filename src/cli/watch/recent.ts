import type { Standing } from '#lib/server/watched.ts';

type Counts = Standing['recent'];

const MINUTE = 60_000;
const MINUTES = 5;
/** Seconds that a reader notices. */
const SLOW = 1;

/** What was asked in the last five minutes, counted by the minute. */
export class Recent {
	readonly #minutes = new Map<number, Counts>();

	count(status: number, seconds: number, now: number): void {
		const minute = Math.floor(now / MINUTE);
		const counts = this.#minutes.get(minute) ?? { requests: 0, failed: 0, turnedAway: 0, slow: 0 };
		counts.requests += 1;
		if (status === 503) counts.turnedAway += 1;
		else if (status >= 500) counts.failed += 1;
		if (seconds > SLOW) counts.slow += 1;
		this.#minutes.set(minute, counts);
		for (const old of this.#minutes.keys()) if (old <= minute - MINUTES) this.#minutes.delete(old);
	}

	sum(now: number): Counts {
		const first = Math.floor(now / MINUTE) - MINUTES;
		const sum = { requests: 0, failed: 0, turnedAway: 0, slow: 0 };
		for (const [minute, counts] of this.#minutes) {
			if (minute <= first) continue;
			sum.requests += counts.requests;
			sum.failed += counts.failed;
			sum.turnedAway += counts.turnedAway;
			sum.slow += counts.slow;
		}
		return sum;
	}
}
