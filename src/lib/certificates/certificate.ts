import type { Bilingual } from '#lib/curriculum/content.ts';
import type { Day } from '#lib/shared/dates.ts';
import { CODE_LETTERS } from '#lib/sign-in/card-code.ts';

/** What a paper is about. */
export const CERTIFICATE_KINDS = ['module', 'standard', 'duty'] as const;
export type CertificateKind = (typeof CERTIFICATE_KINDS)[number];

/**
 * How the result came about: confirmed by a named trainer, five tasks done before one, at home, or on another platform,
 * where somebody saw it.
 */
export const EVIDENCE_KINDS = ['witnessed', 'practical', 'at_home', 'elsewhere'] as const;
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number];

/** A resident's paper records a result; an official's certifies it. */
export type PaperKind = 'record' | 'certificate';

export const REVOCATION_REASONS = ['issued_in_error', 'wrong_person', 'dishonest_result', 'own_wish'] as const;
export type RevocationReason = (typeof REVOCATION_REASONS)[number];

/**
 * How a paper stands: what it rests on may have fallen (a result voided, a merge undone), which nobody has to say; a
 * named person may have revoked it; its time may be over.
 */
export type CertificateState = 'valid' | 'expired' | 'revoked' | 'fallen';

/** What was true when it was issued and never changes, whatever becomes of content, rules and names. */
export interface CertificateFacts {
	id: string;
	serial: string;
	kind: CertificateKind;
	paper: PaperKind;
	/** what it is about, as it was called then */
	title: Bilingual;
	evidence: EvidenceKind;
	/** of a module: how many questions were answered rightly */
	score: { right: number; asked: number } | null;
	/** of a standard: which version was attained */
	version: number | null;
	/** the day of the test, or of the last one of several */
	learnedOn: Day;
	issuedOn: Day;
	/** the last day on which it is good, or null */
	validUntil: Day | null;
	/** the ward in which it was issued, or null where she lived nowhere we know */
	wardCode: string | null;
}

export function stateOf(paper: {
	revokedOn: Day | null;
	holds: boolean;
	validUntil: Day | null;
	today: Day;
}): CertificateState {
	if (paper.revokedOn !== null) return 'revoked';
	if (!paper.holds) return 'fallen';
	return paper.validUntil !== null && paper.validUntil < paper.today ? 'expired' : 'valid';
}

const NOWHERE = '00000';

/** 00082-2026-000017: ward, year and a number that runs in both. */
export function writeSerial(wardCode: string | null, year: number, number: number): string {
	return `${wardCode ?? NOWHERE}-${year}-${String(number).padStart(6, '0')}`;
}

/** 28 of 25 letters are 130 bits: nobody guesses one, and it can still be typed from paper. */
const CODE_LENGTH = 28;
const CODE = new RegExp(`^[${CODE_LETTERS}]{${CODE_LENGTH}}$`);

/** A code as it was typed, in small letters, with spaces or dashes; null where it cannot be one. */
export function readVerificationCode(typed: string): string | null {
	if (typed.length > 4 * CODE_LENGTH) return null;
	const letters = typed
		.normalize('NFKC')
		.replace(/^https?:\/\/[^/\s]+\/certificates\//i, '')
		.replace(/[\s\p{Pd}\p{Cf}\u2212._]+/gu, '')
		.toUpperCase();
	return CODE.test(letters) ? letters : null;
}

export function newVerificationCode(random: (letters: number) => number): string {
	return Array.from({ length: CODE_LENGTH }, () => CODE_LETTERS[random(CODE_LETTERS.length)]).join('');
}

/** K7PM-2XQR-…: as it is printed. */
export function writeVerificationCode(letters: string): string {
	return (letters.match(/.{1,4}/g) ?? []).join('-');
}

const letters = new Intl.Segmenter('vi', { granularity: 'grapheme' });

/** Đ*** T** Ẩ*: enough to compare with a paper in one's hand, too little to learn whose it is. */
export function maskName(fullName: string): string {
	return fullName
		.normalize('NFC')
		.split(/\s+/u)
		.filter(Boolean)
		.map((word) => {
			const [first = '', ...rest] = Array.from(letters.segment(word), ({ segment }) => segment);
			return first + '*'.repeat(rest.length);
		})
		.join(' ');
}
