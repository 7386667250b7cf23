import { and, desc, eq, inArray, sql, type SQL } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { consentsNeeded } from '#lib/people/consent.ts';
import { listRecords } from '#lib/people/server/erasure.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { dayOf, type Day } from '#lib/shared/dates.ts';
import { notFound } from '#lib/shared/errors.ts';
import { isId } from '#lib/shared/ids.ts';
import {
	maskName,
	stateOf,
	type CertificateFacts,
	type CertificateState,
	type RevocationReason
} from '#lib/certificates/certificate.ts';
import { holds } from '#lib/certificates/server/holds.ts';
import { certificates } from '#lib/certificates/server/schema.ts';

/** A paper as its holder and the office see it. */
export interface Certificate extends CertificateFacts {
	personId: string;
	code: string;
	state: CertificateState;
	revokedOn: Day | null;
	revokedFor: RevocationReason | null;
}

type Row = Omit<Certificate, 'state'> & { holds: boolean };

const day = (column: SQL) => sql<Day | null>`(${column} at time zone 'Asia/Ho_Chi_Minh')::date::text`;
/** Under the name by which the condition speaks of it. */
const c = alias(certificates, 'c');

const columns = {
	id: c.id,
	personId: c.personId,
	serial: c.serial,
	code: c.code,
	kind: c.kind,
	paper: c.paper,
	title: c.title,
	evidence: c.evidence,
	score: c.score,
	version: c.version,
	learnedOn: c.learnedOn,
	issuedOn: c.issuedOn,
	validUntil: c.validUntil,
	wardCode: c.wardCode,
	revokedOn: day(sql`c.revoked_at`),
	revokedFor: c.revokedFor,
	holds: sql<boolean>`${holds}`
};

/** The papers of a person, whatever record they were issued to, the newest first. */
export async function listCertificates(db: Db, personId: string, now: Date): Promise<Certificate[]> {
	const records = await listRecords(db, personId);
	const rows = await db
		.select(columns)
		.from(c)
		.where(inArray(c.personId, records))
		.orderBy(desc(c.issuedAt), desc(c.serial));
	return rows.map((row) => stateNow(row, now));
}

/** One paper of a person; anybody else's is not found. */
export async function readCertificate(db: Db, personId: string, id: string, now: Date): Promise<Certificate> {
	const records = await listRecords(db, personId);
	const isHers = inArray(c.personId, records);
	const [row] = isId(id)
		? await db
				.select(columns)
				.from(c)
				.where(and(eq(c.id, id), isHers))
		: [];
	if (!row) throw notFound();
	return stateNow(row, now);
}

/** What the register says of a paper, to anybody who has its code. */
export interface Verified extends Omit<CertificateFacts, 'id'> {
	state: CertificateState;
	revokedOn: Day | null;
	/** masked; null where there is none to show */
	name: string | null;
	/** why there is none: she was erased, or is too young to be shown */
	unnamed: 'erased' | 'child' | null;
}

/** The paper with a code, as the register has it now; null where there is none, whatever the code looks like. */
export async function findVerified(db: Db, code: string, now: Date): Promise<Verified | null> {
	const [row] = await db
		.select({
			...columns,
			fullName: sql<string | null>`holder.full_name`,
			birthYear: sql<number | null>`holder.birth_year`
		})
		.from(c)
		.leftJoin(
			sql`lateral (
				select n.full_name, own.birth_year from people record
				join people own on own.id = coalesce(record.merged_into, record.id)
				left join person_names n on n.person_id = own.id
				where record.id = c.person_id
			) holder`,
			sql`true`
		)
		.where(eq(c.code, code));
	if (!row) return null;
	const {
		id: _id,
		personId: _personId,
		code: _code,
		revokedFor: _reason,
		fullName,
		birthYear,
		...paper
	} = stateNow(row, now);
	const isChild = birthYear !== null && consentsNeeded(birthYear, dayOf(now)).length > 0;
	return {
		...paper,
		name: fullName === null || isChild ? null : maskName(fullName),
		unnamed: fullName === null ? 'erased' : isChild ? 'child' : null
	};
}

function stateNow<T extends Row>(
	{ holds: stillHolds, ...row }: T,
	now: Date
): Omit<T, 'holds'> & { state: CertificateState } {
	const state = stateOf({ ...row, holds: stillHolds, today: dayOf(now) });
	return { ...row, state };
}
