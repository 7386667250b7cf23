import { sql, type SQL } from 'drizzle-orm';
import type { Library } from '#lib/curriculum/content.ts';
import { findModule, findStandard } from '#lib/curriculum/library.ts';
import type { Door } from '#lib/learning/evidence.ts';
import type { Db } from '#lib/server/db/connect.ts';
import type { Day } from '#lib/shared/dates.ts';
import type { CertificateFacts, CertificateKind } from '#lib/certificates/certificate.ts';
import { holds } from '#lib/certificates/server/holds.ts';

/** A paper that somebody has earned and does not have. */
export type DuePaper = Omit<CertificateFacts, 'id' | 'serial' | 'issuedOn'> & {
	personId: string;
	subject: string;
	/** what exactly it rests on; one paper for each */
	basis: string;
	results: string[];
};

/** Whose papers are asked for: one person's, or the first of everybody's. */
export interface Asked {
	personId: string | null;
	limit: number;
}

/**
 * The papers that are earned and not issued: one for each module whose own test was passed and each standard attained, and
 * another one once it was done under the eyes of a trainer. Whoever has one that holds gets no second of the same worth, however often she
 * is tested; after a revocation only what she shows later counts.
 */
export async function listDue(db: Db, library: Library, asked: Asked): Promise<DuePaper[]> {
	return [...(await dueModules(db, library, asked)), ...(await dueStandards(db, library, asked))];
}

type ModuleRow = {
	personId: string;
	subject: string;
	result: string;
	day: Day;
	asked: number;
	right: number;
	witnessed: boolean;
	wardCode: string | null;
};

async function dueModules(db: Db, library: Library, { personId, limit }: Asked): Promise<DuePaper[]> {
	const known = library.modules.map(({ id }) => id);
	const rows = await db.execute<ModuleRow>(sql`
		select due.*, ${wardOf(sql`due."personId"`)} "wardCode" from (
			select distinct on (r.person_id, r.module) r.person_id "personId", r.module "subject", r.result, r.day::text "day",
				r.asked, r."right", r.witnessed
			from module_results r join people p on p.id = r.person_id
			where r.passed and r.door = 'module' and ${mayHave(personId)} and r.module = any(${sql.param(known)}::text[])
				and not ${covered('module', { subject: sql`r.module`, day: sql`r.day`, witnessed: sql`r.witnessed` })}
			order by r.person_id, r.module, r.witnessed desc, r.day, r.result
			limit ${limit}
		) due`);
	return rows.flatMap(({ subject, result, day, asked, right, witnessed, ...row }) => {
		const module = findModule(library, subject);
		if (!module) return [];
		return [
			{
				...row,
				...{ kind: 'module' as const, subject, basis: result, results: [result] },
				evidence: witnessed ? ('witnessed' as const) : ('at_home' as const),
				paper: module.audience === 'residents' ? ('record' as const) : ('certificate' as const),
				...{ title: module.title, score: { right, asked }, version: null, learnedOn: day, validUntil: null }
			}
		];
	});
}

type StandardRow = {
	personId: string;
	subject: string;
	day: Day;
	witnessed: boolean;
	version: number;
	evidence: string[];
	wardCode: string | null;
};

async function dueStandards(db: Db, library: Library, { personId, limit }: Asked): Promise<DuePaper[]> {
	const known = library.standards.map(({ id }) => id);
	const rows = await db.execute<StandardRow>(sql`
		select r.person_id "personId", r.standard "subject", r.day::text "day", r.witnessed, r.version, r.evidence,
			${wardOf(sql`r.person_id`)} "wardCode"
		from (
			select person_id, standard, coalesce(witnessed_day, attained_day) "day", witnessed_day is not null witnessed,
				version, evidence
			from literacy_statuses where attained_day is not null
		) r join people p on p.id = r.person_id
		where ${mayHave(personId)} and r.standard = any(${sql.param(known)}::text[])
			and not ${covered('standard', { subject: sql`r.standard`, day: sql`r.day`, witnessed: sql`r.witnessed` })}
		order by r.person_id, r.standard
		limit ${limit}`);
	const due: DuePaper[] = [];
	for (const { subject, day, witnessed, version, evidence, ...row } of rows) {
		const standard = findStandard(library, subject);
		const audience = findModule(library, standard?.modules[0] ?? '')?.audience;
		if (!standard || audience === undefined) continue;
		const seen = witnessed ? await witnessedResults(db, row.personId, subject, standard.modules, day) : null;
		const results = seen?.results ?? evidence;
		due.push({
			...row,
			...{ kind: 'standard', subject, basis: results.join(' '), results },
			evidence: seen?.evidence ?? 'at_home',
			paper: audience === 'residents' ? 'record' : 'certificate',
			...{ title: standard.name, score: null, version, learnedOn: day, validUntil: null }
		});
	}
	return due;
}

/** The witnessed results on which a standard was attained: one over all of it, or the first test of each module. */
async function witnessedResults(
	db: Db,
	personId: string,
	standard: string,
	modules: readonly string[],
	day: Day
): Promise<{ results: string[]; evidence: 'witnessed' | 'practical' }> {
	const rows = await db.execute<{ result: string; door: Door }>(sql`
		select result, door from (
			select distinct on (door, module) result, door, module, day from module_results
			where person_id = ${personId} and standard = ${standard} and passed and witnessed and day <= ${day}::date
				and (door <> 'module' or module = any(${sql.param([...modules])}::text[]))
			order by door, module, day, result
		) first order by day, result`);
	const whole = rows.find(({ door }) => door === 'whole') ?? rows.find(({ door }) => door === 'practical');
	if (!whole) return { results: [...new Set(rows.map(({ result }) => result))], evidence: 'witnessed' };
	return { results: [whole.result], evidence: whole.door === 'practical' ? 'practical' : 'witnessed' };
}

/** Nobody is issued a paper after her death or erasure. */
function mayHave(personId: string | null): SQL {
	const hers = personId === null ? sql`true` : sql`p.id = ${personId}::uuid`;
	return sql`(p.merged_into is null and p.erased_on is null and p.died_on is null and ${hers})`;
}

/** Whether one of her papers says at least as much as a result `r`, and holds; or was revoked after that result. */
function covered(kind: CertificateKind, { subject, day, witnessed }: { subject: SQL; day: SQL; witnessed: SQL }): SQL {
	return sql`exists (
		select from certificates c
		-- an array of her records, so that the papers are found by key; a condition with "or" read them all for each result
		where c.person_id = any(array(select own.id from people own where own.id = p.id or own.merged_into = p.id))
			and c.kind = ${kind} and c.subject = ${subject} and (c.evidence in ('witnessed', 'practical') or not ${witnessed})
			and case when c.revoked_at is not null
				then (c.revoked_at at time zone 'Asia/Ho_Chi_Minh')::date >= ${day}
				else (c.valid_until is null or c.valid_until >= ${day}) and ${holds} end
	)`;
}

function wardOf(personId: SQL): SQL {
	return sql`(select g.ward_code from residences home join residential_groups g on g.id = home.group_id
		where home.person_id = ${personId} order by home."from" desc limit 1)`;
}
