import { sql } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import type { Library } from '#lib/curriculum/content.ts';
import { findModule, standardFor } from '#lib/curriculum/library.ts';
import { isOf, resultOf, type ExtractBody, type ExtractCycle, type Period } from '#lib/compliance/extract.ts';
import { readAgency, type Agency } from '#lib/compliance/server/agencies.ts';
import { listOfficials } from '#lib/compliance/server/posts.ts';
import { isHeld } from '#lib/compliance/agency.ts';
import { listCycleStates, type CycleState } from '#lib/compliance/server/standing.ts';
import { isFrozen, type ReportKey, type ReportState } from '#lib/reports/report.ts';
import {
	decideReport,
	findReport,
	listReportStates,
	submitReport,
	type Report,
	type ReportPlace
} from '#lib/reports/server/reports.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { dayOf, type Day } from '#lib/shared/dates.ts';
import { DomainError, notFound } from '#lib/shared/errors.ts';

export interface Extract {
	agency: Agency;
	period: Period;
	state: ReportState;
	/** until when its figures knew what had been entered; null while they are live */
	knownAt: Date | null;
	steps: Report<ExtractBody>['steps'];
	body: ExtractBody;
	/** what people are called today, by id; whoever was erased is not among them */
	names: ReadonlyMap<string, string>;
}

/**
 * The extract of an agency for a period: as it was submitted, or as it stands today while nobody has submitted it. For
 * whoever may see the agency; to others, and before the period has begun, it is not found (404).
 */
export async function readExtract(
	db: Db,
	actor: Actor,
	library: Library,
	{ agencyId, period }: { agencyId: string; period: Period },
	now: Date
): Promise<Extract> {
	const agency = await readAgency(db, actor, agencyId, now);
	if (period.from > dayOf(now)) throw notFound();
	const report = await findReport<ExtractBody>(db, keyOf(agency, period));
	const frozen = report && isFrozen(report.state) ? report : null;
	const body = frozen?.body ?? (await drawUp(db, library, agency, period, now));
	return {
		...{ agency, period, body, state: report?.state ?? 'draft', steps: report?.steps ?? [] },
		knownAt: frozen?.knownAt ?? null,
		names: await namesIn(db, body)
	};
}

/** How far the extracts of an agency have come, by the code of the period. */
export async function listExtractStates(
	db: Db,
	agency: Agency,
	periods: readonly Period[]
): Promise<Map<string, ReportState>> {
	const states = new Map<string, ReportState>();
	for (const kind of ['month', 'quarter', 'year'] as const) {
		const rows = await listReportStates(db, { kind: `extract_${kind}`, subjectId: agency.id }, [placeCodeOf(agency)]);
		for (const { day, state } of rows) {
			const period = periods.find((one) => one.kind === kind && one.to === day);
			if (period) states.set(period.code, state);
		}
	}
	return states;
}

/**
 * Submits an extract: from now on it says what it says now (`report.submit`; of a province's own agency `province_report.submit`). Only once its last day is over (409
 * extract_not_over), so that nobody's last day is missing.
 */
export async function submitExtract(
	db: Db,
	actor: Actor,
	library: Library,
	{ agencyId, period }: { agencyId: string; period: Period },
	now: Date
): Promise<void> {
	const agency = await readAgency(db, actor, agencyId, now);
	if (period.to >= dayOf(now)) throw new DomainError('extract_not_over', 409);
	await db.transaction(async (tx) => {
		const body = await drawUp(tx, library, agency, period, now);
		await submitReport(tx, actor, keyOf(agency, period), placeOf(agency), body, now);
	});
}

/** Returns, approves or closes a submitted extract; whoever submitted it neither returns nor approves it (409 report_own). */
export async function decideExtract(
	db: Db,
	actor: Actor,
	{ agencyId, period }: { agencyId: string; period: Period },
	decision: { step: 'return' | 'approve' | 'close'; note?: string | null },
	now: Date
): Promise<void> {
	const agency = await readAgency(db, actor, agencyId, now);
	await decideReport(db, actor, keyOf(agency, period), placeOf(agency), decision, now);
}

async function drawUp(db: Db, library: Library, agency: Agency, period: Period, now: Date): Promise<ExtractBody> {
	const today = dayOf(now);
	const asOf = period.to < today ? period.to : today;
	const standard = standardFor(library, 'officials') ?? standardFor(library, 'residents');
	const held = (await listOfficials(db, [agency.id])).filter((post) => isHeld(post, asOf));
	const posts = [...new Map(held.map((post) => [post.personId, post])).values()];
	const cycles = await listCycleStates(db, { agencyId: agency.id }, asOf);
	const skilled = await listSkilled(
		db,
		standard?.id ?? '',
		posts.map(({ personId }) => personId),
		asOf
	);
	const { id, name, kind } = agency;
	return {
		agency: { id, name, kind },
		asOf,
		standard: standard?.name ?? { vi: '', en: '' },
		people: posts.map(({ personId, position, kind }) => {
			const own = cycles
				.filter((cycle) => cycle.personId === personId && isOf(period, cycle))
				.map((cycle) => cycleOf(library, cycle));
			return { personId, position, kind, skilledOn: skilled.get(personId) ?? null, result: resultOf(own), cycles: own };
		})
	};
}

function cycleOf(library: Library, { duty, frame, due, state, doneOn, blockers, evidence }: CycleState): ExtractCycle {
	return {
		...{ title: duty.title, order: duty.order.number, n: frame.n, due, state, doneOn },
		missing: blockers.map(({ module }) => findModule(library, module)?.title ?? { vi: module, en: module }),
		elsewhere: evidence.some(({ kind }) => kind === 'elsewhere')
	};
}

/** Who had attained the standard by a day, and since when. */
async function listSkilled(db: Db, standard: string, personIds: string[], asOf: Day): Promise<Map<string, Day>> {
	const rows = await db.execute<{ personId: string; day: Day }>(sql`
		select person_id "personId", attained_day::text "day" from literacy_statuses
		where standard = ${standard} and attained_day <= ${asOf}::date
			and person_id = any(${sql.param(personIds)}::uuid[])`);
	return new Map(rows.map(({ personId, day }) => [personId, day]));
}

async function namesIn(db: Db, { people }: ExtractBody): Promise<Map<string, string>> {
	const rows = await db.execute<{ id: string; fullName: string }>(sql`
		select p.id, n.full_name "fullName" from people p
		join person_names n on n.person_id = coalesce(p.merged_into, p.id)
		where p.id = any(${sql.param(people.map(({ personId }) => personId))}::uuid[])`);
	return new Map(rows.map(({ id, fullName }) => [id, fullName]));
}

/** Where an agency's reports lie: in its ward, or in the province whose own it is. */
export function placeOf({ wardCode, provinceCode }: Agency): ReportPlace {
	return { provinceCode, ...(wardCode !== null && { wardCode }) };
}

function placeCodeOf({ wardCode, provinceCode }: Agency): string {
	return wardCode ?? provinceCode;
}

function keyOf(agency: Agency, { kind, to }: Period): ReportKey {
	return { kind: `extract_${kind}`, subjectId: agency.id, place: placeCodeOf(agency), day: to };
}
