import { z } from 'zod';
import { DRILL_KINDS } from '#lib/curriculum/drill.ts';
import { isId } from '#lib/shared/ids.ts';

/** A place in the order shown, from 1. Anything else a client sends is not read. */
export const choiceInput = z.object({
	choice: z
		.string({ error: 'drill_choose' })
		.regex(/^[1-9]$/, 'drill_choose')
		.transform(Number)
});

const words = (longest: number) =>
	z
		.string({ error: 'scam_text_missing' })
		.transform((text) => text.replace(/\s+/gu, ' ').trim())
		.pipe(z.string().min(1, 'scam_text_missing').max(longest, 'scam_text_long'));

/** A fraud that goes round, as an officer writes it down. */
export const localScamInput = z.object({
	scamId: z.string({ error: 'invalid' }).refine(isId, 'invalid'),
	wardCode: z.string({ error: 'scam_ward_missing' }).regex(/^\d{5}$/, 'scam_ward_missing'),
	kind: z.enum(DRILL_KINDS, { error: 'scam_kind_missing' }),
	cameFrom: words(100),
	text: words(500),
	rightChoice: words(100),
	wrongChoice: words(100),
	explain: words(400)
});

export const decisionInput = z.object({ decision: z.enum(['approve', 'withdraw'], { error: 'invalid' }) });
