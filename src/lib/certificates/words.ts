import { m } from '#lib/messages/compiled/messages.js';
import { writeDay } from '#lib/shared/dates.ts';
import type { Language } from '#lib/shared/ratio.ts';
import type {
	CertificateFacts,
	CertificateState,
	EvidenceKind,
	RevocationReason
} from '#lib/certificates/certificate.ts';

/** One fact of a paper, as the paper, its file and the register say it, in the same order. */
export interface CertificateLine {
	label: string;
	value: string;
}

const EVIDENCE: Record<EvidenceKind, () => string> = {
	witnessed: m.certificate_evidence_witnessed,
	practical: m.check_certificate_evidence,
	at_home: m.certificate_evidence_at_home,
	elsewhere: m.certificate_evidence_elsewhere
};

export const REASON_WORDS: Record<RevocationReason, () => string> = {
	issued_in_error: m.certificate_reason_issued_in_error,
	wrong_person: m.certificate_reason_wrong_person,
	dishonest_result: m.certificate_reason_dishonest_result,
	own_wish: m.certificate_reason_own_wish
};

/** What the paper is called: a resident's records a result, an official's certifies it. */
export function paperTitle({ paper }: Pick<CertificateFacts, 'paper'>): string {
	return paper === 'record' ? m.certificate_record() : m.certificate_certificate();
}

export function evidenceWord({ evidence }: Pick<CertificateFacts, 'evidence'>): string {
	return EVIDENCE[evidence]();
}

/** All that a paper says but its name and its place. */
export function certificateLines(paper: CertificateFacts, language: Language): CertificateLine[] {
	const { kind, title, score, version, learnedOn, issuedOn, validUntil } = paper;
	const about = {
		module: m.certificate_about_module,
		standard: m.certificate_about_standard,
		duty: m.certificate_about_duty
	}[kind]();
	return [
		{ label: about, value: title[language] },
		{ label: m.certificate_level(), value: levelWord({ score, version }) },
		{ label: m.certificate_evidence(), value: evidenceWord(paper) },
		{ label: m.certificate_learned_on(), value: writeDay(learnedOn) },
		{ label: m.certificate_issued_on(), value: writeDay(issuedOn) },
		{
			label: m.certificate_valid_until(),
			value: validUntil === null ? m.certificate_valid_always() : writeDay(validUntil)
		}
	];
}

function levelWord({ score, version }: Pick<CertificateFacts, 'score' | 'version'>): string {
	if (score) return m.certificate_level_score(score);
	return version === null ? m.certificate_level_done() : m.certificate_level_version({ version });
}

export function stateWord(state: CertificateState): { colour: 'green' | 'amber' | 'red'; word: string } {
	if (state === 'valid') return { colour: 'green', word: m.certificate_state_valid() };
	if (state === 'expired') return { colour: 'amber', word: m.certificate_state_expired() };
	return { colour: 'red', word: m.certificate_state_revoked() };
}
