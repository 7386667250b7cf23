import { DrizzleQueryError } from 'drizzle-orm/errors';
import { StartFailure } from './start-failure.ts';

/** An error met while migrating, as a sentence that says what to do; a mistake of our own stays the error it is. */
export function reasonFor(error: unknown, url: string): unknown {
	const cause = causeOf(error);
	if (cause === null || cause instanceof StartFailure) return error;
	const { code, message } = cause;
	const sentence = sentenceFor(String(code), message, new URL(url));
	return sentence === null ? error : new StartFailure(sentence, cause);
}

/** What says that no server is there, or that it went away. */
const GONE = ['ECONNREFUSED', 'ECONNRESET', 'EHOSTUNREACH', 'ENOENT', 'CONNECT_TIMEOUT', 'CONNECTION_CLOSED', '57P03'];

/** Whether no server answered, or it went away in the middle. */
export function isGone(error: unknown): boolean {
	return GONE.includes(String(causeOf(error)?.code));
}

function causeOf(error: unknown): (Error & { code: unknown }) | null {
	const cause = error instanceof DrizzleQueryError ? error.cause : error;
	return cause instanceof Error && 'code' in cause ? (cause as Error & { code: unknown }) : null;
}

function sentenceFor(
	code: string,
	message: string,
	{ hostname, port, username, pathname, searchParams }: URL
): string | null {
	const server = searchParams.get('host') ?? `${hostname}:${port || 5432}`;
	if (GONE.includes(code)) return `No database server answers at ${server}: start it, or correct DATABASE_URL.`;
	switch (code) {
		case 'ENOTFOUND':
		case 'EAI_AGAIN':
			return `The database server's name ${hostname} is unknown here: correct DATABASE_URL.`;
		case '28P01':
		case '28000':
			return `The database server at ${server} does not let "${username}" in: correct the name and password in DATABASE_URL.`;
		case '3D000':
			return `There is no database "${pathname.slice(1)}" at ${server}: create it, or correct DATABASE_URL.`;
		case '0A000':
		case '58P01':
			return `The database server at ${server} lacks the extensions unaccent and pg_trgm: install its contributed modules.`;
		case '42501':
			return `"${username}" may not create tables in the database at ${server}: name the database's owner in DATABASE_OWNER_URL.`;
		default:
			// Any other refusal that came from PostgreSQL itself.
			return /^[0-9A-Z]{5}$/.test(code) ? `The database could not be brought up to this version: ${message}.` : null;
	}
}
