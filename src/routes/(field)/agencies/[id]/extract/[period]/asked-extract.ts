import { readPeriod } from '#lib/compliance/extract.ts';
import { readExtract } from '#lib/compliance/server/extract.ts';
import { notFound } from '#lib/shared/errors.ts';

interface Params {
	id: string;
	period: string;
}

export const pageOf = ({ id, period }: Params) => `/agencies/${id}/extract/${period}`;

/** Which extract an address names; a text that is no period is not found. */
export function askedBy({ id, period: code }: Params) {
	const period = readPeriod(code);
	if (!period) throw notFound();
	return { agencyId: id, period };
}

/** The extract that an address names, for whoever may see its agency. */
export function readAskedExtract({ db, actor, library, now }: App.Locals, params: Params) {
	return readExtract(db, actor, library, askedBy(params), now);
}
