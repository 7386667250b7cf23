import { z } from 'zod';
import { isId } from '#lib/shared/ids.ts';
import { ASSISTANCE } from '#lib/shared/log.ts';
import { EXTRA_TIME_REASONS, type Accommodation } from '#lib/learning/accommodation.ts';
import { APPEAL_DECISIONS, APPEAL_REASONS } from '#lib/learning/appeal.ts';
import { VOID_REASONS } from '#lib/learning/events.ts';
import { ITEM_NOTES, PAIR_NOTES } from '#lib/learning/look.ts';

/** Places in the order shown, from 1, or `unknown`: one box or several. Anything else a client sends is not read. */
const choiceField = z
	.union([z.string(), z.array(z.string())], { error: 'invalid' })
	.optional()
	.transform((given) => [given ?? []].flat())
	.pipe(
		z
			.array(
				z.union(
					[
						z.literal('unknown'),
						z
							.string()
							.regex(/^[1-9]$/)
							.transform(Number)
					],
					{ error: 'invalid' }
				)
			)
			.min(1, 'nothing_chosen')
			.max(9, 'invalid')
	);

export const answerInput = z.object({
	/** which page of the question; only an order or a match has more than one */
	page: z
		.string({ error: 'invalid' })
		.regex(/^[1-9]$/, 'invalid')
		.transform(Number)
		.default(1),
	choice: choiceField
});

/** A post that says all by its address. */
export const nothingInput = z.object({});

/** Made when the lesson was shown, so that a double tap is one event; without one of ours a new one is made. */
export const completionInput = z.object({ eventId: z.string().refine(isId).optional().catch(undefined) });

/** Where a test is done: alone, or at a learning point where somebody witnesses it. */
export const testInput = z.object({ where: z.enum(['home', 'point'], { error: 'invalid' }).default('home') });

/** What the learner says about help; asked only where no witness says it. */
export const submissionInput = z.object({ helped: z.enum(ASSISTANCE, { error: 'help_missing' }).optional() });

const idField = z.string({ error: 'invalid' }).refine(isId, 'invalid');

/** Somebody says later how much help a result had. */
export const statementInput = z.object({
	eventId: idField,
	assistance: z.enum(ASSISTANCE, { error: 'help_missing' })
});

/** Why a result does not stand. */
export const voidingInput = z.object({ eventId: idField, reason: z.enum(VOID_REASONS, { error: 'reason_missing' }) });

/** Where the witness and the learner sit. */
export const witnessStartInput = z.object({
	learningPointId: z.string({ error: 'point_missing' }).refine(isId, 'point_missing')
});

/** How much help there was, as the witness saw it. */
export const witnessEndInput = z.object({ assistance: z.enum(ASSISTANCE, { error: 'help_missing' }) });

const PLACE = /^[1-9]$/;

/**
 * What a page with a whole form sends: `q3` or, for each step of an order and each prompt of a match, `q3-1`. A box
 * left empty is not sent; anything else a client adds is not read.
 */
export const wholeFormInput = z
	.looseObject({
		do: z.enum(['save', 'submit'], { error: 'invalid' }).default('submit'),
		/** handed in although questions are open */
		anyway: z.string().optional(),
		helped: z.enum(ASSISTANCE, { error: 'help_missing' }).optional()
	})
	.transform(({ do: step, anyway, helped, ...fields }, context) => {
		const sent = new Map<string, (number | 'unknown')[]>();
		for (const [name, given] of Object.entries(fields)) {
			if (!/^q[1-9]\d?(-[1-9])?$/.test(name)) continue;
			const values = [given].flat().filter((value) => value !== '');
			if (!values.every((value) => value === 'unknown' || (typeof value === 'string' && PLACE.test(value)))) {
				context.addIssue({ code: 'custom', message: 'invalid', path: [name] });
			}
			const places = values.map((value) => (value === 'unknown' ? ('unknown' as const) : Number(value)));
			if (places.length > 0) sent.set(name, places);
		}
		return { step, anyway: anyway !== undefined, helped, sent };
	});

/** What is not right about a test, and in which words. */
export const appealInput = z.object({
	appealId: idField,
	question: z
		.string({ error: 'appeal_about_missing' })
		.regex(/^\d{1,2}$/, 'appeal_about_missing')
		.transform(Number),
	reason: z.enum(APPEAL_REASONS, { error: 'reason_missing' }),
	text: z.string({ error: 'required' }).min(1, 'required').max(1000, 'too_long')
});

/** What an officer decides about an appeal, and why. */
export const appealAnswerInput = z.object({
	decision: z.enum(APPEAL_DECISIONS, { error: 'appeal_decision_missing' }),
	reply: z.string({ error: 'required' }).min(1, 'required').max(1000, 'too_long')
});

/** How much more time somebody has for tests, and why. */
export const accommodationInput = z.object({
	extraPercent: z
		.enum(['0', '25', '50', '100'], { error: 'extra_time_missing' })
		.transform((percent) => Number(percent) as Accommodation['extraPercent']),
	reason: z.enum(EXTRA_TIME_REASONS, { error: 'reason_missing' })
});

/** What a look at a question, or at two tests alike, found. */
export const itemLookInput = z.object({ note: z.enum(ITEM_NOTES, { error: 'look_note_missing' }) });
export const pairLookInput = z.object({ note: z.enum(PAIR_NOTES, { error: 'look_note_missing' }) });
