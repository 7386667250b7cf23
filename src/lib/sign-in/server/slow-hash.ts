import { availableParallelism } from 'node:os';
import { hash, verify } from '@node-rs/argon2';
import { DomainError } from '#lib/shared/errors.ts';

/** OWASP's least argon2id (the library's default variant): 19 MiB, two passes, one lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** More at once gain nothing and take 19 MiB each; more waiting than this would wait for longer than people do. */
const AT_ONCE = Math.min(4, availableParallelism());
const WAITING = 200;

/** Belongs to nobody. Checked in place of an unknown name's, so that it takes as long as a known one's. */
const NOBODYS_HASH =
	'$argon2id$v=19$m=19456,t=2,p=1$pZoqOn6Yloyh8QGNLKruVQ$82UH8g8YZhBCAfEWQKCXj15NfwHvYbUFbznzTN9Mex8';

// Memory and cores belong to the process, so their queue does too: the one piece of state here.
const waiting: (() => void)[] = [];
let running = 0;

/** The argon2id hash of a secret that a person chose, in PHC format. Refuses with `sign_in_busy` (503) when too many wait. */
export async function hashSlowly(secret: string): Promise<string> {
	return inTurn(() => hash(secret, COST));
}

/** Whether a secret has this hash. `null` compares with nobody's hash: the same work, always false. */
export async function matches(hashed: string | null, secret: string): Promise<boolean> {
	const right = await inTurn(() => verify(hashed ?? NOBODYS_HASH, secret));
	return hashed !== null && right;
}

/** Whether a hash was made with less work than is asked for today, or by another kind of hashing. */
export function isOutdated(hashed: string): boolean {
	const [, memory, passes, lanes] = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$/.exec(hashed) ?? [];
	const { memoryCost, timeCost, parallelism } = COST;
	return !(Number(memory) >= memoryCost && Number(passes) >= timeCost && Number(lanes) >= parallelism);
}

/** Does so much of the work at once, lets so much wait, and refuses the rest. */
export async function inTurn<T>(work: () => Promise<T>): Promise<T> {
	if (running < AT_ONCE) running += 1;
	else if (waiting.length < WAITING) await new Promise<void>((resume) => waiting.push(resume));
	else throw new DomainError('sign_in_busy', 503);
	try {
		return await work();
	} finally {
		// Whoever waits takes this place over; only when nobody does is it given up.
		const next = waiting.shift();
		if (next) next();
		else running -= 1;
	}
}
