import { asc, eq } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { allow } from '#lib/access/permissions.ts';
import type { ReportKey } from '#lib/reports/report.ts';
import { findReport, type ReportPlace } from '#lib/reports/server/reports.ts';
import { reportDocuments, reports } from '#lib/reports/server/schema.ts';
import { writeAudit } from '#lib/server/audit.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { dayOf, type Day } from '#lib/shared/dates.ts';
import { DomainError } from '#lib/shared/errors.ts';

export interface NewDocument {
	number: string;
	symbol: string;
	day: Day;
	/** why it is corrected; null for the first */
	reason: string | null;
}

export interface ReportDocument extends NewDocument {
	by: string;
	at: Date;
}

/** What was entered about the signed paper of a report, the one in force last. */
export async function listDocuments(db: Db, reportId: string): Promise<ReportDocument[]> {
	const { number, symbol, day, reason, by, at } = reportDocuments;
	return db
		.select({ number, symbol, day, reason, by, at })
		.from(reportDocuments)
		.where(eq(reportDocuments.reportId, reportId))
		.orderBy(asc(reportDocuments.n));
}

/**
 * Enters number, symbol and day of the signed paper of a closed report (`report.number`): once. Later it is a correction,
 * which says why and keeps what stood before (422 report_reason_missing); the same words again change nothing. Before it
 * is closed there is no paper (409 report_not_closed), nor one of a day to come or before the report's (422).
 */
export async function enterDocument(
	db: Db,
	actor: Actor,
	key: ReportKey,
	place: ReportPlace,
	document: NewDocument,
	now: Date
): Promise<void> {
	allow(actor, 'report.number', place);
	await db.transaction(async (tx) => {
		const report = await findReport(tx, key);
		if (report?.state !== 'closed') throw new DomainError('report_not_closed', 409);
		await tx.select({ id: reports.id }).from(reports).where(eq(reports.id, report.id)).for('update');
		const known = await listDocuments(tx, report.id);
		const last = known.at(-1);
		if (last && isSame(last, document)) return;
		if (document.day > dayOf(now) || document.day < key.day) throw new DomainError('report_document_day', 422);
		if (last && document.reason === null) throw new DomainError('report_reason_missing', 422);
		const reason = last ? document.reason : null;
		const row = { ...document, reason, reportId: report.id, n: known.length + 1, by: actor.id, at: now };
		await tx.insert(reportDocuments).values(row);
		const object = { kind: 'report', id: report.id, of: place };
		await writeAudit(tx, actor, 'report.number', object, now, { correction: known.length > 0 });
	});
}

function isSame(a: NewDocument, b: NewDocument): boolean {
	return a.number === b.number && a.symbol === b.symbol && a.day === b.day;
}
