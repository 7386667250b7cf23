const DEADLOCK = '40P01';
const SERIALIZATION_FAILURE = '40001';
const TRIES = 4;

/** Runs a transaction again, at most three times, when PostgreSQL broke it off to resolve a deadlock or a conflict. */
export async function repeatOnConflict<Result>(transaction: () => Promise<Result>): Promise<Result> {
	for (let tried = 1; ; tried += 1) {
		try {
			return await transaction();
		} catch (error) {
			if (tried === TRIES || !isConflict(error)) throw error;
			await new Promise((resume) => setTimeout(resume, Math.random() * 25 * 2 ** tried));
		}
	}
}

/** drizzle wraps the driver's error; the code may stand on the cause. */
function isConflict(error: unknown): boolean {
	const code = postgresCode(error);
	return code === DEADLOCK || code === SERIALIZATION_FAILURE;
}

/** The SQLSTATE of an error that came from PostgreSQL, or undefined. */
export function postgresCode(error: unknown): string | undefined {
	if (typeof error !== 'object' || error === null) return undefined;
	const { code, cause } = error as { code?: unknown; cause?: unknown };
	if (typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code)) return code;
	return cause === undefined ? undefined : postgresCode(cause);
}
