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
