import { DomainError } from '#lib/shared/errors.ts';

/** Waits so many milliseconds for some work, then refuses with `busy` (503). The work itself is not broken off. */
export async function inTime<Result>(work: Promise<Result>, milliseconds: number): Promise<Result> {
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<never>((_, reject) => {
		timer = setTimeout(() => reject(new DomainError('busy', 503)), milliseconds);
	});
	try {
		return await Promise.race([work, late]);
	} finally {
		clearTimeout(timer);
	}
}
