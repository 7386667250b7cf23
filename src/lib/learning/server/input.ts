import { z } from 'zod';
import { isId } from '#lib/shared/ids.ts';
import { ASSISTANCE } from '#lib/shared/log.ts';

/** Places in the order shown, from 1, or `unknown`: one box or several. Anything else a client sends is not read. */
const choiceField = z
	.union([z.string(), z.array(z.string())], { error: 'invalid' })
	.optional()
	.transform((given) => [given ?? []].flat())
	.pipe(
		z
			.array(z.union([z.literal('unknown'), z.string().regex(/^[1-9]$/).transform(Number)], { error: 'invalid' }))
			.min(1, 'nothing_chosen')
			.max(9, 'invalid')
	);

export const answerInput = z.object({
	/** which page of the question; only an order or a match has more than one */
	page: z.string({ error: 'invalid' }).regex(/^[1-9]$/, 'invalid').transform(Number).default(1),
	choice: choiceField
});

/** A post that says all by its address. */
export const nothingInput = z.object({});

/** Made when the lesson was shown, so that a double tap is one event. */
export const completionInput = z.object({ eventId: z.string({ error: 'invalid' }).refine(isId, 'invalid').optional() });

/** Where a test is done: alone, or at a learning point where somebody witnesses it. */
export const testInput = z.object({ where: z.enum(['home', 'point'], { error: 'invalid' }).default('home') });

/** What the learner says about help; asked only where no witness says it. */
export const submissionInput = z.object({ helped: z.enum(ASSISTANCE, { error: 'help_missing' }).optional() });
