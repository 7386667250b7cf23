import { z } from 'zod';
import type { Act } from '#lib/practice/step.ts';

/** More than these nobody types on a drawn phone; what comes beyond is not even looked at. */
const MOST_TYPED = 300;

const code = z.string().regex(/^\d{1,2}(?:\.\d{1,2})?$/);

/**
 * One thing that somebody does on the drawn phone, and which step of her run it is. Fields are named by their place.
 * A form without any of it asks for nothing.
 */
export const stepInput = z
	.looseObject({
		step: z.coerce.number().int().min(0).catch(-1),
		touch: code.optional().catch(undefined),
		press: z.string().regex(/^\d$/).optional().catch(undefined),
		hint: z.literal('1').optional().catch(undefined)
	})
	.transform(({ step, touch, press, hint, ...rest }) => ({ step, act: actOf(touch, press, hint, rest) }));

/** The button that begins: whether an open run is gone on with, or ended and another one begun. */
export const startInput = z.object({ anew: z.literal('1').optional().catch(undefined) });

function actOf(touch?: string, press?: string, hint?: string, rest: Record<string, unknown> = {}): Act | null {
	if (press !== undefined) return { kind: 'press', digit: press };
	if (hint !== undefined) return { kind: 'hint' };
	if (touch === undefined) return null;
	const typed: Record<string, string> = {};
	for (const [name, value] of Object.entries(rest)) {
		const place = /^field-(\d{1,2})$/.exec(name)?.[1];
		if (place !== undefined && typeof value === 'string') typed[place] = value.slice(0, MOST_TYPED);
	}
	return { kind: 'touch', code: touch, typed };
}
