import type { Actor } from '#lib/access/actor.ts';
import { may } from '#lib/access/permissions.ts';
import type { Library } from '#lib/curriculum/content.ts';
import { dueOf, type Period } from '#lib/periodic/period.ts';
import { isBefore, subjectOf } from '#lib/periodic/server/periods.ts';
import type { ReportState } from '#lib/reports/report.ts';
import { listSubmissions } from '#lib/reports/server/decided.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { notFound } from '#lib/shared/errors.ts';
import { listClosedWards } from '#lib/sign-in/server/ward-opening.ts';
import type { Place } from '#lib/territory/place.ts';
import { listWards } from '#lib/territory/server/places.ts';
import { listReportRules, listStarts } from '#lib/territory/server/report-rules.ts';

/**
 * Whether a report came by its hour: `waiting` and `missing` ones did not come at all, before the hour and after it; of a
 * ward that had not begun to work with this installation (`before`), or in which nobody works (`closed`), none is
 * expected. In the order in which an office asks after them.
 */
export const PUNCTUAL = ['missing', 'late', 'waiting', 'on_time', 'before', 'closed'] as const;
export type Punctual = (typeof PUNCTUAL)[number];

export interface WardLine {
	ward: Place;
	state: ReportState;
	punctual: Punctual;
	firstAt: Date | null;
}

/** Every ward of a province with its report of a period: who has submitted, by the hour or after it, and who has not. */
export async function readProvinceBoard(
	db: Db,
	actor: Actor,
	library: Library,
	{ provinceCode, period }: { provinceCode: string; period: Period },
	now: Date
): Promise<{ due: Date; wards: WardLine[] }> {
	if (!may(actor, 'ward_report.read', { provinceCode })) throw notFound();
	const wards = await listWards(db, provinceCode, dayOf(now));
	const codes = wards.map(({ code }) => code);
	const known = await listSubmissions(db, subjectOf(library, period), codes);
	const due = dueOf(period, await listReportRules(db, provinceCode));
	const starts = await listStarts(db, provinceCode);
	const closed = await listClosedWards(db, provinceCode, dayOf(now));
	const expected = (code: string): Punctual | null =>
		isBefore(period, starts.get(code) ?? null) ? 'before' : closed.has(code) ? 'closed' : null;
	return {
		due,
		wards: wards.map((ward) => {
			const own = known.find(({ place }) => place === ward.code);
			return {
				ward,
				state: own?.state ?? 'draft',
				punctual: (own ? null : expected(ward.code)) ?? punctualOf(own?.firstAt, due, now),
				firstAt: own?.firstAt ?? null
			};
		})
	};
}

function punctualOf(firstAt: Date | undefined, due: Date, now: Date): Punctual {
	if (firstAt === undefined) return now > due ? 'missing' : 'waiting';
	return firstAt > due ? 'late' : 'on_time';
}
