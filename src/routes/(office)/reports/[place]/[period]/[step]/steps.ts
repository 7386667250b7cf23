import type { Verb } from '#lib/access/permissions.ts';
import type { ReportStep } from '#lib/reports/report.ts';
import { notFound } from '#lib/shared/errors.ts';

/** The steps of a report, by the nouns of their addresses, and what each asks for. */
const STEPS: Record<string, { step: ReportStep; verb: Verb } | undefined> = {
	submission: { step: 'submit', verb: 'report.submit' },
	approval: { step: 'approve', verb: 'report.approve' },
	return: { step: 'return', verb: 'report.approve' },
	closing: { step: 'close', verb: 'report.close' }
};

export function findStep(noun: string): { step: ReportStep; verb: Verb } {
	const found = Object.hasOwn(STEPS, noun) ? STEPS[noun] : undefined;
	if (!found) throw notFound();
	return found;
}
