import { z } from 'zod';
import type { ReportStep } from '#lib/reports/report.ts';

const LONGEST = 500;

/** Why an extract is returned; the other steps say all by their address. */
export function stepInput(step: ReportStep) {
	const note = z.string().max(LONGEST, 'too_long');
	return z.object({
		note: step === 'return' ? note.min(1, 'required') : z.undefined().catch(undefined)
	});
}
