import type { Actor } from '#lib/access/actor.ts';
import { may } from '#lib/access/permissions.ts';
import type { Standard } from '#lib/curriculum/content.ts';
import { readHistory } from '#lib/ledger/server/history.ts';
import { standardsIn } from '#lib/ledger/server/log.ts';
import { resultsOf, type TestResult } from '#lib/learning/evidence.ts';
import type { AssistanceStated, ResultVoided } from '#lib/learning/events.ts';
import { counts, modulesMissing, statusesOf, type LiteracyStatus } from '#lib/literacy/status.ts';
import type { PersonMerged, PersonUnmerged } from '#lib/people/events.ts';
import { lifeOf, type Residence } from '#lib/people/life.ts';
import { namesOf } from '#lib/people/server/names.ts';
import { readPerson, type Person } from '#lib/people/server/person.ts';
import { writeAudit } from '#lib/server/audit.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { dayOf, type Day } from '#lib/shared/dates.ts';
import { notFound } from '#lib/shared/errors.ts';
import type { Assistance, LogEvent } from '#lib/shared/log.ts';
import { placeOfGroup } from '#lib/territory/server/groups.ts';
import { readLearningPoint } from '#lib/territory/server/points.ts';

/** A name, or null where the person was erased or the system did it. */
type Who = string | null;

/** One test result with all that was said about it since; the questions and answers stay in the log. */
export interface ResultShown extends Omit<TestResult, 'marks' | 'modules' | 'voided'> {
	modules: { module: string; asked: number; right: number; passed: boolean }[];
	/** whether it counts towards the standard as it stands today */
	counts: boolean;
	version: number;
	witness: Who;
	/** when a sheet of paper was typed in; null where it was recorded as it happened */
	enteredOn: Day | null;
	learningPoint: string | null;
	statements: { assistance: Assistance; by: Who; on: Day }[];
	voided: { reason: ResultVoided['body']['reason']; by: Who; on: Day } | null;
}

export interface MergeShown {
	mergeId: string;
	/** the two records, as they were named when they were merged */
	personId: string;
	otherId: string;
	at: Date;
	on: Day;
	by: Who;
}

export interface Evidence {
	person: Person;
	/** null where no result names the standard */
	status: LiteracyStatus | null;
	/** modules of the standard that she still has to pass one by one */
	missing: string[];
	/** newest first */
	results: ResultShown[];
	/** newest first */
	residences: (Residence & { groupName: string; confirmedByName: Who })[];
	/** merges that stand */
	merges: MergeShown[];
}

/**
 * What stands behind a person's status against a standard: every result with its scores, help, witness and place, and what was corrected.
 * Only whose role reaches her home (`evidence.read`); to others she is not found (404). Every look writes an audit entry.
 */
export async function readEvidence(
	db: Db,
	actor: Actor,
	personId: string,
	standard: Standard,
	now: Date
): Promise<Evidence> {
	const person = await readPerson(db, personId);
	if (!may(actor, 'evidence.read', person.place)) throw notFound();
	await writeAudit(db, actor, 'evidence.read', { kind: 'person', id: person.id, of: person.place }, now);

	const history = await readHistory(db, person.id);
	const versions = await standardsIn(db, history);
	const results = resultsOf(history);
	const { residences } = lifeOf(history);
	const names = await namesOf(db, [
		...history.flatMap((event) => [event.actorId, event.witnessId ?? '']),
		...residences.map((residence) => residence.confirmedBy ?? '')
	]);
	const nameOf = (id: string | null): Who => (id === null ? null : (names.get(id) ?? null));
	const status = statusesOf(results, versions).find((one) => one.standard === standard.id) ?? null;
	return {
		person,
		status,
		missing: status?.attainedDay ? [] : modulesMissing(results, standard, versions),
		results: await Promise.all(results.toReversed().map((result) => shown(db, result, history, versions, nameOf))),
		residences: await Promise.all(
			residences.toReversed().map(async (residence) => ({
				...residence,
				groupName: (await placeOfGroup(db, residence.groupId)).groupName,
				confirmedByName: nameOf(residence.confirmedBy)
			}))
		),
		merges: standingMerges(history, nameOf)
	};
}

async function shown(
	db: Db,
	{ marks: _marks, modules, ...result }: TestResult,
	history: readonly LogEvent[],
	versions: ReadonlyMap<string, Standard>,
	nameOf: (id: string | null) => Who
): Promise<ResultShown> {
	const about = history.filter((event) => (event.body as { result?: string }).result === result.id);
	const statements = about.filter((event): event is AssistanceStated => event.kind === 'assistance.stated');
	const voiding = about.find((event): event is ResultVoided => event.kind === 'result.voided');
	const own = history.find(({ id }) => id === result.id);
	const onPaper = (own?.body as { onPaper?: boolean } | undefined)?.onPaper === true;
	const by = (event: LogEvent) => ({ by: nameOf(event.actorId), on: dayOf(event.occurredAt) });
	return {
		...result,
		modules: modules.map(({ module, asked, right, passed }) => ({ module, asked, right, passed })),
		counts: counts({ ...result, modules, marks: [] }, versions),
		version: versions.get(result.standardHash)?.version ?? 0,
		witness: nameOf(result.witnessId),
		enteredOn: own && onPaper ? dayOf(own.recordedAt) : null,
		learningPoint: result.learningPointId === null ? null : (await readLearningPoint(db, result.learningPointId)).name,
		statements: statements.map((event) => ({ assistance: event.assistance ?? 'none', ...by(event) })),
		voided: voiding ? { reason: voiding.body.reason, ...by(voiding) } : null
	};
}

function standingMerges(history: readonly LogEvent[], nameOf: (id: string | null) => Who): MergeShown[] {
	const undone = new Set(
		history
			.filter((event): event is PersonUnmerged => event.kind === 'person.unmerged')
			.map((event) => event.body.merge)
	);
	return history
		.filter((event): event is PersonMerged => event.kind === 'person.merged' && !undone.has(event.id))
		.map((event) => ({
			mergeId: event.id,
			personId: event.subjectId,
			otherId: event.body.with,
			at: event.occurredAt,
			on: dayOf(event.occurredAt),
			by: nameOf(event.actorId)
		}));
}
