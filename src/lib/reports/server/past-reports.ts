import type { Actor } from '#lib/access/actor.ts';
import { allow } from '#lib/access/permissions.ts';
import { stateAfter, type ReportKey, type ReportState, type ReportStep } from '#lib/reports/report.ts';
import { reports, reportSteps } from '#lib/reports/server/schema.ts';
import { writeAudit } from '#lib/server/audit.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { newId } from '#lib/shared/ids.ts';

export interface PastReport extends ReportKey {
	body: unknown;
	steps: { step: ReportStep; by: string; at: Date; note?: string }[];
}

type Place = { wardCode: string; provinceCode: string };

/** Brings in reports that went their way elsewhere, all at once. A way that no report can go is an error of the caller. */
export async function addPastReports(
	db: Db,
	actor: Actor,
	place: Place,
	past: readonly PastReport[],
	now: Date
): Promise<void> {
	allow(actor, 'report.submit', place);
	if (past.length === 0) return;
	const rows = past.map(({ steps, ...report }) => {
		const state = steps.reduce<ReportState | null>((before, { step }) => before && stateAfter(before, step), 'draft');
		const submitted = steps.findLast(({ step }) => step === 'submit');
		if (state === null || !submitted) throw new Error(`no report goes ${steps.map(({ step }) => step).join(', ')}`);
		return { ...report, id: newId(submitted.at), state, knownAt: submitted.at };
	});
	await db.insert(reports).values(rows);
	await db
		.insert(reportSteps)
		.values(
			past.flatMap(({ steps }, n) =>
				steps.map((step, at) => ({ note: null, ...step, reportId: rows[n]?.id ?? '', n: at + 1 }))
			)
		);
	const object = { kind: 'report', id: 'past', of: place };
	await writeAudit(db, actor, 'report.submit', object, now, { reports: past.length });
}
