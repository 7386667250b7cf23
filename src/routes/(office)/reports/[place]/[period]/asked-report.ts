import { readWardReport, type Asked, type Sources } from '#lib/periodic/server/ward-reports.ts';

interface Params {
	place: string;
	period: string;
}

export const pageOf = ({ place, period }: Params) => `/reports/${place}/${period}`;

export const askedBy = ({ place, period }: Params): Asked => ({ code: place, period });

export const sourcesOf = ({ db, reports, library }: App.Locals): Sources => ({ db, reports, library });

/** The report that an address names, for whoever may read it. */
export function readAskedReport(locals: App.Locals, params: Params) {
	return readWardReport(sourcesOf(locals), locals.actor, askedBy(params), locals.now);
}
