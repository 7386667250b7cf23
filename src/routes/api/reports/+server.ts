import type { ReportBody } from '#lib/periodic/report-body.ts';
import { listOpenReports } from '#lib/periodic/server/open-reports.ts';
import type { DecidedReport } from '#lib/reports/server/decided.ts';
import { DomainError } from '#lib/shared/errors.ts';
import { refusalText } from '../../refusal.ts';
import { cached } from '../cached.ts';
import type { RequestHandler } from './$types';

/**
 * Approved and closed figures of wards as JSON, for everybody: what was reported, never what is live. The same for every
 * reader, signed in or not. Refusals are `{ error }` in the reader's language.
 */
export const GET: RequestHandler = async ({ locals, url, request }) => {
	const asked = (name: string) => url.searchParams.get(name);
	try {
		const wanted = { place: asked('place'), kind: asked('kind'), after: asked('after') };
		const { reports, next } = await listOpenReports(locals.db, wanted);
		return cached(request, { reports: reports.map(shown), next: next === null ? null : pathOf(url, next) });
	} catch (refused) {
		if (!(refused instanceof DomainError)) throw refused;
		return Response.json({ error: refusalText(refused.code, refused.details) }, { status: refused.status });
	}
};

function pathOf(url: URL, after: string): string {
	const wanted = new URLSearchParams(url.searchParams);
	wanted.set('after', after);
	return `${url.pathname}?${wanted}`;
}

/** What stands in the answer, field by field: what is not named here stays inside. */
function shown({ state, body, knownAt, document }: DecidedReport<ReportBody>): object {
	const { place, period, asOf, standard, open } = body;
	return {
		place: { code: place.code, name: place.name, kind: place.kind, province: place.provinceCode },
		period: { kind: period.kind, code: period.code, name: period.name, from: period.from, to: period.to },
		state,
		asOf,
		knownAt: knownAt.toISOString(),
		document,
		standard: { id: standard.id, version: standard.version },
		ageFrom: open?.ageFrom,
		groups: open?.groups,
		adults: open?.adults,
		assessed: open?.assessed,
		attained: open?.attained,
		witnessed: open?.witnessed,
		unknown: open?.unknown,
		rate: open?.rate,
		witnessedRate: open?.witnessedRate,
		doubt: open?.doubt,
		undeclared: open?.undeclared
	};
}
