import { postgresCode } from '#lib/server/db/retry.ts';

/**
 * Why something failed, as a code that names nobody: PostgreSQL's, the system's, ours, or the kind of the error. Never its
 * message, which may quote what people typed.
 */
export function reasonOf(error: unknown): string {
	const code = postgresCode(error);
	if (code !== undefined) return code;
	if (!(error instanceof Error)) return 'Error';
	if ('code' in error && typeof error.code === 'string' && /^[A-Za-z0-9_]{2,40}$/.test(error.code)) return error.code;
	return error.cause instanceof Error ? reasonOf(error.cause) : error.name;
}

/** A failure as the log keeps it: why, and where in the program. */
export function describeFailure(error: unknown): { failed: string; at: string[] } {
	return { failed: reasonOf(error), at: placesIn(error) };
}

/** Where in the program it went wrong; the message, of however many lines, is cut off before. */
export function placesIn(error: unknown): string[] {
	if (!(error instanceof Error) || error.stack === undefined) return [];
	const begin = error.stack.indexOf(error.message);
	const places = error.stack.slice(begin + error.message.length).split('\n');
	return places
		.filter((line) => /^\s+at /.test(line))
		.slice(0, 6)
		.map((line) => line.trim());
}

const AWAY = /^(ECONN|EPIPE|ENOTFOUND|EAI_|EHOST|ENETUNREACH|ETIMEDOUT|ENOENT|CONNECT|08|53|57|55P03)/;

/** Whether the database could not be asked, or not in time: it may be able to again in a moment. */
export function isDatabaseAway(error: unknown): boolean {
	return AWAY.test(reasonOf(error));
}

/** Whether the database has no room left for what was to be stored. */
export function isDiskFull(error: unknown): boolean {
	return reasonOf(error) === '53100';
}
