import { and, eq, inArray, sql } from 'drizzle-orm';
import type { ReportState } from '#lib/reports/report.ts';
import { reports } from '#lib/reports/server/schema.ts';
import type { Db } from '#lib/server/db/connect.ts';
import type { Day } from '#lib/shared/dates.ts';

/** How far the report of a place has come, and when it was first submitted. */
export interface Submission extends Record<string, unknown> {
	place: string;
	state: ReportState;
	firstAt: Date;
}

/** Which of some places have submitted the report of a subject and a day; those that have not are not among them. */
export async function listSubmissions(
	db: Db,
	{ kind, subjectId, day }: { kind: string; subjectId: string; day: Day },
	places: readonly string[]
): Promise<Submission[]> {
	const rows = await db.execute<Submission>(sql`
		select r.place, r.state, min(s.at) "firstAt" from reports r join report_steps s on s.report_id = r.id
		where r.kind = ${kind} and r.subject_id = ${subjectId} and r.day = ${day}::date and s.step = 'submit'
			and r.place = any(${sql.param([...places])}::text[])
		group by r.id`);
	return rows.map((row) => ({ ...row, firstAt: new Date(row.firstAt) }));
}

/** A report that was approved, as far as everybody may read it. */
export interface DecidedReport<Body> {
	id: string;
	kind: string;
	place: string;
	day: Day;
	state: 'approved' | 'closed';
	body: Body;
	knownAt: Date;
	document: { number: string; symbol: string; day: Day } | null;
}

export interface DecidedWanted {
	kinds: readonly string[];
	place: string | null;
	/** only those that come after this one in the order */
	after: { day: Day; id: string } | null;
	limit: number;
}

/** Approved and closed reports of some kinds, the latest day first, each with its signed paper as it is known now. */
export async function listDecidedReports<Body>(
	db: Db,
	{ kinds, place, after, limit }: DecidedWanted
): Promise<DecidedReport<Body>[]> {
	const rows = await db.execute<DecidedReport<Body> & Record<string, unknown>>(sql`
		select r.id, r.kind, r.place, r.day::text "day", r.state, r.body, r.known_at "knownAt",
			(select jsonb_build_object('number', d.number, 'symbol', d.symbol, 'day', d.day)
				from report_documents d where d.report_id = r.id order by d.n desc limit 1) document
		from reports r
		where r.state in ('approved', 'closed') and r.kind = any(${sql.param([...kinds])}::text[])
			and (${place}::text is null or r.place = ${place}::text)
			and (${after?.day ?? null}::date is null or (r.day, r.id) < (${after?.day ?? null}::date, ${after?.id ?? null}::uuid))
		order by r.day desc, r.id desc limit ${limit}`);
	return rows.map((row) => ({ ...row, knownAt: new Date(row.knownAt) }));
}

/** How far the reports of a place have come, of some kinds; those never submitted are not among them. */
export async function listPlaceReports(
	db: Db,
	place: string,
	kinds: readonly string[]
): Promise<{ kind: string; subjectId: string; day: Day; state: ReportState }[]> {
	const { kind, subjectId, day, state } = reports;
	return db
		.select({ kind, subjectId, day, state })
		.from(reports)
		.where(and(eq(reports.place, place), inArray(reports.kind, [...kinds])));
}

/**
 * What some places' approved and closed reports of one kind and day say in some of their fields, by place; without a day
 * those of the latest for which one of these places has a report.
 */
export async function listDecidedFields<Body, Field extends keyof Body & string>(
	db: Db,
	{ kind, places, day }: { kind: string; places: readonly string[]; day: Day | null },
	fields: readonly Field[]
): Promise<{ place: string; day: Day; body: Pick<Body, Field> }[]> {
	return db.execute<{ place: string; day: Day; body: Pick<Body, Field> }>(sql`
		with decided as (
			select r.place, r.day, r.body from reports r
			where r.state in ('approved', 'closed') and r.kind = ${kind} and r.place = any(${sql.param([...places])}::text[])
				and (${day}::date is null or r.day = ${day}::date)
		)
		select d.place, d.day::text "day",
			(select jsonb_object_agg(field, d.body -> field) from unnest(${sql.param([...fields])}::text[]) field) body
		from decided d where d.day = (select max(day) from decided) order by d.place`);
}
