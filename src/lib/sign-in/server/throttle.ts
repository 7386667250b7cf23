import { isIPv6 } from 'node:net';
import { sql } from 'drizzle-orm';
import { RateLimiterDrizzle, RateLimiterRes } from 'rate-limiter-flexible';
import type { Db } from '#lib/server/db/connect.ts';
import { rateLimits } from '#lib/server/schema.ts';
import { DomainError } from '#lib/shared/errors.ts';
import { fingerprint } from '#lib/sign-in/server/tokens.ts';

export interface Limit {
	name: string;
	points: number;
	/** of a window that begins with its first wrong try */
	seconds: number;
}

/**
 * Where a try comes from: a client's network address, as the platform knows it; or a tablet that has joined the opening
 * of a learning point, which then counts for itself and not for the address that forty people share. `ward` is the one
 * whose cards are tried, where that is known.
 */
export type Origin = string | { address: string; tablet?: string | null; ward?: string | null };

export interface Try {
	way: 'card' | 'code' | 'pictures' | 'password' | 'one_time_code' | 'provider' | 'link' | 'join';
	origin: Origin;
	/** whose secret is tried, where tries of it are counted too; existing or not */
	account?: string;
}

/** What a wrong try by each way costs its address. Short secrets that people type cost more than long random ones. */
const COST: Record<Try['way'], number> = {
	card: 1,
	link: 1,
	provider: 1,
	pictures: 2,
	code: 5,
	password: 5,
	one_time_code: 5,
	join: 5
};

/** Shared by all ways in, and by all who share the address: 40 wrong codes or passwords, or 200 wrong cards. */
const ADDRESS: Limit = { name: 'address', points: 200, seconds: 15 * 60 };
const TABLET: Limit = { name: 'tablet', points: 200, seconds: 15 * 60 };
/** 1,000 wrong choices of pictures an hour: a busy campaign stays below, a stolen box of cards does not. */
const WARD: Limit = { name: 'ward', points: 2_000, seconds: 3_600 };
const ACCOUNT: Limit = { name: 'account', points: 10, seconds: 15 * 60 };
/** NIST SP 800-63B-4: at most 100 wrong tries at one account; after that it takes a new binding, not patience. */
const ACCOUNT_IN_ALL: Limit = { name: 'account-in-all', points: 100, seconds: 30 * 86_400 };
const ACCOUNTS = [ACCOUNT, ACCOUNT_IN_ALL];

/**
 * The one throttle of every way in. Counts a try before it is made, so that many at once are no way around it, and
 * takes it back when it was right: only wrong tries add up, and one person's right try does not wash away another's
 * wrong ones at the same place. Refuses with `too_many_tries` (429; seconds, minutes) or, after 100 wrong tries at
 * one account since the last right one, with `account_locked` (423) until `forgive`. A right try that is only the first
 * of two steps (`isWhole` says so) takes back itself alone: whoever knows the password has no more tries at the code.
 * `db` must not be a transaction that a wrong try rolls back. The windows run by the library's own clock.
 */
export async function throttled<T>(
	db: Db,
	{ way, origin, account }: Try,
	attempt: () => Promise<T>,
	isWhole: (result: T) => boolean = () => true
): Promise<T> {
	const places = placesOf(origin);
	let first = false;
	for (const { limit, whose } of places) first = (await charge(db, limit, whose, COST[way])) || first;
	if (account !== undefined) {
		await charge(db, ACCOUNT, account, 1);
		await charge(db, ACCOUNT_IN_ALL, account, 1).catch(lockedInstead);
	}
	const freePlaces = async () => {
		for (const { limit, whose } of places) await giveBack(db, [limit], whose, COST[way]);
	};
	try {
		const result = await attempt();
		if (account !== undefined && isWhole(result)) await forgive(db, account);
		else await giveBack(db, ACCOUNTS, account, 1);
		await freePlaces();
		return result;
	} catch (error) {
		if (error instanceof DomainError && error.status === 503) {
			await giveBack(db, ACCOUNTS, account, 1);
			await freePlaces();
		} else if (first) await sweep(db);
		throw error;
	}
}

/** Where a try is counted: at its tablet or else its address, and in the ward whose cards are tried. */
export function placesOf(
	origin: Origin,
	[tablets, addresses, wards] = [TABLET, ADDRESS, WARD]
): { limit: Limit; whose: string }[] {
	const { address, tablet, ward } = typeof origin === 'string' ? { address: origin, tablet: null, ward: null } : origin;
	const place = tablet ? { limit: tablets, whose: tablet } : { limit: addresses, whose: networkOf(address) };
	return ward ? [place, { limit: wards, whose: ward }] : [place];
}

/** Forgets the wrong tries at an account: after a right one, and when its secret is new. */
export async function forgive(db: Db, account: string): Promise<void> {
	for (const limit of ACCOUNTS) await limiter(db, limit).delete(keyOf(account));
}

/** Takes back what was counted, in whole or in part. */
export async function giveBack(
	db: Db,
	limits: readonly Limit[],
	whose: string | undefined,
	points: number
): Promise<void> {
	if (whose === undefined) return;
	for (const limit of limits) await limiter(db, limit).reward(keyOf(whose), points);
}

/** Counts something at its place, or refuses it (429, in the words of `code`). Returns whether its window begins now. */
export async function charge(
	db: Db,
	limit: Limit,
	whose: string,
	points: number,
	code = 'too_many_tries'
): Promise<boolean> {
	try {
		return (await limiter(db, limit).consume(keyOf(whose), points)).isFirstInDuration;
	} catch (refused) {
		if (!(refused instanceof RateLimiterRes)) throw refused;
		const seconds = Math.max(1, Math.ceil(refused.msBeforeNext / 1000));
		throw new DomainError(code, 429, { seconds, minutes: Math.ceil(seconds / 60) });
	}
}

function lockedInstead(error: unknown): never {
	if (error instanceof DomainError) throw new DomainError('account_locked', 423);
	throw error;
}

function limiter(db: Db, { name, points, seconds }: Limit): RateLimiterDrizzle {
	return new RateLimiterDrizzle({
		storeClient: db,
		schema: rateLimits,
		keyPrefix: name,
		points,
		duration: seconds,
		// Its timer would never end and keep this database for itself; `sweep` does that work.
		clearExpiredByTimeout: false
	});
}

/** Counters hold no addresses and no names, and keys of equal length whatever was typed. */
function keyOf(whose: string): string {
	return fingerprint(whose).slice(0, 32);
}

/** Every new window of wrong tries clears away a few that are over. */
async function sweep(db: Db): Promise<void> {
	await db.execute(sql`delete from ${rateLimits} where ${rateLimits.key} in (
		select key from ${rateLimits} where expire < now() limit 50 for update skip locked)`);
}

/** An IPv6 client owns the 2^64 addresses of its network and may use another one for each try. */
export function networkOf(origin: string): string {
	const address = origin.replace(/^::ffff:(?=\d+\.)/i, '');
	if (!isIPv6(address)) return address;
	const [left = [], right] = address.split('::').map((half) => half.split(':').filter((group) => group !== ''));
	const zeros = right ? Array<string>(8 - left.length - right.length).fill('0') : [];
	const groups = [...left, ...zeros, ...(right ?? [])];
	return groups
		.slice(0, 4)
		.map((group) => parseInt(group, 16).toString(16))
		.join(':');
}
