import { m } from '#lib/messages/compiled/messages.js';

const WORDS: Record<string, [name: () => string, text: () => string]> = {
	approvals: [m.job_approvals, m.job_approvals_text],
	'audit-chain': [m.job_audit_chain, m.job_audit_chain_text],
	backup: [m.job_backup, m.job_backup_text],
	certificates: [m.job_certificates, m.job_certificates_text],
	cycles: [m.job_cycles, m.job_cycles_text],
	erasures: [m.job_erasures, m.job_erasures_text],
	'expired-tests': [m.job_expired_tests, m.job_expired_tests_text],
	'item-statistics': [m.job_item_statistics, m.job_item_statistics_text],
	reminders: [m.job_reminders, m.job_reminders_text],
	tidying: [m.job_tidying, m.job_tidying_text]
};

/** What a job is called, and what it does; one that a newer version brought is called by its own name. */
export function jobWords(name: string): { title: string; text: string | null } {
	const words = WORDS[name];
	return words ? { title: words[0](), text: words[1]() } : { title: name, text: null };
}

/** Why a job failed, in words; what only an operator can read stays a code. */
export function failureWords(reason: string): string {
	if (/^(ECONN|ENOTFOUND|EAI_|ETIMEDOUT|EHOST|ESOCKET|EDNS|08|57P)/.test(reason)) return m.job_reason_away({ reason });
	if (/^(53|ENOSPC|EMFILE)/.test(reason)) return m.job_reason_full({ reason });
	if (/^(57014|55P03)$/.test(reason)) return m.job_reason_slow({ reason });
	if (/^(EAUTH|EENVELOPE|EMESSAGE)/.test(reason)) return m.job_reason_mail({ reason });
	return m.job_reason_program({ reason });
}
