import { sql } from 'drizzle-orm';
import type { Evidence } from '#lib/compliance/cycle.ts';
import { addMonths } from '#lib/compliance/months.ts';
import { listCycleStates, type CycleState } from '#lib/compliance/server/standing.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { addDays, dayOf } from '#lib/shared/dates.ts';
import type { EvidenceKind } from '#lib/certificates/certificate.ts';
import type { DuePaper } from '#lib/certificates/server/due.ts';
import { holds } from '#lib/certificates/server/holds.ts';

/**
 * The papers of duties that are done: one for each person, duty and period, so that next year's is never last year's. One
 * person's, or everybody's. A revoked one is not issued again for the same period.
 */
export async function listDueDuties(db: Db, personId: string | null, now: Date): Promise<DuePaper[]> {
	const today = dayOf(now);
	const asked = personId === null ? (await listDuties(db)).map((dutyId) => ({ dutyId })) : [{ personId }];
	const due: DuePaper[] = [];
	for (const whose of asked) {
		const done = (await listCycleStates(db, whose, today)).filter(({ doneOn, fullName }) => doneOn && fullName);
		if (done.length === 0) continue;
		const known = await listCovered(db, [...new Set(done.map((cycle) => cycle.personId))]);
		due.push(...done.filter((cycle) => !known.has(keyOf(cycle))).map(paperOf));
	}
	return due.length === 0 ? due : withWards(db, due);
}

async function listDuties(db: Db): Promise<string[]> {
	const rows = await db.execute<{ id: string }>(sql`select distinct duty_id id from duty_cycles order by 1`);
	return rows.map(({ id }) => id);
}

/** The periods for which a paper holds, or was taken back by a named person. */
async function listCovered(db: Db, personIds: string[]): Promise<Set<string>> {
	const rows = await db.execute<{ key: string }>(sql`
		select coalesce(p.merged_into, p.id) || ' ' || c.subject || ' ' || split_part(c.basis, ' ', 1) "key"
		from certificates c join people p on p.id = c.person_id
		where c.kind = 'duty' and coalesce(p.merged_into, p.id) = any(${sql.param(personIds)}::uuid[])
			and (c.revoked_at is not null or ${holds})`);
	return new Set(rows.map(({ key }) => key));
}

const keyOf = ({ personId, duty, frame }: CycleState) => `${personId} ${duty.id} ${frame.n}`;

function paperOf({ personId, duty, frame, doneOn, evidence }: CycleState): DuePaper {
	const learnedOn = doneOn ?? frame.opens;
	const results = [...new Set(evidence.map((one) => (one.kind === 'test' ? one.result : one.completion)))];
	const { title, validMonths } = duty;
	return {
		...{ personId, kind: 'duty', subject: duty.id, basis: `${frame.n} ${results.join(' ')}`, results, learnedOn },
		...{ evidence: evidenceOf(evidence), paper: 'certificate', title: { vi: title, en: title } },
		...{ score: null, version: null, wardCode: null },
		validUntil: validMonths === null ? null : addDays(addMonths(learnedOn, validMonths), -1)
	};
}

/** As much as the least of what it rests on. */
function evidenceOf(evidence: readonly Evidence[]): EvidenceKind {
	if (evidence.some(({ kind }) => kind === 'elsewhere')) return 'elsewhere';
	return evidence.every((one) => one.kind === 'test' && one.witnessed) ? 'witnessed' : 'at_home';
}

/** A duty's paper is issued where its holder works. */
async function withWards(db: Db, due: readonly DuePaper[]): Promise<DuePaper[]> {
	const rows = await db.execute<{ personId: string; wardCode: string | null }>(sql`
		select distinct on (coalesce(p.merged_into, p.id)) coalesce(p.merged_into, p.id) "personId", g.ward_code "wardCode"
		from appointments a join agencies g on g.id = a.agency_id join people p on p.id = a.person_id
		where coalesce(p.merged_into, p.id) = any(${sql.param(due.map(({ personId }) => personId))}::uuid[])
		order by coalesce(p.merged_into, p.id), a."from" desc, a.id desc`);
	const wards = new Map(rows.map(({ personId, wardCode }) => [personId, wardCode]));
	return due.map((paper) => ({ ...paper, wardCode: wards.get(paper.personId) ?? null }));
}
