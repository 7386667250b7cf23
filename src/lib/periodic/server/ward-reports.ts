import type { Actor } from '#lib/access/actor.ts';
import { allow, may } from '#lib/access/permissions.ts';
import type { Library } from '#lib/curriculum/content.ts';
import { residentsStandard } from '#lib/curriculum/library.ts';
import { readFigure } from '#lib/literacy/server/figure.ts';
import type { Period } from '#lib/periodic/period.ts';
import { changesOf, type Change, type ReportBody } from '#lib/periodic/report-body.ts';
import { drawUp } from '#lib/periodic/server/draw-up.ts';
import { readOpenFigure } from '#lib/periodic/server/open-figure.ts';
import { findPeriod, subjectOf } from '#lib/periodic/server/periods.ts';
import { isFrozen, type ReportState } from '#lib/reports/report.ts';
import { enterDocument, listDocuments, type NewDocument, type ReportDocument } from '#lib/reports/server/documents.ts';
import { decideReport, findReport, submitReport, type Report } from '#lib/reports/server/reports.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { DomainError, notFound } from '#lib/shared/errors.ts';
import type { Place } from '#lib/territory/place.ts';
import { readPlace } from '#lib/territory/server/places.ts';

export interface WardReport {
	ward: { wardCode: string; provinceCode: string };
	period: Period;
	state: ReportState;
	/** frozen from submitting it on, live before */
	body: ReportBody;
	/** until when its figures knew what had been entered; null while they are live */
	knownAt: Date | null;
	steps: Report<ReportBody>['steps'];
	/** number, symbol and day of the signed paper, the one in force last */
	documents: ReportDocument[];
}

/** A ward and a period, as an address writes them. */
export interface Asked {
	code: string;
	period: string;
}

/** Where a report's figures come from: `reports` is for what sums the whole country. */
export interface Sources {
	db: Db;
	reports: Db;
	library: Library;
}

/**
 * A ward's report for a period: as it was submitted, or as it stands now while it lies with nobody (`ward_report.read`;
 * to others, for what is no ward and before the period has begun it is not found).
 */
export async function readWardReport(
	{ db, library }: Sources,
	actor: Actor,
	asked: Asked,
	now: Date
): Promise<WardReport> {
	const { place, ward, period } = await find(db, actor, asked, now);
	const report = await findReport<ReportBody>(db, { ...subjectOf(library, period), place: asked.code });
	const frozen = report && isFrozen(report.state) ? report : null;
	return {
		...{ ward, period },
		body: frozen?.body ?? (await snapshot(db, library, place, period, now)),
		state: report?.state ?? 'draft',
		knownAt: frozen?.knownAt ?? null,
		steps: report?.steps ?? [],
		documents: report ? await listDocuments(db, report.id) : []
	};
}

/**
 * Submits a report: from now on it says what is known now (`report.submit`). Only once its last day is over (409
 * periodic_not_over), so that nobody's last day is missing.
 */
export async function submitWardReport(sources: Sources, actor: Actor, asked: Asked, now: Date): Promise<void> {
	const { db, reports, library } = sources;
	const { place, ward, period } = await find(db, actor, asked, now);
	allow(actor, 'report.submit', ward);
	if (period.to >= dayOf(now)) throw new DomainError('periodic_not_over', 409);
	const body = await snapshot(db, library, place, period, now);
	const open = await readOpenFigure(reports, body.figure, residentsStandard(library), period.to, now);
	const key = { ...subjectOf(library, period), place: asked.code };
	await db.transaction((tx) => submitReport(tx, actor, key, ward, { ...body, open } satisfies ReportBody, now));
}

/** Returns, approves or closes a submitted report; whoever submitted it neither returns nor approves it (409 report_own). */
export async function decideWardReport(
	{ db, library }: Sources,
	actor: Actor,
	asked: Asked,
	decision: { step: 'return' | 'approve' | 'close'; note?: string | null },
	now: Date
): Promise<void> {
	const { ward, period } = await find(db, actor, asked, now);
	await decideReport(db, actor, { ...subjectOf(library, period), place: asked.code }, ward, decision, now);
}

/** Enters number, symbol and day of the signed paper, or corrects them: see `enterDocument`. */
export async function numberWardReport(
	{ db, library }: Sources,
	actor: Actor,
	asked: Asked,
	document: NewDocument,
	now: Date
): Promise<void> {
	const { ward, period } = await find(db, actor, asked, now);
	await enterDocument(db, actor, { ...subjectOf(library, period), place: asked.code }, ward, document, now);
}

/** What differs between a report that stands still and what is known now, of its own day and of today. */
export async function readChanges({ db, library }: Sources, { body, ward }: WardReport, now: Date): Promise<Change[]> {
	// By the rule of the report, also today: else what differs would be the rule.
	const standard = { ...residentsStandard(library), ageFrom: body.figure.ageFrom };
	const sameDay = await readFigure(db, ward.wardCode, standard, body.asOf);
	return changesOf(body.figure, sameDay, await readFigure(db, ward.wardCode, standard, dayOf(now)));
}

async function find(db: Db, actor: Actor, { code, period: wanted }: Asked, now: Date) {
	const today = dayOf(now);
	const place: Place = await readPlace(db, code, today);
	const { provinceCode } = place;
	if (provinceCode === null) throw notFound();
	const ward = { wardCode: code, provinceCode };
	if (!may(actor, 'ward_report.read', ward)) throw notFound();
	const period = await findPeriod(db, code, wanted);
	if (!period || period.from > today) throw notFound();
	return { place, ward, period };
}

/** All its figures of one moment, whatever is entered meanwhile. */
function snapshot(db: Db, library: Library, place: Place, period: Period, now: Date): Promise<ReportBody> {
	return db.transaction((tx) => drawUp(tx, library, place, period, dayOf(now)), {
		isolationLevel: 'repeatable read',
		accessMode: 'read only'
	});
}
