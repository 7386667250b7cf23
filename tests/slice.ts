import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';

const FULL = Boolean(process.env['FULL']);

/** The commit that is tried, so that one commit always tries the same and the next one something else. */
function seedOf(): string {
	try {
		return execFileSync('git', ['rev-parse', 'HEAD'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
	} catch {
		return 'sources without a history';
	}
}

const seed = process.env['SLICE'] ?? seedOf();

/**
 * Whether one of many like things is tried this time: a quarter of them, by the commit. `SLICE=all` and the long run
 * take all, another word draws another quarter.
 */
export function inSlice(name: string): boolean {
	return FULL || seed === 'all' || (createHash('sha256').update(`${seed} ${name}`).digest()[0] ?? 0) % 4 === 0;
}
