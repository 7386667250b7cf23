import { PERIOD_KINDS, type PeriodKind } from '#lib/periodic/period.ts';
import type { ReportBody } from '#lib/periodic/report-body.ts';
import { LITERACY_KINDS } from '#lib/periodic/server/periods.ts';
import { listDecidedReports, type DecidedReport } from '#lib/reports/server/decided.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { isDay } from '#lib/shared/dates.ts';
import { DomainError } from '#lib/shared/errors.ts';
import { isId } from '#lib/shared/ids.ts';

/** How many reports one answer holds at most. */
export const OPEN_PAGE = 50;

export interface OpenReports {
	reports: DecidedReport<ReportBody>[];
	/** what to ask for to get those that follow, or null */
	next: string | null;
}

/** What somebody asks for, as an address writes it. */
export interface OpenAsked {
	place: string | null;
	kind: string | null;
	after: string | null;
}

/**
 * Approved and closed reports of wards as everybody may read them, the latest first. A place that is no ward has none.
 * Throws 422 for a kind that there is not and for an `after` that is none of ours.
 */
export async function listOpenReports(db: Db, { place, kind, after }: OpenAsked): Promise<OpenReports> {
	if (kind !== null && !PERIOD_KINDS.some((one) => one === kind)) throw new DomainError('periodic_kind_unknown', 422);
	const kinds = kind === null ? LITERACY_KINDS : [`literacy_${kind as PeriodKind}`];
	const wanted = { kinds, place, after: after === null ? null : readAfter(after), limit: OPEN_PAGE + 1 };
	const found = await listDecidedReports<ReportBody>(db, wanted);
	const reports = found.slice(0, OPEN_PAGE).filter(({ body }) => body.open !== null);
	const last = found.length > OPEN_PAGE ? found[OPEN_PAGE - 1] : undefined;
	return { reports, next: last ? `${last.day}_${last.id}` : null };
}

function readAfter(text: string): { day: string; id: string } {
	const [day = '', id = '', ...more] = text.split('_');
	if (!isDay(day) || !isId(id) || more.length > 0) throw new DomainError('periodic_after_wrong', 422);
	return { day, id };
}
