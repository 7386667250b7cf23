import { sql } from 'drizzle-orm';
import type { Db } from '#lib/server/db/connect.ts';

const ROUNDS = 40;
const MILLISECONDS = 8_000;
const LEAST = 3;

/**
 * Times some work beside a query that asks nothing, in turn, because the machine is shared: at most forty rounds or eight
 * seconds, at least three rounds. `target` are milliseconds. Prints a line.
 */
export async function time(db: Db, name: string, target: number | null, work: () => Promise<unknown>): Promise<void> {
	const times: number[] = [];
	const bare: number[] = [];
	await work();
	const end = performance.now() + MILLISECONDS;
	while (times.length < LEAST || (times.length < ROUNDS && performance.now() < end)) {
		bare.push(await millisecondsOf(() => db.execute(sql`select 1`)));
		times.push(await millisecondsOf(work));
	}
	const [half, most, trivial] = [shareOf(times, 0.5), shareOf(times, 0.95), shareOf(bare, 0.5)];
	const aim = target === null ? '' : half <= target ? `  within ${target} ms` : `  MISSES ${target} ms`;
	const figures = `p50 ${half.toFixed(1)} ms  p95 ${most.toFixed(1)} ms  ${(half / trivial).toFixed(0)} × a query of nothing (${trivial.toFixed(2)} ms)`;
	print(name, figures + aim);
}

export async function millisecondsOf(work: () => Promise<unknown>): Promise<number> {
	const begin = performance.now();
	await work();
	return performance.now() - begin;
}

export function print(name: string, figure: string): void {
	console.log(`${name.padEnd(58)} ${figure}`);
}

function shareOf(times: readonly number[], share: number): number {
	return times.toSorted((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
}
