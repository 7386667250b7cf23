/**
 * A refusal that the reader is told about in her own language. `code` names the message `error_<code>`;
 * `status` is the answer's HTTP status; `details` fill the message's placeholders and never hold personal data.
 */
export class DomainError extends Error {
	readonly code: string;
	readonly status: number;
	readonly details: Record<string, string | number>;

	constructor(code: string, status: number, details: Record<string, string | number> = {}) {
		super(code);
		this.name = 'DomainError';
		this.code = code;
		this.status = status;
		this.details = details;
	}
}

/** "Not yours" reads as "not found" (design.md, invariant 16). */
export function notFound(): DomainError {
	return new DomainError('not_found', 404);
}

export function forbidden(): DomainError {
	return new DomainError('forbidden', 403);
}
