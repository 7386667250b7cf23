import { z } from 'zod';
import { isId } from '#lib/shared/ids.ts';
import { ASSISTANCE } from '#lib/shared/log.ts';

const idField = z.string({ error: 'invalid' }).refine(isId, 'invalid');

/** Where, and for how many hours. */
export const openingInput = z.object({
	openingId: idField,
	learningPointId: z.string({ error: 'point_missing' }).refine(isId, 'point_missing'),
	hours: z
		.string({ error: 'hours_missing' })
		.regex(/^([1-9]|1[0-2])$/, 'hours_missing')
		.transform(Number)
});

/** What is done to an opening that goes on. */
export const openingChangeInput = z.object({ change: z.enum(['extend', 'renew_code'], { error: 'invalid' }) });

export const joinInput = z.object({
	code: z.string({ error: 'join_code_missing' }).min(1, 'join_code_missing').max(200, 'join_code_wrong')
});

/** Whom of today's list. */
export const todayInput = z.object({ person: idField });

/** The trainer's answer to somebody who asks to be let in. */
export const nodInput = z.object({ personId: idField, nod: z.enum(['yes', 'no'], { error: 'invalid' }) });

/** How somebody is being helped, or that nobody helps any more. */
export const helpInput = z.object({
	kind: z.enum(ASSISTANCE, { error: 'help_missing' }),
	back: z.string({ error: 'invalid' }).max(500, 'invalid').optional(),
	/** of whom it is said, from another device: her session as it was shown */
	learner: z.string({ error: 'invalid' }).optional()
});
