import { z } from 'zod';
import type { ReportStep } from '#lib/reports/report.ts';
import { dayBoxes, dayFrom } from '#lib/server/day-input.ts';

const LONGEST = 500;

/** Why a report is returned; the other steps say all by their address. */
export function stepInput(step: ReportStep) {
	const note = z.string().max(LONGEST, 'too_long');
	return z.object({ note: step === 'return' ? note.min(1, 'required') : z.undefined().catch(undefined) });
}

/** Number, symbol and day of a signed paper: 123, BC-UBND; a correction also says why. */
export function documentInput(correction: boolean) {
	const reason = z.string({ error: 'required' }).max(LONGEST, 'too_long');
	return z
		.object({
			number: z
				.string({ error: 'required' })
				.min(1, 'required')
				.regex(/^[\p{L}\d.-]{1,20}$/u, 'periodic_number'),
			symbol: z
				.string({ error: 'required' })
				.min(1, 'required')
				.regex(/^[\p{L}\d./\- ]{1,40}$/u, 'periodic_symbol'),
			reason: correction ? reason.min(1, 'required') : z.undefined().catch(undefined),
			...dayBoxes
		})
		.transform(({ number, symbol, reason, ...boxes }, context) => ({
			...{ number, symbol, reason: reason ?? null },
			day: dayFrom(boxes, context)
		}));
}
