import { z } from 'zod';
import { isId } from '#lib/shared/ids.ts';
import { RECHECK_OUTCOMES } from '#lib/indicators/recheck.ts';

const LEAST = 5;
const MOST = 200;

/** Where (a province's code: in each of its groups), how many and how people are drawn for a re-check. */
export const recheckInput = z.object({
	recheckId: z.string({ error: 'invalid' }).refine(isId, 'invalid'),
	place: z.string({ error: 'required' }).regex(/^(\d{2}|\d{5}|[0-9a-f-]{36})$/, 'required'),
	size: z
		.string({ error: 'recheck_size' })
		.regex(/^\d{1,3}$/, 'recheck_size')
		.transform(Number)
		.refine((size) => size >= LEAST && size <= MOST, 'recheck_size'),
	way: z.enum(['equal', 'weighted'], { error: 'recheck_way' })
});

/** Why somebody who was drawn did not take the test again. */
export const outcomeInput = z.object({ outcome: z.enum(RECHECK_OUTCOMES, { error: 'recheck_outcome' }) });
