import { date, index, integer, jsonb, pgTable, primaryKey, text, timestamp, unique, uuid } from 'drizzle-orm/pg-core';
import type { Bilingual } from '#lib/curriculum/content.ts';
import type { CertificateKind, EvidenceKind, PaperKind, RevocationReason } from '#lib/certificates/certificate.ts';

/**
 * The register: a paper is a row, issued once and never changed but by revoking it. It bears no name: that is read when it
 * is printed. Whether what it rests on still holds is asked of the folds at each look.
 */
export const certificates = pgTable(
	'certificates',
	{
		id: uuid('id').primaryKey(),
		/** the person as she was known when it was issued */
		personId: uuid('person_id').notNull(),
		kind: text('kind').$type<CertificateKind>().notNull(),
		/** id of the module, the standard or the duty */
		subject: text('subject').notNull(),
		/** what exactly it rests on: the results in order, or a duty's period */
		basis: text('basis').notNull(),
		/** ids of the submissions that it rests on; none where it was learned elsewhere */
		results: uuid('results').array().notNull(),
		evidence: text('evidence').$type<EvidenceKind>().notNull(),
		paper: text('paper').$type<PaperKind>().notNull(),
		title: jsonb('title').$type<Bilingual>().notNull(),
		score: jsonb('score').$type<{ right: number; asked: number }>(),
		version: integer('version'),
		learnedOn: date('learned_on').notNull(),
		wardCode: text('ward_code'),
		serial: text('serial').notNull().unique(),
		/** 130 random bits, in its QR */
		code: text('code').notNull().unique(),
		issuedOn: date('issued_on').notNull(),
		issuedAt: timestamp('issued_at', { withTimezone: true }).notNull(),
		issuedBy: text('issued_by').notNull(),
		validUntil: date('valid_until'),
		revokedAt: timestamp('revoked_at', { withTimezone: true }),
		revokedBy: text('revoked_by'),
		revokedFor: text('revoked_for').$type<RevocationReason>()
	},
	(t) => [
		unique('certificates_once').on(t.personId, t.kind, t.subject, t.basis),
		index('certificates_subject').on(t.kind, t.subject)
	]
);

/** The last number given in a ward and a year; empty for whoever lives nowhere we know. */
export const certificateNumbers = pgTable(
	'certificate_numbers',
	{
		wardCode: text('ward_code').notNull(),
		year: integer('year').notNull(),
		last: integer('last').notNull()
	},
	(t) => [primaryKey({ columns: [t.wardCode, t.year] })]
);
