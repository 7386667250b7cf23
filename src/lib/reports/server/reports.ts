import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { allow, type Verb } from '#lib/access/permissions.ts';
import { stateAfter, type ReportKey, type ReportState, type ReportStep } from '#lib/reports/report.ts';
import { reports, reportSteps } from '#lib/reports/server/schema.ts';
import { writeAudit } from '#lib/server/audit.ts';
import type { Db } from '#lib/server/db/connect.ts';
import type { Day } from '#lib/shared/dates.ts';
import { DomainError } from '#lib/shared/errors.ts';
import { newId } from '#lib/shared/ids.ts';

export interface Report<Body> extends ReportKey {
	id: string;
	state: Exclude<ReportState, 'draft'>;
	body: Body;
	knownAt: Date;
	steps: { step: ReportStep; by: string; at: Date; note: string | null }[];
}

/** Where a report lies: in a ward, or in a province whose own office makes it. */
export type ReportPlace = { wardCode?: string; provinceCode: string };

/** Which verb submits a report there: a ward's office its own, a province's its own. */
export function submitVerb({ wardCode }: Pick<ReportPlace, 'wardCode'>): Verb {
	return wardCode === undefined ? 'province_report.submit' : 'report.submit';
}

/** The report of a place, a subject and a day, with its steps; null while nobody has submitted it. */
export async function findReport<Body>(db: Db, key: ReportKey): Promise<Report<Body> | null> {
	const [row] = await db.select().from(reports).where(isIt(key));
	if (!row) return null;
	const { step, by, at, note } = reportSteps;
	const steps = await db
		.select({ step, by, at, note })
		.from(reportSteps)
		.where(eq(reportSteps.reportId, row.id))
		.orderBy(asc(reportSteps.n));
	return { ...row, state: row.state as Report<Body>['state'], body: row.body as Body, steps };
}

/** How far the reports of a subject have come, by place and day; those never submitted are not among them. */
export async function listReportStates(
	db: Db,
	{ kind, subjectId }: Pick<ReportKey, 'kind' | 'subjectId'>,
	places: readonly string[]
): Promise<{ place: string; day: Day; state: ReportState }[]> {
	if (places.length === 0) return [];
	return db
		.select({ place: reports.place, day: reports.day, state: reports.state })
		.from(reports)
		.where(and(eq(reports.kind, kind), eq(reports.subjectId, subjectId), inArray(reports.place, [...places])));
}

/**
 * Submits a report, again after it was returned: `body` is what its figures are from now on. Whoever calls holds a lock
 * that keeps new entries out meanwhile. Throws report_not_open (409) for one that lies with somebody or is closed.
 */
export async function submitReport(
	tx: Db,
	actor: Actor,
	key: ReportKey,
	place: ReportPlace,
	body: unknown,
	now: Date
): Promise<void> {
	const verb = submitVerb(place);
	allow(actor, verb, place);
	const known = await lockReport(tx, key);
	const state = nextState(known?.state ?? 'draft', 'submit');
	const id = known?.id ?? newId(now);
	if (known) await tx.update(reports).set({ state, body, knownAt: now }).where(eq(reports.id, id));
	else await tx.insert(reports).values({ ...key, id, state, body, knownAt: now });
	await addStep(tx, actor, verb, id, 'submit', place, now);
}

const VERBS = { return: 'report.approve', approve: 'report.approve', close: 'report.close' } as const;

/**
 * Returns, approves or closes a report that was submitted. Whoever submitted it last neither returns nor approves it
 * (409 report_own). A closed one is never touched again (409 report_not_open); nor is one twice in the same way.
 */
export async function decideReport(
	db: Db,
	actor: Actor,
	key: ReportKey,
	place: ReportPlace,
	{ step, note = null }: { step: keyof typeof VERBS; note?: string | null },
	now: Date
): Promise<void> {
	const verb = VERBS[step];
	allow(actor, verb, place);
	await db.transaction(async (tx) => {
		const known = await lockReport(tx, key);
		const state = nextState(known?.state ?? 'draft', step);
		if (!known) return;
		if (step !== 'close' && (await submittedBy(tx, known.id)) === actor.id) throw new DomainError('report_own', 409);
		await tx.update(reports).set({ state }).where(eq(reports.id, known.id));
		await addStep(tx, actor, verb, known.id, step, place, now, note);
	});
}

function nextState(state: ReportState, step: ReportStep): ReportState {
	const next = stateAfter(state, step);
	if (next === null) throw new DomainError(state === 'closed' ? 'report_closed' : 'report_not_open', 409);
	return next;
}

/** Its state, held still until the transaction ends; also where there is no row yet that could be held. */
async function lockReport(tx: Db, key: ReportKey) {
	const name = ['report', key.kind, key.subjectId, key.place, key.day].join(' ');
	await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`);
	const [row] = await tx.select({ id: reports.id, state: reports.state }).from(reports).where(isIt(key)).for('update');
	return row ?? null;
}

async function submittedBy(tx: Db, reportId: string): Promise<string | null> {
	const rows = await tx
		.select({ by: reportSteps.by })
		.from(reportSteps)
		.where(and(eq(reportSteps.reportId, reportId), eq(reportSteps.step, 'submit')))
		.orderBy(asc(reportSteps.n));
	return rows.at(-1)?.by ?? null;
}

async function addStep(
	tx: Db,
	actor: Actor,
	verb: Verb,
	reportId: string,
	step: ReportStep,
	of: ReportPlace,
	now: Date,
	note: string | null = null
): Promise<void> {
	const n = await tx.$count(reportSteps, eq(reportSteps.reportId, reportId));
	await tx.insert(reportSteps).values({ reportId, n: n + 1, step, by: actor.id, at: now, note });
	await writeAudit(tx, actor, verb, { kind: 'report', id: reportId, of }, now, { step });
}

function isIt({ kind, subjectId, place, day }: ReportKey) {
	return and(eq(reports.kind, kind), eq(reports.subjectId, subjectId), eq(reports.place, place), eq(reports.day, day));
}
